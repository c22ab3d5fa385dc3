"""BPMN as a document: our own, and in the manner of Bizagi Modeler and Camunda Modeler."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tatalaksana.core.base.errors import ReadingError, TatalaksanaError
from tatalaksana.core.drawing.arrange import bound, outlined
from tatalaksana.core.drawing.pens.bpmn import PEN
from tatalaksana.core.drawing.wording import time_of
from tatalaksana.core.procedure.model import Decision, Duration, Procedure, Step, Unit
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import Reading
from tests.files.any_sop import sops
from tests.files.round_trip import as_drawn, bundled, without_conditions

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SPACES = (
    f'xmlns:bpmn="{MODEL}" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
)


def written(*procedures: Procedure) -> bytes:
    ((_, data),) = PEN.draw(bound([outlined(one) for one in procedures], "Uji"))
    return data


def as_modelled(procedure: Procedure) -> Procedure:
    """What a model shows: as a drawing, but times carry their unit, and sentences no full stop.

    A header "Waktu (hari)" has no place in a model; several sentences are one name of a task.
    """
    found = []
    for step in as_drawn(procedure).steps:
        acts = step.activities
        if len(acts) > 1:
            acts = tuple(one.rstrip(" .;") for text in acts for one in text.split("; "))
        found.append(replace(step, activities=acts, duration_text=time_of(step, None)))
    return replace(as_drawn(procedure), steps=tuple(found))


def came_back(procedure: Procedure) -> None:
    (got,) = read(written(procedure), "kembali.bpmn")
    told, meant = without_conditions(got.procedure), as_modelled(procedure)
    assert replace(told, steps=()) == replace(meant, steps=())
    for mine, other in zip(meant.steps, told.steps, strict=True):
        assert replace(other, performers=()) == replace(mine, performers=())
        assert other.performers[:1] == procedure.step(mine.row).performers[:1]
        assert set(other.performers) == set(mine.performers)


@pytest.mark.parametrize("name", sorted(bundled()))
def test_a_bundled_procedure_modelled_is_read_back(name: str) -> None:
    came_back(bundled()[name])


@settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck],
          phases=[Phase.explicit, Phase.reuse, Phase.generate])  # fmt: skip
@given(sops(most_steps=20, most_performers=8))
def test_any_sop_modelled_is_read_back(procedure: Procedure) -> None:
    assume(all(step.no for step in procedure.steps))  # without numbers the flow tells the order
    came_back(procedure)


@pytest.mark.parametrize("name", sorted(bundled()))
def test_without_numbers_the_flow_and_the_picture_tell_the_order(name: str) -> None:
    data = re.sub(rb"No: \d+\n?", b"", written(bundled()[name]))
    (got,) = read(data, "x.bpmn")
    meant = [step.activities[0].rstrip(" .;") for step in bundled()[name].steps]
    assert [step.activities[0].rstrip(" .;") for step in got.procedure.steps] == meant
    unplaced = re.sub(rb"<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", b"", data, flags=re.S)
    (got,) = read(unplaced, "x.bpmn")
    assert [step.activities[0].rstrip(" .;") for step in got.procedure.steps] == meant


def test_several_processes_of_a_file_are_several_procedures() -> None:
    some = [bundled()[name] for name in ("001-01", "002-01", "004-01")]
    got = read(written(*some), "buku.bpmn")
    assert [one.procedure.title for one in got] == [one.title for one in some]
    assert [len(one.procedure.steps) for one in got] == [len(one.steps) for one in some]


# --- in the manner of Camunda Modeler -------------------------------------------------------


def node(kind: str, key: str, name: str = "", inside: str = "", more: str = "") -> str:
    return f'<bpmn:{kind} id="{key}" name="{name}" {more}>{inside}</bpmn:{kind}>'


def flow(source: str, target: str, name: str = "") -> str:
    named = f' name="{name}"' if name else ""
    return (
        f'<bpmn:sequenceFlow id="F_{source}_{target}" sourceRef="{source}" '
        f'targetRef="{target}"{named}/>'
    )


def lanes(**of: str) -> str:
    found = ""
    for name, keys in of.items():
        refs = "".join(f"<bpmn:flowNodeRef>{key}</bpmn:flowNodeRef>" for key in keys.split())
        found += f'<bpmn:lane id="L_{name}" name="{name.replace("_", " ")}">{refs}</bpmn:lane>'
    return f"<bpmn:laneSet>{found}</bpmn:laneSet>"


def camunda(*inside: str, title: str = "Pelayanan Surat Masuk", places: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions {SPACES} id="D_1" '
        'exporter="Camunda Modeler"><bpmn:collaboration id="C_1"><bpmn:participant id="P_1" '
        f'name="{title}" processRef="Process_1"/></bpmn:collaboration>'
        f'<bpmn:process id="Process_1" isExecutable="true">{"".join(inside)}</bpmn:process>'
        f"{places}</bpmn:definitions>"
    ).encode()


def one(data: bytes) -> Reading:
    (got,) = read(data, "proses.bpmn")
    return got


def codes(reading: Reading) -> set[str]:
    return {doubt.code for doubt in reading.doubts}


CHECKED = (
    lanes(Staf_TU="S A E", Kepala_Subbagian="B G C"),
    # the file lists them in the order in which they were drawn, not in that of the flow
    node("userTask", "C", "Menandatangani surat"),
    node("userTask", "B", "Memeriksa konsep surat"),
    node("startEvent", "S"), node("endEvent", "E"),
    node("userTask", "A", "Menyusun konsep&#10;surat"),
    node("exclusiveGateway", "G", "Sesuai?"),
    flow("S", "A"), flow("A", "B"), flow("B", "G"), flow("G", "C", "Ya"),
    flow("G", "A", "Tidak"), flow("C", "E"),
)  # fmt: skip


def test_lanes_are_performers_and_gateways_decide_for_the_task_before_them() -> None:
    got = one(camunda(*CHECKED)).procedure
    assert got.title == "Pelayanan Surat Masuk"
    assert got.performers == ("Staf TU", "Kepala Subbagian")
    assert [(step.text, *step.performers) for step in got.steps] == [
        ("Menyusun konsep surat", "Staf TU"), ("Memeriksa konsep surat", "Kepala Subbagian"),
        ("Menandatangani surat", "Kepala Subbagian"),
    ]  # fmt: skip
    assert got.step(2).decision == Decision(approve_row=3, return_row=1, condition="Sesuai")


LABELS = (
    ("Setuju", "Tidak setuju"), ("Y", "T"), ("Lanjut", "Ditolak"), ("", "Tidak"), ("Ya", ""),
    ("", ""),
)  # fmt: skip


@pytest.mark.parametrize(("yes", "no"), LABELS)
def test_a_way_back_is_the_refusal_whatever_stands_at_it(yes: str, no: str) -> None:
    changed = [flow("G", "C", yes) if '"F_G_C"' in part else
               flow("G", "A", no) if '"F_G_A"' in part else part for part in CHECKED]  # fmt: skip
    got = one(camunda(*changed))
    decision = got.procedure.step(2).decision
    assert decision is not None
    assert (decision.approve_row, decision.return_row) == (3, 1)
    assert ("RD076" in codes(got)) == (not yes and not no)


def test_what_a_task_needs_makes_and_takes_stands_in_its_columns() -> None:
    task = node("userTask", "A", "Menyusun konsep surat", """
      <bpmn:documentation>Waktu: 2 Jam
