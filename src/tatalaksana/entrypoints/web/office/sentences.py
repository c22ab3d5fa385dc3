"""The sentences of the audit trail, named here so that the catalogue collects them.

They stand in apps/shared/audit.py, where nothing is translated; a test keeps both equal.
"""

from django.utils.translation import gettext_noop

TRAIL = (
    gettext_noop("membuka berkas %(name)s"),
    gettext_noop("menetapkan %(role)s sebagai %(position)s"),
    gettext_noop("menetapkan jabatan untuk %(count)s pelaksana %(title)s"),
    gettext_noop("membetulkan bacaan %(title)s"),
    gettext_noop("mengimpor %(name)s"),
    gettext_noop("memberlakukan %(title)s versi %(number)s"),
    gettext_noop("membuat versi baru %(title)s nomor %(number)s"),
    gettext_noop("mencabut %(title)s versi %(number)s"),
    gettext_noop("mendaftarkan %(name)s dengan nama pengguna %(username)s"),
    gettext_noop("menambah jabatan %(name)s"),
    gettext_noop("menambah unit %(name)s"),
    gettext_noop("menempatkan %(person)s sebagai %(position)s"),
    gettext_noop("mengakhiri jabatan %(person)s sebagai %(position)s"),
)
