"""The one process of all engines: ten steps, two of them reviews that each return once."""

from __future__ import annotations

ROWS = 10
REVIEWS = {4: 2, 8: 6}  #: row of the review -> where it returns to


def script() -> list[tuple[int, bool]]:
    """The steps of a case in order: row, and whether it returns."""
    done, row, left = [], 1, set(REVIEWS)
    while row <= ROWS:
        returns = row in left
        done.append((row, returns))
        left.discard(row)
        row = REVIEWS[row] if returns else row + 1
    return done


SCRIPT = script()


def document(roles: list[str]) -> str:
    """It as an SOP of one row a role; a review names in its sentence to whom it returns."""
    lines = [
        "SOP SEPULUH LANGKAH",
        "",
        "No\tKegiatan\tPelaksana" + "\t" * len(roles) + "Mutu Baku\t\t",
        "\t\t" + "\t".join(roles) + "\tKelengkapan\tWaktu\tOutput",
    ]
    for row in range(1, ROWS + 1):
        marks = "\t".join("□" if column == row else "" for column in range(1, ROWS + 1))
        said = f"Mengerjakan bahan {row}"
        if row in REVIEWS:
            said = (
                f"Memeriksa bahan {row}, jika tidak setuju dikembalikan kepada"
                f" {roles[REVIEWS[row] - 1]} untuk diperbaiki, jika setuju disampaikan kepada"
                f" {roles[row]}"
            )
        lines.append(f"{row}\t{said}\t{marks}\tBahan\t30 menit\tBahan")
    return "\n".join(lines)


def bpmn() -> str:
    """It as BPMN, with nothing but tasks, gateways and arrows."""
    parts = ['<startEvent id="begin"/>', flow("f0", "begin", "s1")]
    for row in range(1, ROWS + 1):
        after = f"s{row + 1}" if row < ROWS else "finish"
        parts.append(f'<userTask id="s{row}" name="s{row}"/>')
        if row in REVIEWS:
            parts += [
                f'<exclusiveGateway id="g{row}" default="ok{row}"/>',
                flow(f"f{row}", f"s{row}", f"g{row}"),
                flow(f"ok{row}", f"g{row}", after),
                flow(f"back{row}", f"g{row}", f"s{REVIEWS[row]}", "returns"),
            ]
        else:
            parts.append(flow(f"f{row}", f"s{row}", after))
    parts.append('<endEvent id="finish"/>')
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="bench">'
        f'<process id="ten" isExecutable="true">{"".join(parts)}</process></definitions>'
    )


def flow(name: str, here: str, there: str, when: str = "") -> str:
    """An arrow, with its condition."""
    said = f'<conditionExpression xsi:type="tFormalExpression">{when}</conditionExpression>'
    body = said if when else ""
    return f'<sequenceFlow id="{name}" sourceRef="{here}" targetRef="{there}">{body}</sequenceFlow>'