Dikerjakan setiap pagi</bpmn:documentation>
      <bpmn:dataInputAssociation><bpmn:sourceRef>D1</bpmn:sourceRef></bpmn:dataInputAssociation>
      <bpmn:dataInputAssociation><bpmn:sourceRef>D2</bpmn:sourceRef></bpmn:dataInputAssociation>
      <bpmn:dataOutputAssociation><bpmn:targetRef>D3</bpmn:targetRef></bpmn:dataOutputAssociation>
    """)  # fmt: skip
    got = one(camunda(
        lanes(Staf="S A B E"), node("startEvent", "S"), task,
        node("userTask", "B", "Mengirim surat",
        '<bpmn:extensionElements><camunda:properties><camunda:property name="Waktu" '
        'value="30 menit"/><camunda:property name="Output" value="Tanda terima"/>'
        "</camunda:properties></bpmn:extensionElements>"),
        node("endEvent", "E"), flow("S", "A"), flow("A", "B"), flow("B", "E"),
        node("dataObjectReference", "D1", "Disposisi", more='dataObjectRef="X"'),
        node("dataStoreReference", "D2", "Buku agenda"),
        node("dataObjectReference", "D3", "Konsep surat"),
    ))  # fmt: skip
    first, second = got.procedure.steps
    assert first.inputs == ("Disposisi", "Buku agenda")
    assert first.outputs == ("Konsep surat",)
    assert (first.duration, first.note) == (Duration(2, Unit.HOUR), "Dikerjakan setiap pagi")
    assert (second.duration, second.outputs) == (Duration(30, Unit.MINUTE), ("Tanda terima",))


def test_a_timer_at_a_task_is_its_length_and_its_way_out_a_doubt() -> None:
    timer = "<bpmn:timeDuration>PT3H</bpmn:timeDuration>"
    timer = f"<bpmn:timerEventDefinition>{timer}</bpmn:timerEventDefinition>"
    got = one(camunda(
        lanes(Staf="S A B E"), node("startEvent", "S"), node("task", "A", "Memeriksa berkas"),
        node("boundaryEvent", "T", "Lewat waktu", timer, 'attachedToRef="A"'),
        node("task", "B", "Mengirim surat"), node("endEvent", "E"),
        flow("S", "A"), flow("A", "B"), flow("B", "E"), flow("T", "B"),
    ))  # fmt: skip
    assert got.procedure.step(1).duration == Duration(3, Unit.HOUR)
    (doubt,) = [doubt for doubt in got.doubts if doubt.code == "RD071"]
    assert (doubt.row, "Lewat waktu" in doubt.what, bool(doubt.hint)) == (1, True, True)


def doubted(*inside: str) -> Reading:
    return one(camunda(lanes(Staf="S A B C D E G H"), node("startEvent", "S"),
                       *(node("task", key, f"Langkah {key}") for key in "ABCD"),
                       node("endEvent", "E"), *inside))  # fmt: skip


def test_steps_at_the_same_time_are_read_one_after_the_other_with_a_doubt() -> None:
    got = doubted(
        node("parallelGateway", "G"), node("parallelGateway", "H"), flow("S", "A"), flow("A", "G"),
        flow("G", "B"), flow("G", "C"), flow("B", "H"), flow("C", "H"), flow("H", "D"),
        flow("D", "E"),
    )  # fmt: skip
    assert [step.text[-1] for step in got.procedure.steps] == ["A", "B", "C", "D"]
    assert not any(step.decision for step in got.procedure.steps)
    assert [doubt.row for doubt in got.doubts if doubt.code == "RD070"] == [1]


def test_a_gateway_behind_several_tasks_is_a_step_of_its_own() -> None:
    got = doubted(
        node("exclusiveGateway", "G", "Lengkap?"), flow("S", "A"), flow("A", "G"), flow("B", "G"),
        flow("G", "B", "Tidak"), flow("G", "C", "Ya"), flow("C", "D"), flow("D", "E"),
    )  # fmt: skip
    asked = next(step for step in got.procedure.steps if step.text == "Lengkap?")
    assert asked.decision is not None
    assert got.procedure.step(asked.decision.approve_row or 0).text == "Langkah C"
    assert got.procedure.step(asked.decision.return_row or 0).text == "Langkah B"
    assert "RD078" in codes(got)


def test_three_ways_an_end_in_the_middle_and_a_lost_step_are_doubts() -> None:
    got = doubted(
        node("exclusiveGateway", "G", "Jenis?"), flow("S", "A"), flow("A", "G"),
        flow("G", "B", "Biasa"), flow("G", "C", "Rahasia"), flow("G", "E", "Batal"),
        flow("B", "E"), flow("C", "E"),
    )  # fmt: skip
    assert {"RD073", "RD074", "RD075"} <= codes(got)


def test_an_opened_subprocess_gives_its_steps_and_a_call_names_another_sop() -> None:
    inner = (
        node("startEvent", "S2") + node("task", "X", "Menomori surat") + node("endEvent", "E2")
        + flow("S2", "X") + flow("X", "E2")
    )  # fmt: skip
    got = one(camunda(
        lanes(Staf="S A P K E"), node("startEvent", "S"), node("task", "A", "Menyusun surat"),
        node("subProcess", "P", "Pengendalian", inner),
        node("callActivity", "K", "Surat Keluar"), node("endEvent", "E"),
        flow("S", "A"), flow("A", "P"), flow("P", "K"), flow("K", "E"),
    ))  # fmt: skip
    assert [step.text for step in got.procedure.steps] == [
        "Menyusun surat", "Menomori surat", "Surat Keluar",
    ]  # fmt: skip
    assert [step.performers for step in got.procedure.steps] == [("Staf",)] * 3
    assert got.procedure.step(3).related_procedure == "Surat Keluar"
    assert "RD079" in codes(got)


# --- in the manner of Bizagi Modeler --------------------------------------------------------


def bizagi(*processes: str, participants: Iterable[str] = (), more: str = "") -> bytes:
    """The model's own space is the usual one; pools, not lanes, and artefacts by association."""
    pools = "".join(f'<participant id="P{k}" name="{name}" processRef="Id_{k}"/>'
                    for k, name in enumerate(participants))  # fmt: skip
    return (
        f'<?xml version="1.0" encoding="utf-8"?><definitions xmlns="{MODEL}" id="_1" '
        'exporter="BizAgi Process Modeler" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<collaboration id="Id_c" name="Diagram 1">{pools}{more}</collaboration>'
        + "".join(processes) + "</definitions>"
    ).encode("utf-8-sig")  # fmt: skip


