"""Agencies, units, positions, people, and who holds which position when."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from tatalaksana.apps.shared.kept_query import KeptQuery, Slot


class Agency(models.Model):
    """An agency (instansi): the wall between offices runs along it."""

    name = models.CharField(max_length=200)
    code = models.SlugField(max_length=20, unique=True)  #: short, in case numbers
    zone = models.CharField(max_length=40, default="Asia/Jakarta")  #: WIB, WITA or WIT
    calendar_version = models.BigIntegerField(default=0)  #: a new one per change; 0 = no own days


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(self, username: str, password: str, agency: Agency) -> Account:
        """Make an account that may sign in."""
        account = self.model(username=username.lower(), agency=agency)
        account.set_password(password)
        account.save()
        return account

    def get(self, *args: Any, **wanted: Any) -> Account:
        """One account; whose session it is, every request asks by its key.

        Errors: Account.DoesNotExist.
        """
        if args or wanted.keys() != {"pk"}:
            return super().get(*args, **wanted)
        found = ACCOUNT.first(account=self.model._meta.pk.to_python(wanted["pk"]))
        if found is None:
            raise self.model.DoesNotExist
        return found


class Account(AbstractBaseUser):
    """What signs in. It holds nothing about the person: the name lies behind the agency wall."""

    username = models.CharField(max_length=60, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)  #: somebody else knows it

    USERNAME_FIELD = "username"
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        indexes = ()

    def set_password(self, raw_password: str | None) -> None:
        """Set a password its owner chose; a one-time password raises the flag again after this."""
        super().set_password(raw_password)
        self.must_change_password = False


ACCOUNT = KeptQuery(lambda: Account.objects.filter(pk=Slot("account")))


class Person(models.Model):
    """Somebody who works in the agency."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    account = models.OneToOneField(Account, models.SET_NULL, null=True, related_name="person")
    name = models.CharField(max_length=120)
    nip = models.CharField(max_length=18, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "nip"], name="person_nip", condition=~models.Q(nip="")
            ),
        )


class Unit(models.Model):
    """A unit of the agency: biro, bagian, subbagian, kecamatan."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    name = models.CharField(max_length=160)
    parent = models.ForeignKey("self", models.PROTECT, null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency", "name"], name="unit_name"),)


class Position(models.Model):
    """A position (jabatan) or a team seat; tasks point here, never at a person."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT)
    name = models.CharField(max_length=160)
    superior = models.ForeignKey("self", models.PROTECT, null=True)
    many = models.BooleanField(default=False)  #: held by many at once, e.g. "PNS"
    keeps_procedures = models.BooleanField(default=False)  #: may import, bind, put in force
    keeps_office = models.BooleanField(default=False)  #: may change units, positions, holders

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "unit", "name"], name="position_name"),
        )


class Holding(models.Model):
    """Who holds a position from when to when, and in which right."""

    class Kind(models.TextChoices):
        """The right in which a position is held."""

        DEFINITIVE = "definitif", "Definitif"
        ACTING = "plt", "Plt."
        DAILY = "plh", "Plh."
        MEMBER = "anggota", "Anggota tim"

    agency = models.ForeignKey(Agency, models.PROTECT)
    position = models.ForeignKey(Position, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.DEFINITIVE)
    since = models.DateField()
    until = models.DateField(null=True)  #: the last day; null = open

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="holding_order",
            ),
        )
        indexes = (
            models.Index(fields=["agency", "person"], name="holding_person"),
            models.Index(fields=["agency", "position"], name="holding_position"),
        )


class DayOff(models.Model):
    """A day on which this office differs from the national calendar."""

    class Kind(models.TextChoices):
        """Which way it differs."""

        CLOSED = "libur", "Libur"
        OPEN = "masuk", "Masuk kerja"

    agency = models.ForeignKey(Agency, models.PROTECT, db_index=False)
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=160)  #: what for, and by which decree
    created_by = models.ForeignKey(Person, models.PROTECT, db_index=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "day"], name="dayoff_day"),
            models.CheckConstraint(condition=models.Q(day__iso_week_day__lt=6), name="dayoff_week"),
        )


