"""BPMN: valid against the schema of the OMG, true to the document, and a picture to read."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import SpiffWorkflow
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tatalaksana.core.drawing.arrange import bound, outlined
from tatalaksana.core.drawing.drawing import POINT
from tatalaksana.core.drawing.metrics import length
from tatalaksana.core.drawing.pens.bpmn import PEN
from tatalaksana.core.drawing.process import UNKNOWN
from tatalaksana.core.procedure.model import Decision, Procedure, Step
from tests.core.drawing.bpmn_judge import box_of, faults, found, picture_of
from tests.core.drawing.drawn_procedures import GOLD, any_procedure

HOSTILE = ('"><script>', "]]>", "&amp;", "\x00\x0b\ufffe", "\ud800", "𝄞 e\u0301", "\n\t a  b")


@cache
def schema() -> etree.XMLSchema:
    """The schema of the OMG, as SpiffWorkflow brings it."""
    folder = Path(SpiffWorkflow.__file__).parent / "bpmn/parser/schema"
    return etree.XMLSchema(etree.parse(folder / "BPMN20.xsd"))


def written(*procedures: Procedure) -> bytes:
    ((ending, data),) = PEN.draw(bound([outlined(one) for one in procedures], "Uji"))
    assert ending == ".bpmn"
    return data


def valid(data: bytes) -> etree._Element:
    root = etree.fromstring(data)
    schema().assertValid(root)
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    return [str(one) for one in found(root, path)]


def test_the_bundled_procedures_are_valid_and_clean(bundled: tuple[Procedure, ...]) -> None:
    assert len(bundled) == 37
    for procedure in bundled:
        data = written(procedure)
        root = valid(data)
        assert faults(picture_of(data)) == []
        assert texts(root, "//bpmn:process/@isExecutable") == ["true"]


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_any_procedure_is_valid_and_clean(seed: int) -> None:
    data = written(any_procedure(seed, most_steps=25, most_performers=8))
    valid(data)
    assert faults(picture_of(data)) == []


def test_pools_of_several_procedures_stand_below_each_other() -> None:
    one, other = list(GOLD.values())[:2]
    data = written(one, other, one)
    root = valid(data)
    assert faults(picture_of(data)) == []
    assert len(set(texts(root, "//bpmn:participant/@processRef"))) == 3
    assert "sop2_step_1" in texts(root, "//bpmn:userTask/@id")


def test_the_model_says_what_the_document_says() -> None:
    procedure = GOLD["001-01"]
    root = valid(written(procedure))
    assert texts(root, "//bpmn:participant/@name") == [f"SOP {procedure.title}"]
    assert texts(root, "//bpmn:lane/@name") == list(procedure.performers)
    assert texts(root, "//bpmn:userTask/@id") == [f"step_{s.row}" for s in procedure.steps]
    for step in procedure.steps:
        (task,) = found(root, f"//bpmn:userTask[@id='step_{step.row}']")
        (lane,) = found(root, f"//bpmn:lane[bpmn:flowNodeRef='step_{step.row}']")
        (told,) = texts(task, "bpmn:documentation/text()")
        assert lane.get("name") == step.responsible
        assert all(text.rstrip(" .;") in task.get("name") for text in step.activities)
        assert all(text in told for text in (*step.inputs, *step.outputs, step.duration_text))


def test_a_decision_is_a_gateway_whose_way_on_is_the_default() -> None:
    root = valid(written(GOLD["001-01"]))
    (gateway,) = found(root, "//bpmn:exclusiveGateway[@id='gateway_3']")
    assert gateway.get("name") == "Setuju?"
    flows = {
        one.get("targetRef"): one
        for one in found(root, "//bpmn:sequenceFlow[@sourceRef='gateway_3']")
    }
    assert set(flows) == {"step_2", "step_4"}
    assert gateway.get("default") == flows["step_4"].get("id")
    assert flows["step_4"].get("name") == "Ya"
    assert len(flows["step_4"]) == 0
    assert flows["step_2"].get("name") == "Tidak"
    assert flows["step_2"][0].text == 'keputusan_3 == "kembali"'


def step(row: int, *performers: str, decision: Decision | None = None) -> Step:
    return Step(
        row=row, no=None, activities=(f"Kerja {row}",), performers=performers, decision=decision
    )


def test_who_takes_part_is_named_beside_who_is_responsible() -> None:
    root = valid(written(Procedure(title="x", steps=(step(1, "Kabag", "Analis", "Analis"),))))
    (task,) = found(root, "//bpmn:userTask")
    assert texts(task, "bpmn:potentialOwner/@name") == ["Kabag"]
    assert texts(task, "bpmn:performer/@name") == ["Analis"]
    assert "Pelaksana lain: Analis" in texts(task, "bpmn:documentation/text()")[0]


def test_what_the_document_leaves_open_is_said_and_not_executed() -> None:
    lost = Decision(approve_row=9, return_row=None)
    procedure = Procedure(title="x", steps=(step(1, "Kabag"), step(2, decision=lost)))
    data = written(procedure)
    root = valid(data)
    assert faults(picture_of(data)) == []
    assert texts(root, "//bpmn:process/@isExecutable") == ["false"]
    assert texts(root, "//bpmn:lane/@name") == ["Kabag", UNKNOWN]
    assert texts(root, "//bpmn:lane[2]/bpmn:flowNodeRef/text()") == ["step_2", "gateway_2", "end"]
    for path in ("//bpmn:userTask[@id='step_2']", "//bpmn:exclusiveGateway", "//bpmn:process"):
        (told,) = texts(root, f"{path}/bpmn:documentation/text()")
        for gap in ("belum menyebut pelaksana", "langkah 9 yang tidak ada", "tujuan pengembalian"):
            assert gap in told


def test_a_procedure_without_steps_begins_and_ends() -> None:
    data = written(Procedure(title="…"))
    root = valid(data)
    assert faults(picture_of(data)) == []
    assert texts(root, "//bpmn:sequenceFlow/@targetRef") == ["end"]


def test_nothing_drawn_is_still_a_file() -> None:
    valid(PEN.draw(replace(outlined(GOLD["001-01"]), procedures=()))[0][1])


def test_hostile_text_stays_text() -> None:
    steps = tuple(
        Step(row=row, no=text, activities=(text,), performers=(text,), note=text)
        for row, text in enumerate(HOSTILE, 1)
    )
    root = valid(written(Procedure(title="".join(HOSTILE), performers=HOSTILE, steps=steps)))
    names = texts(root, "//bpmn:userTask/@name")
    assert names[:3] == ['"><script>', "]]>", "&amp;"]
    assert names[5:] == ["𝄞 é", "a b"]


@settings(max_examples=30)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=6))
def test_any_text_is_valid(words: list[str]) -> None:
    steps = tuple(
        Step(row=row, no=word, activities=(word,), performers=(word,), duration_text=word)
        for row, word in enumerate(words, 1)
    )
    valid(written(Procedure(title=words[0], number=words[-1], steps=steps)))


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_a_lane_is_high_enough_for_its_upright_name(seed: int) -> None:
    """Modellers break names between words only, and the strip of a lane holds two lines."""
    data = written(any_procedure(seed, most_steps=4, most_performers=8))
    lanes = picture_of(data).lanes
    for lane in found(etree.fromstring(data), "//bpmn:lane"):
        room = lanes[lane.get("id")].height
        name = lane.get("name")
        assert max(length(word, 12 / POINT) for word in name.split()) < room
        assert length(name, 12 / POINT) < 2 * room


def test_a_task_is_large_enough_for_its_text() -> None:
    """In the letters modellers use: 12 pixels, at most 6 wide on average, lines 15 high."""
    for procedure in GOLD.values():
        root = etree.fromstring(written(procedure))
        for task in found(root, "//bpmn:userTask"):
            (shape,) = found(root, f"//bpmndi:BPMNShape[@bpmnElement='{task.get('id')}']")
            box = box_of(shape[0])
            assert len(task.get("name")) * 6 * 15 <= box.width * box.height * 0.95