def process(key: int, inside: str, name: str = "Main Process") -> str:
    return f'<process id="Id_{key}" name="{name}">{inside}</process>'.replace("bpmn:", "")


def test_pools_that_send_messages_are_the_performers_of_one_procedure() -> None:
    got = one(bizagi(
        process(0, node("startEvent", "S") + node("task", "A", "Mengajukan permohonan")
                + node("endEvent", "E1") + flow("S", "A") + flow("A", "E1")),
        process(1, node("startEvent", "S2") + node("task", "B", "Memproses permohonan")
                + node("endEvent", "E2") + flow("S2", "B") + flow("B", "E2")),
        participants=("Pemohon", "Petugas Loket"),
        more='<messageFlow id="M" name="Berkas" sourceRef="A" targetRef="B"/>',
    ))  # fmt: skip
    assert got.procedure.performers == ("Pemohon", "Petugas Loket")
    assert [step.performers for step in got.procedure.steps] == [("Pemohon",), ("Petugas Loket",)]
    assert "RD072" in codes(got)


def test_a_message_to_a_pool_names_that_pool_and_belongs_to_its_process() -> None:
    def alone(key: int, act: str) -> str:
        return process(key, node("startEvent", f"S{key}") + node("task", f"T{key}", act)
                       + flow(f"S{key}", f"T{key}"))  # fmt: skip

    got = one(bizagi(
        alone(0, "Mengajukan permohonan"), alone(1, "Memproses permohonan"),
        participants=("Pemohon", "Petugas Loket"),
        more='<messageFlow id="M" name="Berkas" sourceRef="T0" targetRef="P1"/>',
    ))  # fmt: skip
    assert got.procedure.performers == ("Pemohon", "Petugas Loket")
    (said,) = [doubt for doubt in got.doubts if doubt.code == "RD072"]
    assert "Petugas Loket" in str(said)


