"""An agency chooses how its documents look: who may, what is kept, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from tatalaksana.apps.office.actions.choose_look import choose_look
from tatalaksana.apps.office.actions.reset_look import reset_look
from tatalaksana.apps.office.look import DEFAULT, Look, kept_look, look_of, signer_key, stamp_of
from tatalaksana.apps.office.models import DocumentLook
from tatalaksana.apps.shared.agency import separate
from tatalaksana.apps.shared.audit import traces_of
from tatalaksana.apps.shared.errors import Invalid, MovedOn, NotYours
from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.paper import paper
from tatalaksana.core.drawing.style import PLAIN, Form
from tatalaksana.core.procedure.model import Approver, Procedure
from tests.bitmaps import bitmap
from tests.cast import CAST

KEEPER, CLERK, STRANGER = "kasubag.lumajang", "umum.lumajang", "kasubag.tangerang"
ADDRESS = "https://tte.lumajangkab.go.id/periksa"
HEAD = Approver(
    position="Sekretaris Daerah", name="Dra. Sri Wahyuni, M.Si.", nip="19700101 199503 2 001"
)
BUPATI = Approver(position="Bupati", name="Hj. Indah Amperawati", nip="")
LETTER = Procedure(title="Surat Keluar", number="065/12/2026", approved_by=HEAD)


@pytest.fixture
def keeper(office, person):
    office("LUMAJANG")
    return person(KEEPER)


@pytest.fixture
def choose(keeper, now):
    """`choose(header_fill="#dbe5f1")`: the keeper chooses this and leaves the rest."""

    def deed(logo=None, without_logo=False, at=now, seen=None, **values):
        agency = keeper.agency
        return choose_look(
            keeper,
            chosen=replace(look_of(agency), **values),
            logo=logo,
            without_logo=without_logo,
            seen=stamp_of(kept_look(agency)) if seen is None else seen,
            now=at,
        )

    return deed


def test_nothing_chosen_is_the_drawing_as_the_regulation_has_it(keeper):
    look = look_of(keeper.agency)
    assert look == DEFAULT
    assert look.whole_style() == PLAIN
    assert look.page() == paper("A4")


def test_what_is_chosen_is_what_is_drawn(keeper, choose):
    choose(
        header_fill="#DBE5F1", numbering_row=True, family="Liberation Serif", size=10.5, margin=15,
        paper="F4", upright=True, form="pemda", logo=bitmap(40, 80),
    )  # fmt: skip
    look = look_of(keeper.agency)
    style, page = look.whole_style(), look.page()
    assert (style.header_fill, style.numbering_row, style.form) == ("#dbe5f1", True, Form.REGION)
    assert style.family == "Liberation Serif"
    assert style.logo.height == pytest.approx(2 * style.logo.width, rel=0.02)
    assert (page.told, page.width, page.margin, page.size) == ("F4 tegak", 215.0, 15.0, 10.5)
    assert look.page("A3", upright=False).told == "A3"


def test_a_logo_stays_until_another_comes_or_it_is_taken_away(keeper, choose, now):
    first = choose(logo=bitmap(40, 40)).logo
    assert choose(numbering_row=True, at=now + timedelta(minutes=1)).logo == first
    second = choose(logo=bitmap(40, 40, dot=b"\xff\0\0\xff"), at=now + timedelta(minutes=2)).logo
    assert second not in ("", first)
    assert choose(without_logo=True, at=now + timedelta(minutes=3)).logo == ""


def test_the_rank_belongs_to_whoever_approves(choose):
    look = choose(ranks=((signer_key(HEAD.name, HEAD.nip), " Pembina  Utama Muda "),))
    other = replace(LETTER, approved_by=BUPATI)
    assert look.signing_of(LETTER, electronic=False).rank == "Pembina Utama Muda"
    assert look.signing_of(other, electronic=False).rank == ""
    assert look.signing_of(Procedure(title="x"), electronic=False).rank == ""
    assert signer_key(" Hj. Indah  AMPERAWATI", "-") == "hj. indah amperawati"


def test_the_code_holds_the_address_of_this_document(choose):
    look = choose(signing="tte", verify=ADDRESS + "/{nomor}")
    assert look.address_of(LETTER) == ADDRESS + "/065%2F12%2F2026"
    assert look.signing_of(LETTER, electronic=False).address == ""
    with pytest.raises(DrawingError, match="belum bernomor"):
        look.signing_of(replace(LETTER, number=None), electronic=True)
    with pytest.raises(DrawingError, match="belum diisi"):
        DEFAULT.signing_of(LETTER, electronic=True)


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({"header_fill": "merah"}, "header_fill", "bukan warna"),
        ({"header_fill": "#1f3864"}, "header_fill", "terlalu gelap"),
        ({"family": "Comic Sans"}, "header_fill", "tidak ada"),
        ({"paper": "tisu"}, "margin", "Tidak ada ukuran kertas"),
        ({"size": 4.0}, "margin", "di luar 6.0–14.0"),
        ({"size": float("nan")}, "margin", "di luar"),
        ({"margin": 2.0}, "margin", "kurang dari 5 mm"),
        ({"margin": 41.0}, "margin", "terlalu lebar"),
        ({"margin": float("nan")}, "margin", "terlalu lebar"),
        ({"margin": 20.0, "upright": True}, "margin", "terlalu sempit"),
        ({"form": "kerajaan"}, "form", "bentuk halaman identitas"),
        ({"signing": "cap jempol"}, "signing", "cara menandatangani"),
        ({"signing": "tte"}, "verify", "memerlukan alamat"),
        ({"verify": "javascript:alert(1)"}, "verify", "bukan alamat web"),
        ({"verify": "tte.go.id"}, "verify", "bukan alamat web"),
        ({"verify": "https://{nomor}.go.id/"}, "verify", "bukan alamat web"),
        ({"verify": "https://a.go.id/{nomor}/{nomor}"}, "verify", "bukan alamat web"),
        ({"verify": "https://a.go.id/{judul}"}, "verify", "bukan alamat web"),
        ({"verify": "https://[::1"}, "verify", "bukan alamat web"),
        ({"verify": ADDRESS + "?" + "a" * 300}, "verify", "terlalu panjang"),
        ({"ranks": (("x", "P" * 61),)}, None, "Pangkat terlalu panjang"),
        ({"logo": b"GIF89a", "header_fill": "#ffffff"}, "logo", "tidak dikenali"),
    ],
)
def test_what_cannot_be_drawn_is_refused_at_its_field(values, field, told, keeper, choose):
    with pytest.raises(Invalid, match=told) as refused:
        choose(**values)
    assert refused.value.data.get("field") == field
    assert look_of(keeper.agency) == DEFAULT


def test_who_keeps_neither_procedures_nor_office_may_not(office, person, now):
    office("LUMAJANG")
    for deed in (
        lambda: choose_look(person(CLERK), chosen=Look(), seen="", now=now),
        lambda: reset_look(person(CLERK), seen="", now=now),
    ):
        with pytest.raises(NotYours, match="pengelola SOP atau pengelola kantor"):
            deed()


def test_two_keepers_at_once_do_not_overwrite_each_other(keeper, choose, now):
    choose(numbering_row=True, seen="")
    with pytest.raises(MovedOn, match="baru saja diubah"):
        choose(paper="F4", seen="", at=now + timedelta(minutes=1))
    with pytest.raises(MovedOn):
        reset_look(keeper, seen="", now=now)
    assert look_of(keeper.agency) == Look(numbering_row=True)


def test_every_change_and_the_way_back_leave_a_trace_with_the_actor(keeper, choose, now):
    choose(paper="F4", header_fill="")
    choose()
    seen = stamp_of(kept_look(keeper.agency))
    assert reset_look(keeper, seen=seen, now=now + timedelta(minutes=1))
    assert not reset_look(keeper, seen="", now=now + timedelta(minutes=2))
    assert look_of(keeper.agency) == DEFAULT
    reset, chosen = traces_of(keeper.agency).filter(action__endswith="look")
    assert (reset.action, chosen.action) == ("office.reset_look", "office.choose_look")
    assert chosen.actor_id == reset.actor_id == keeper.person
    assert chosen.data == {
        "changed": ["header_fill", "paper"],
        "values": {"header_fill": "", "paper": "F4"},
    }


def test_the_look_of_an_agency_is_nothing_to_another(keeper, choose, office, person, now):
    choose(header_fill="#00ff00")
    office("TANGERANG")
    assert look_of(person(STRANGER).agency) == DEFAULT
    assert look_of(keeper.agency) == DEFAULT, "even when asked for by its number"
    assert not DocumentLook.objects.exists()
    separate(CAST["LUMAJANG"].agency)
    assert look_of(keeper.agency).header_fill == "#00ff00"
    separate(CAST["TANGERANG"].agency)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        choose_look(keeper, chosen=Look(paper="A3"), seen="", now=now)
    assert DocumentLook.objects.update(paper="A3") == 0


def test_the_tables_are_those_of_the_models(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
