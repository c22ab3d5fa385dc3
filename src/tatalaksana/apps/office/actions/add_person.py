"""Add a person with an account."""

from __future__ import annotations

import re
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from tatalaksana.apps.office.accounts import NewPassword, give_one_time_password
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.models import Account, Person
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.office.queries import agency_of
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid

NIP_LENGTH = 18  #: birth yyyymmdd, appointed yyyymm, sex 1/2, serial of three
USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9.]{1,58})[a-z0-9]")


@action("office.add_person")
def add_person(
    holder: Holder, *, name: str, nip: str, email: str, username: str, key: UUID, now: datetime
) -> NewPassword:
    """Add somebody who may sign in with `username` and a one-time password made here.

    `nip` may hold spaces and may be empty (PTT, tenaga ahli); `email` may be empty. `key` belongs
    to one filled form: sent twice it gives the person made the first time, without a password.
    Errors: NotYours TL601; Invalid TL603, its data naming the `field`.
    """
    require_office_keeper(holder)
    name, username, email = name.strip(), username.strip().lower(), email.strip()
    number = re.sub(r"\s", "", nip)
    before = made_with(holder.agency, username, key)
    if before:
        return NewPassword(before, None)
    if not name:
        raise Invalid("Nama belum diisi.", field="name")
    check_nip(holder.agency, number)
    check_email(email)
    check_username(username)
    try:
        with transaction.atomic():
            account = Account(username=username, agency=agency_of(holder.agency))
            password = give_one_time_password(account)
            person = Person.objects.create(
                agency_id=holder.agency, account=account, name=name, nip=number, email=email
            )
    except IntegrityError as taken:  # somebody, or the same form, was faster by a moment
        before = made_with(holder.agency, username, key)
        if before:
            return NewPassword(before, None)
        raise Invalid(
            "Nama pengguna atau NIP ini baru saja didaftarkan orang lain.",
            hint="Cari orangnya di daftar.",
            field="username",
        ) from taken
    audit.write(
        "office.add_person",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("person", person.pk),
        name=name,
        username=username,
        key=str(key),
    )
    return NewPassword(person, password)


def made_with(agency: int, username: str, key: UUID) -> Person | None:
    """The person whom the form `key` has made already, as the trail tells."""
    person = Person.objects.filter(agency=agency, account__username=username).first()
    if person is None:
        return None
    made = audit.traces_of(agency).filter(
        action="office.add_person", thing="person", thing_id=person.pk, data__key=str(key)
    )
    return person if made.exists() else None


def check_nip(agency: int, nip: str) -> None:
    """Errors: Invalid TL603 unless it is empty or 18 digits that begin with a birthday."""
    if not nip:
        return
    if not nip.isascii() or not nip.isdecimal() or len(nip) != NIP_LENGTH:
        raise Invalid(
            f"NIP terdiri atas {NIP_LENGTH} angka; yang diisi {len(nip)} tanda.",
            hint="Salin dari kartu pegawai. Kosongkan bila orang ini tidak ber-NIP.",
            field="nip",
        )
    try:
        date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError as wrong:
        raise Invalid(
            f"Delapan angka pertama NIP adalah tanggal lahir; {nip[:8]} bukan tanggal.",
            hint="Periksa kembali NIP-nya.",
            field="nip",
        ) from wrong
    if Person.objects.filter(agency=agency, nip=nip).exists():
        raise Invalid(
            "NIP ini sudah terdaftar di instansi Anda.",
            hint="Cari orangnya di daftar.",
            field="nip",
        )


def check_email(email: str) -> None:
    """Errors: Invalid TL603 unless it is empty or looks like an address."""
    try:
        if email:
            validate_email(email)
    except ValidationError as wrong:
        raise Invalid(
            f"“{email}” bukan alamat surel.", hint="Contoh: nama@instansi.go.id", field="email"
        ) from wrong


def check_username(username: str) -> None:
    """Errors: Invalid TL603 for a name that is malformed or taken, also in another agency."""
    if not USERNAME.fullmatch(username):
        raise Invalid(
            "Nama pengguna terdiri atas 3–60 huruf kecil, angka, dan titik, tanpa spasi.",
            hint="Contoh: siti.rahmah",
            field="username",
        )
    if Account.objects.filter(username=username).exists():
        raise Invalid(
            f"Nama pengguna “{username}” sudah dipakai.",
            hint="Tambahkan nama unit atau angka.",
            field="username",
        )