def test_what_a_person_says_of_a_step_stays_and_what_our_pen_says_goes() -> None:
    told = ("Langkah 3 tidak boleh dikerjakan oleh pemohon.", "Langkah 1 belum menyebut pelaksana.",
            "Langkah 1 maju ke langkah 9 yang tidak ada.",
            "Langkah 1 dikembalikan ke langkah 0 yang tidak ada.",
            "Keputusan langkah 1 tidak menyebut tujuan pengembalian.")  # fmt: skip
    said = "".join(f"<documentation>{line}</documentation>" for line in told)
    inside = node("startEvent", "S") + node("task", "A", "Mencatat", said) + flow("S", "A")
    (step,) = one(bizagi(process(0, inside))).procedure.steps
    assert step.note == told[0]


def test_numbers_of_thousands_of_digits_are_none() -> None:
    many = "9" * 5000
    inside = (
        node("startEvent", "S")
        + node("task", "A", "Mencatat", f"<documentation>No: {many}</documentation>")
        + f'<boundaryEvent id="B" attachedToRef="A"><timerEventDefinition><timeDuration>P{many}D'
        "</timeDuration></timerEventDefinition></boundaryEvent>" + flow("S", "A")
    )
    (step,) = one(bizagi(process(0, inside))).procedure.steps
    assert step.activities == ("Mencatat",)


