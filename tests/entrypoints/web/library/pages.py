"""Who looks at the library, what she brings, and what she sees."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from tatalaksana.apps.library.drafts import fingerprint_in_force
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.shared.agency import acting_for

KEEPER, CLERK, STRANGER = "kasubag.lumajang", "umum.lumajang", "kasubag.tangerang"
SEEN = re.compile(r'name="seen" value="(\w+)"')
DOCUMENT = (
    "SOP Peminjaman Ruang Rapat\n\n"
    "No\tKegiatan\tPelaksana\t\tMutu Baku\t\t\tKeterangan\n"
    "\t\tKasubag\tPengelola\tKelengkapan\tWaktu\tOutput\t\n"
    "1\tMengajukan permohonan pemakaian ruang rapat\t\t[]\tSurat\t10 menit\tPermohonan\t\n"
    "2\tMeneliti permohonan, jika tidak setuju dikembalikan kepada Pengelola untuk diperbaiki\t"
    "[]\t\tPermohonan\t1 jam\tPersetujuan\t\n"
    "3\tMencatat pemakaian ruang rapat dalam buku\t\t[]\tPersetujuan\t5 menit\tCatatan\t\n"
)


def stored(version):
    with acting_for(version.agency_id):
        return Version.objects.get(pk=version.pk)


def body(answer):
    return answer.content.decode()


def seen_on(version):
    with acting_for(version.agency_id):
        return {"seen": fingerprint_in_force(version)}


def upload(client, data, unit, name="sop.txt", **more):
    file = SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())
    return client.post("/sop/impor/", {"unit": unit, "document": file, **more})
