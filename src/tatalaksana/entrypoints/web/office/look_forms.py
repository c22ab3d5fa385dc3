"""The form in which the look of the office's documents is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tatalaksana.apps.office.actions.choose_look import LARGEST_MARGIN, LONGEST_RANK
from tatalaksana.apps.office.look import DEFAULT, ELECTRONIC, HAND, Look, signer_key
from tatalaksana.core.drawing.drawing import SANS
from tatalaksana.core.drawing.images import LARGEST
from tatalaksana.core.drawing.metrics import SERIF
from tatalaksana.core.drawing.paper import LARGEST_FONT, LEAST_MARGIN, SMALLEST_FONT, papers
from tatalaksana.core.drawing.style import Form
from tatalaksana.core.procedure.model import Approver
from tatalaksana.entrypoints.web.office.forms import PlainForm

UPRIGHT, LEVEL = "tegak", "mendatar"
FAMILIES = (
    (SANS, gettext_lazy("Sans, seukuran Arial")),
    (SERIF, gettext_lazy("Serif, seukuran Times")),
)
WAYS = ((LEVEL, gettext_lazy("mendatar")), (UPRIGHT, gettext_lazy("tegak")))
FORMS = (
    ("", gettext_lazy("Menurut nama instansi di SOP")),
    (Form.MINISTRY.value, gettext_lazy("Kementerian: satu kotak")),
    (Form.REGION.value, gettext_lazy("Pemda: bagian di kotak sendiri")),
)
SIGNINGS = (
    (HAND, gettext_lazy("Tanda tangan basah")),
    (ELECTRONIC, gettext_lazy("Catatan TTE dan kode QR")),
)
NUMBER = {
    "required": gettext_lazy("Isi angkanya."),
    "invalid": gettext_lazy("Tulis sebagai angka, misalnya 9."),
    "min_value": gettext_lazy("Paling kecil %(limit_value)g."),
    "max_value": gettext_lazy("Paling besar %(limit_value)g."),
}
CHOICE = {"required": gettext_lazy("Pilih salah satu.")}
RANK = "rank_"  #: what the names of the fields for ranks begin with


class ColourInput(forms.TextInput):
    """A colour field of the browser."""

    input_type = "color"


class LookForm(PlainForm):
    """What can be chosen; what is allowed is judged by the action."""

    logo = forms.FileField(
        required=False,
        label=gettext_lazy("Logo"),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        error_messages={"empty": gettext_lazy("Berkas ini kosong. Pilih berkas gambarnya.")},
    )
    without_logo = forms.BooleanField(required=False, label=gettext_lazy("Lepas logo yang ada"))
    form = forms.ChoiceField(
        choices=FORMS,
        required=False,
        label=gettext_lazy("Bentuk halaman identitas"),
        help_text=gettext_lazy(
            "Kementerian: logo dan nama unit dalam satu kotak. Pemda: bagian berdampingan dengan "
            "Nama SOP."
        ),
    )
    filled = forms.BooleanField(required=False, label=gettext_lazy("Judul tabel berwarna dasar"))
    header_fill = forms.CharField(
        max_length=7, label=gettext_lazy("Warna dasar judul"), widget=ColourInput(),
    )  # fmt: skip
    numbering_row = forms.BooleanField(
        required=False,
        label=gettext_lazy("Baris nomor kolom di bawah judul tabel"),
        help_text=gettext_lazy("Angka 1, 2, 3 dan seterusnya, satu untuk setiap kolom."),
    )
    family = forms.ChoiceField(choices=FAMILIES, label=gettext_lazy("Huruf"), error_messages=CHOICE)
    size = forms.FloatField(
        label=gettext_lazy("Ukuran huruf tabel (pt)"),
        min_value=SMALLEST_FONT,
        max_value=LARGEST_FONT,
        widget=forms.NumberInput(attrs={"step": "0.5"}),
        error_messages=NUMBER,
    )
    paper = forms.ChoiceField(label=gettext_lazy("Kertas"), error_messages=CHOICE)
    way = forms.ChoiceField(choices=WAYS, label=gettext_lazy("Arah kertas"), error_messages=CHOICE)
    margin = forms.FloatField(
        label=gettext_lazy("Tepi kertas (mm)"),
        min_value=LEAST_MARGIN,
        max_value=LARGEST_MARGIN,
        widget=forms.NumberInput(attrs={"step": "0.5"}),
        error_messages=NUMBER,
    )
    signing = forms.ChoiceField(
        choices=SIGNINGS,
        label=gettext_lazy("Cara menandatangani"),
        help_text=gettext_lazy(
            "Catatan TTE menyatakan dokumen ditandatangani secara elektronik. Pilih hanya bila "
            "dokumen yang diunduh memang akan ditandatangani begitu; saat mengunduh dapat dipilih "
            "lain."
        ),
        error_messages=CHOICE,
    )
    verify = forms.CharField(
        required=False,
        label=gettext_lazy("Alamat verifikasi dalam kode QR"),
        help_text=gettext_lazy(
            "Halaman tempat keaslian tanda tangan diperiksa; {nomor} diganti nomor SOP. Kosong: "
            "catatan TTE tidak ditawarkan saat mengunduh."
        ),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, approvers: Sequence[Approver], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].choices = [(one.name, one.name) for one in papers()]  # type: ignore[attr-defined]
        self.fields["logo"].help_text = _("PNG atau JPEG, paling besar %(limit)d MB.") % {
            "limit": LARGEST // 1_000_000
        }
        self.signers = {f"{RANK}{at}": one for at, one in enumerate(approvers)}
        for name, one in self.signers.items():
            nip = f" (NIP {one.nip})" if one.nip else ""
            self.fields[name] = forms.CharField(
                required=False, max_length=LONGEST_RANK, label=f"{one.name}{nip}"
            )

    @property
    def ranks(self) -> list[forms.BoundField]:
        """The fields for the ranks of those who approve."""
        return [self[name] for name in self.signers]

    def clean_logo(self) -> UploadedFile[bytes] | None:
        """The picture, unless it is too large to be read."""
        file: UploadedFile[bytes] | None = self.cleaned_data["logo"]
        if file is not None and (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("Gambar ini %(size).1f MB; paling besar %(limit)d MB. Perkecil gambarnya.")
                % {"size": (file.size or 0) / 1_000_000, "limit": LARGEST // 1_000_000}
            )
        return file

    def sent_logo(self) -> bytes | None:
        """The bytes of the picture that was sent; None: none."""
        file: UploadedFile[bytes] | None = self.cleaned_data.get("logo")
        if file is None:
            return None
        file.seek(0)
        data: bytes = file.read()
        return data

    def look(self, before: Look) -> Look:
        """What was chosen; ranks of people not on the page stay as they were `before`."""
        data = self.cleaned_data
        typed = {signer_key(one.name, one.nip): data[name] for name, one in self.signers.items()}
        return Look(
            logo="" if data["without_logo"] else before.logo,
            header_fill=data["header_fill"] if data["filled"] else "",
            numbering_row=data["numbering_row"],
            family=data["family"],
            size=data["size"],
            margin=data["margin"],
            paper=data["paper"],
            upright=data["way"] == UPRIGHT,
            form=data["form"],
            signing=data["signing"],
            verify=data["verify"],
            ranks=tuple((dict(before.ranks) | typed).items()),
        )


def initial_of(look: Look, approvers: Sequence[Approver], seen: str) -> dict[str, object]:
    """The values of the form for a look."""
    ranks = dict(look.ranks)
    return {
        "filled": bool(look.header_fill),
        "header_fill": look.header_fill or DEFAULT.header_fill,
        "numbering_row": look.numbering_row,
        "family": look.family,
        "size": f"{look.size:g}",
        "margin": f"{look.margin:g}",
        "paper": look.paper,
        "way": UPRIGHT if look.upright else LEVEL,
        "form": look.form,
        "signing": look.signing,
        "verify": look.verify,
        "seen": seen,
        **{
            f"{RANK}{at}": ranks.get(signer_key(one.name, one.nip), "")
            for at, one in enumerate(approvers)
        },
    }