def test_artefacts_joined_by_associations_and_notes_beside_tasks_are_read() -> None:
    inside = (
        lanes(Staf="S A E") + node("startEvent", "S")
        + node("task", "A", "Mencatat surat",
               "<documentation>&lt;p&gt;Setiap hari&lt;/p&gt;</documentation>")
        + node("endEvent", "E") + flow("S", "A") + flow("A", "E")
        + '<dataObject id="D" name="Surat masuk"/><textAnnotation id="T"><text>15 menit</text>'
        '</textAnnotation><association id="a" associationDirection="One" sourceRef="D" '
        'targetRef="A"/>'
        '<association id="b" associationDirection="None" sourceRef="A" targetRef="T"/>'
    )  # fmt: skip
    (step,) = one(bizagi(process(0, inside), participants=("Surat Masuk",))).procedure.steps
    assert step.inputs == ("Surat masuk",)
    assert step.duration == Duration(15, Unit.MINUTE)
    assert step.note == "Setiap hari"


def test_a_name_nobody_gave_is_no_title() -> None:
    inside = node("startEvent", "S") + node("task", "A", "Mencatat") + flow("S", "A")
    assert (
        one(bizagi(process(0, inside), participants=("Surat Masuk",))).procedure.title
        == "Surat Masuk"
    )


# --- hostile and broken ---------------------------------------------------------------------


def pool(k: int) -> str:
    return f'<participant id="p{k}" name="Kolam {k}" processRef="q{k}"/>'


def process_of(k: int) -> str:
    return f'<process id="q{k}">{"<task/>" * 2000}</process>'


LAUGHS = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 10))


