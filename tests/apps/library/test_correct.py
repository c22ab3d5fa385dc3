"""A draft is corrected by what a person says; what was said of a removed step goes with it."""

from dataclasses import replace

from tatalaksana.apps.library.actions.correct import column_after, correct
from tatalaksana.apps.library.actions.revise import revise
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import content_of


def test_the_doubt_of_a_step_that_is_removed_goes_with_it(office, person, now):
    there = office("LUMAJANG")
    in_force = Version.objects.get(
        agency=there.agency, status="berlaku", procedure__title__iexact="SURAT KELUAR"
    )
    draft = revise(person("kasubag.lumajang"), version=in_force.pk, now=now)
    content = content_of(draft)
    last = len(content.steps)
    draft.doubts = [
        {"code": "RD030", "row": row, "field": "duration", "what": "…", "hint": "…", "weight": 1}
        for row in (1, last)
    ]
    draft.save()
    fewer = replace(content, steps=content.steps[:-1])
    saved = correct(person("kasubag.lumajang"), version=draft.pk, content=fewer, now=now)
    assert [doubt["row"] for doubt in saved.doubts] == [1]


def test_where_a_value_stood_follows_its_step_and_outlives_a_correction(office, person, now):
    there = office("LUMAJANG")
    in_force = Version.objects.get(
        agency=there.agency, status="berlaku", procedure__title__iexact="SURAT KELUAR"
    )
    draft = revise(person("kasubag.lumajang"), version=in_force.pk, now=now)
    assert draft.origins == in_force.origins
    draft.origins = [
        {"row": row, "field": "activities", "item": None, "places": [{"line": row, "column": 1}]}
        for row in (None, 1, 2, 3)
    ]
    draft.save()
    content = content_of(draft)
    first, _second, third, *rest = content.steps
    third = replace(third, activities=("Menandatangani surat",))
    steps = tuple(replace(s, row=n) for n, s in enumerate((third, first, *rest), start=1))
    rows = {3: 1, 1: 2} | {step.row: step.row - 1 for step in rest}
    saved = correct(
        person("kasubag.lumajang"),
        version=draft.pk,
        content=replace(content, steps=steps),
        rows=rows,
        now=now,
    )
    found = [(one["row"], one["places"][0]["line"]) for one in saved.origins]
    assert found[1:] == [(2, 1), (1, 3)]


def test_the_header_of_a_column_follows_it_to_its_new_place_and_its_new_name():
    before, after = ["Kasubag", "Pengelola", "Caraka"], ["Pengelola", "Kasubag", "Kurir"]
    assert [column_after(k, before, after) for k in range(3)] == [1, 0, 2]
    assert [column_after(k, before, after[:2]) for k in range(3)] == [1, 0, None]
    assert column_after(7, before, after) is None