class OwnHours(models.Model):
    """Working hours by which this office differs from Perpres 21/2023, or its days of Ramadan."""

    agency = models.ForeignKey(Agency, models.PROTECT, db_index=False)
    ramadan = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)  #: null = until others are entered
    mon_thu = models.JSONField()  #: open spans, [["07:30", "12:00"], ["13:00", "16:00"]]
    fri = models.JSONField()
    source = models.CharField(max_length=200)  #: the decree
    created_by = models.ForeignKey(Person, models.PROTECT, db_index=False, db_constraint=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "ramadan", "since"], name="ownhours_since"),
        )


class CalendarYear(models.Model):
    """A year whose holidays the office itself has entered completely."""

    agency = models.ForeignKey(Agency, models.PROTECT, db_index=False)
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)  #: the decree the days were copied from
    created_by = models.ForeignKey(Person, models.PROTECT, db_index=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency", "year"], name="calendar_year"),)


class Delegation(models.Model):
    """Bertindak untuk: a holder lets a colleague do the tasks of her position for some days.

    It gives something only while `giver` holds `position` in her own right; signing is never in it.
    """

    class Kind(models.TextChoices):
        """Which tasks."""

        ALL = "semua", "Semua tugas kecuali menandatangani"
        NO_DECISION = "tanpa_keputusan", "Hanya tugas tanpa keputusan"

    agency = models.ForeignKey(Agency, models.PROTECT, db_index=False)
    position = models.ForeignKey(Position, models.PROTECT, db_index=False)
    giver = models.ForeignKey(Person, models.PROTECT, db_index=False, related_name="+")
    taker = models.ForeignKey(Person, models.PROTECT, db_index=False, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    since = models.DateField()
    until = models.DateField()  #: the last day
    ended_at = models.DateTimeField(null=True)  #: ended early; from then on it gives nothing

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="delegation_order"
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("taker")), name="delegation_other"
            ),
        )
        indexes = (
            models.Index(fields=["agency", "taker"], name="delegation_taker"),
            models.Index(fields=["agency", "position"], name="delegation_position"),
        )


class Absence(models.Model):
    """Somebody is away for some days (berhalangan sementara); it takes no right from her.

    It is never changed: ended early, or called off before it began, `ended_at` is set.
    """

    class Kind(models.TextChoices):
        """Why."""

        LEAVE = "cuti", "Cuti"
        DUTY = "dinas_luar", "Dinas luar"
        TRAINING = "diklat", "Pendidikan dan pelatihan"
        ILL = "sakit", "Sakit"

    agency = models.ForeignKey(Agency, models.PROTECT, db_index=False)
    person = models.ForeignKey(
        Person, models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    since = models.DateField()
    until = models.DateField()  #: the last day
    note = models.CharField(max_length=300, blank=True)  #: for her and the keepers of the office
    entered_by = models.ForeignKey(
        Person, models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  #: from then on she is here

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="absence_order"
            ),
        )
        indexes = (
            models.Index(
                fields=["agency", "person"],
                condition=models.Q(ended_at__isnull=True),
                name="absence_person",
            ),
        )


class DocumentLook(models.Model):
    """How the drawings of an agency look, where it has chosen something; see office.look."""

    class Signing(models.TextChoices):
        """How its documents are signed as a rule."""

        HAND = "basah", "Tanda tangan basah"
        ELECTRONIC = "tte", "Tanda tangan elektronik"

    agency = models.OneToOneField(Agency, models.PROTECT)
    #: SHA-256 of the stored bitmap, "": none; by the name of its column a backup finds the file
    logo = models.CharField(max_length=64, blank=True, db_column="sha256")
    header_fill = models.CharField(max_length=7, blank=True)  #: "#rrggbb"; "": white
    numbering_row = models.BooleanField()
    family = models.CharField(max_length=40)
    size = models.DecimalField(max_digits=3, decimal_places=1)  #: points
    margin = models.DecimalField(max_digits=4, decimal_places=1)  #: millimetres
    paper = models.CharField(max_length=20)
    upright = models.BooleanField()
    form = models.CharField(max_length=20, blank=True)  #: "": by the name of the agency
    signing = models.CharField(max_length=10, choices=Signing.choices)
    verify = models.CharField(max_length=300, blank=True)  #: the address in the QR code
    ranks = models.JSONField(default=dict)  #: of those who approve, by NIP or else by name
    changed_by = models.ForeignKey(Person, models.PROTECT, db_index=False)
    changed_at = models.DateTimeField()