START = f'<definitions xmlns="{MODEL}">'
ENTITIES = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
REFUSED = {
    "laughs": (
        f'{ENTITIES}{START}<process><task name="&l9;"/></process></definitions>',
        "DTD|rusak",
    ),
    "outside": (
        f'{OUTSIDE}{START}<process><task name="b">&x;</task></process></definitions>',
        "DTD",
    ),
    "cut": (camunda(*CHECKED).decode()[:-60], "rusak"),
    "nothing": (f"{START}</definitions>", "tidak memuat proses"),
    "choreography": (f'{START}<choreography id="c"/></definitions>', "koreografi"),
    "elements": (f"{START}{'<a/>' * 700_000}</definitions>", "jauh lebih besar"),
    "bytes": (f"{START}{' ' * 26_000_000}</definitions>", "terlalu besar"),
    "tasks": (f"{START}<process>{'<task/>' * 4000}</process></definitions>", "jauh lebih besar"),
    "processes": (
        f"{START}{'<process><task/></process>' * 201}</definitions>",
        "memuat 201 proses; yang dibaca paling banyak 200",
    ),
    "arrows": (
        f"{START}<process><task id='A'/>{'<sequenceFlow/>' * 30_001}</process></definitions>",
        "jauh lebih besar",
    ),
    "lines": (
        (
            f"{START}<process><task id='A'><documentation>{'a&#10;' * 20_001}</documentation>"
            "</task></process></definitions>"
        ),
        "jauh lebih besar",
    ),
    "pools": (
        (
            f"{START}<collaboration id='C'>{pool(0)}{pool(1)}<messageFlow id='M' sourceRef='p0' "
            f"targetRef='p1'/></collaboration>{process_of(0)}{process_of(1)}</definitions>"
        ),
        "jauh lebih besar",
    ),
    "nested": (
        (
            f"{START}<process>{'<subProcess>' * 50}<task/>{'</subProcess>' * 50}</process>"
            "</definitions>"
        ),
        "lebih dari 40 lapis",
    ),
    "lanes": (
        (
            f"{START}<process><laneSet>{'<lane><childLaneSet>' * 50}<lane name='Staf'/>"
            f"{'</childLaneSet></lane>' * 50}</laneSet><task/></process></definitions>"
        ),
        "lebih dari 40 lapis",
    ),
    "crowd": (
        (
            f"{START}<process><subProcess id='S'>{'<task/>' * 1000}</subProcess><subProcess id='T'>"
            f"{'<task/>' * 1000}</subProcess><sequenceFlow sourceRef='S' targetRef='T'/></process>"
            "</definitions>"
        ),
        "terlalu rumit",
    ),
    "tangle": (
        camunda(
            *(node("task", f"A{k}") + flow(f"A{k}", "G0") for k in range(900)),
            *(
                node("parallelGateway", f"G{k}")
                + "".join(flow(f"G{k}", f"G{k + 1}") for _ in range(3))
                for k in range(900)
            ),
            node("parallelGateway", "G900"),
        ).decode(),
        "terlalu rumit",
    ),
    "xpdl": ('<Package xmlns="http://www.wfmc.org/2009/XPDL2.2"/>', "XPDL"),
    "other": (f'<bpmn:x xmlns:bpmn="{MODEL}"/>', "bukan BPMN"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence(name: str) -> None:
    data, word = REFUSED[name]
    begun = time.process_time()
    with pytest.raises(ReadingError, match=word) as refused:
        read(data.encode(), "x.bpmn")
    assert refused.value.hint
    assert time.process_time() - begun < 10


def test_a_long_chain_and_deep_nests_take_little_time() -> None:
    begun = time.process_time()
    chain = "".join(node("exclusiveGateway", f"G{k}") + flow(f"G{k}", f"G{(k + 1) % 2000}")
                    + flow(f"G{k}", f"G{(k * 7 + 3) % 2000}") for k in range(2000))  # fmt: skip
    deep = "<bpmn:subProcess>" * 200 + node("task", "X", "Dalam") + "</bpmn:subProcess>" * 200
    for inside in (chain + node("task", "A", "Mulai") + flow("A", "G0"), deep + node("task", "A")):
        with suppress(ReadingError):
            read(camunda(inside), "x.bpmn")
    assert time.process_time() - begun < 20


# --- nothing is lost in silence ---------------------------------------------------------------


def said(reading: Reading, code: str) -> list[str]:
    return [doubt.what for doubt in reading.doubts if doubt.code == code]


def test_what_stands_beside_the_flow_is_quoted_in_one_doubt() -> None:
    got = one(camunda(
        *CHECKED, "<bpmn:documentation>Berlaku sejak reorganisasi</bpmn:documentation>",
        node("dataObjectReference", "D", "Buku ekspedisi"),
        "<bpmn:textAnnotation id='N'><bpmn:text>Lihat peraturan arsip</bpmn:text>"
        "</bpmn:textAnnotation>",
        node("intermediateThrowEvent", "I", "Menunggu",
             "<bpmn:documentation>Paling lama tiga hari</bpmn:documentation>"),
    ))  # fmt: skip
    (doubt,) = said(got, "RD080")
    assert doubt.startswith("4 tulisan dalam model ini")
    for text in ("Berlaku sejak reorganisasi", "Buku ekspedisi", "Lihat peraturan arsip",
                 "Paling lama tiga hari"):  # fmt: skip
        assert text in doubt
    assert not said(got, "RD043")  # which speaks of what stands between tables


def test_what_stands_at_a_step_is_not_said_to_be_lost() -> None:
    assert not said(one(camunda(*CHECKED)), "RD080")
    for name in ("000-01", "001-01", "002-01"):
        (got,) = read(written(bundled()[name]), "x.bpmn")
        assert not [doubt for doubt in got.doubts if doubt.code in ("RD081", "RD082")]


def test_an_arrow_that_leads_nowhere_is_a_doubt() -> None:
    got = one(camunda(*CHECKED, flow("C", "hilang"), flow("hilang", "A")))
    (doubt,) = said(got, "RD081")
    assert doubt.startswith("2 panah")


def test_a_name_that_is_cut_is_a_doubt_that_quotes_it() -> None:
    long = "Memeriksa kelengkapan berkas permohonan " * 60
    got = one(camunda(*CHECKED, node("userTask", "P", long), flow("C", "P")))
    (doubt,) = said(got, "RD082")
    assert doubt.startswith("1 nama lebih panjang dari 2000 huruf")
    assert "“Memeriksa kelengkapan berkas permohonan" in doubt


def test_steps_of_one_id_are_both_read() -> None:
    """Models joined by hand keep the ids of their parts."""
    got = one(camunda(*CHECKED, node("userTask", "A", "Mencatat surat"))).procedure
    assert "Mencatat surat" in [step.activities[0] for step in got.steps]
    twice = camunda(*CHECKED).decode().replace("</bpmn:definitions>", "")
    again = re.search(r"<bpmn:process .*</bpmn:process>", twice, re.S)
    assert again
    assert len(read(f"{twice}{again[0]}</bpmn:definitions>".encode(), "x.bpmn")) == 2


SAMPLES = (camunda(*CHECKED), written(bundled()["004-01"]))


@settings(max_examples=150, deadline=5000)
@given(st.sampled_from(SAMPLES), st.data())
def test_a_damaged_model_never_ends_in_a_traceback(sample: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sample)))
    put = data.draw(st.sampled_from([b"", b"<", b'"', b"A", b"&#0;", b"-1", sample[at : at + 200]]))
    with suppress(TatalaksanaError):
        read(sample[:at] + put + sample[at + data.draw(st.integers(0, 60)) :] or b"<", "x.bpmn")


def test_a_step_that_nobody_owns_stays_without_a_performer_column() -> None:
    meant = Procedure(title="Uji", steps=(
        Step(row=1, no="1", activities=("Mencatat surat",), performers=()),
    ))  # fmt: skip
    (got,) = read(written(meant), "x.bpmn")
    assert got.procedure.performers == ()
    assert got.procedure.step(1).performers == ()


# --- any model that a hand or a program could write -------------------------------------------

TAGS = ("task", "userTask", "callActivity", "exclusiveGateway", "parallelGateway", "subProcess",
        "startEvent", "endEvent", "boundaryEvent", "intermediateCatchEvent", "dataObjectReference",
        "textAnnotation", "laneSet", "lane", "sequenceFlow", "association", "messageFlow",
        "documentation", "dataInputAssociation", "timerEventDefinition", "process",
        "collaboration", "participant")  # fmt: skip
KEYS = st.sampled_from(["A", "B", "C", "D", ""])
TEXTS = st.text("aYTk: ;“–1\n%{", max_size=30)


@st.composite
def elements(draw: st.DrawFn, depth: int = 2) -> str:
    """An element with attributes that may fit it, and others within it."""
    tag = draw(st.sampled_from(TAGS))
    names = ("id", "sourceRef", "targetRef", "attachedToRef", "processRef", "dataObjectRef")
    said = "".join(f' {name}="{draw(KEYS)}"' for name in names if draw(st.booleans()))
    said += f" name={quoteattr(draw(TEXTS))}"
    inside = draw(st.lists(elements(depth - 1), max_size=2)) if depth else [escape(draw(TEXTS))]
    return f"<{tag}{said}>{''.join(inside)}</{tag}>"


@settings(max_examples=60, deadline=5000, suppress_health_check=[*HealthCheck])
@given(st.lists(elements(), min_size=1, max_size=8))
def test_any_mixture_of_elements_is_read_or_refused_in_one_sentence(inside: list[str]) -> None:
    data = f'{START}<process id="P"><task id="A"/>{"".join(inside)}</process></definitions>'
    got: tuple[Reading, ...] = ()
    with suppress(ReadingError):
        got = read(data.encode(), "x.bpmn")
    for reading in got:
        assert reading.procedure.steps
        assert all("{" not in doubt.what or "{" in data for doubt in reading.doubts)
