"""The conditions a step states: "jika tidak setuju dikembalikan", "Ya: … Tidak: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.reading.understand.clues import NEGATIVES
from tatalaksana.core.reading.understand.labels import table

BEGINS = "|".join(
    re.escape(word).replace("\\ ", r"\s+")
    for word in sorted(table("acts")["condition"]["begins"], key=len, reverse=True)
)
#: "yang" tells a condition only where what is not in order follows
BEGIN = rf"\b(?:{BEGINS}|yang(?=\s+(?:tidak|belum|kurang)\b))\s+"
CONDITION = re.compile(
    rf"{BEGIN}(.{{1,160}}?)(?=[,;.]|\s+(?:maka|di\s?\w{{4,}}|me\w{{4,}}|kembali(?:kan)?|lanjut|paraf)\b|$)",
    re.I | re.S,
)
#: the two ends of a decision as a drawing labels them
POSITIVE = r"ya|setuju|disetujui|lengkap|sesuai|benar|ok|memenuhi\s+syarat"
NEGATIVE = r"(?:tidak|tdk|belum)(?:\s+\w+){0,2}|ditolak|no|not\s+ok"
LABEL = re.compile(rf"(?:^|[.;,(/\n])\s*({POSITIVE}|{NEGATIVE})\s*(?:[:=→⇒>]|-+>)", re.I)
END = re.compile(rf"[;.]|{BEGIN}", re.I)
LONGEST_SENTENCE = 600  #: letters looked at
BACK = re.compile(r"\b(?:di|me(?:ng)?)?kembali(?:kan)?\b", re.I)
REPAIR = re.compile(r"\b(?:di|mem)?perbaiki|\brevisi|\bdirevisi|\bdilengkapi\b", re.I)
STEP = re.compile(
    r"kembali(?:kan)?\s+(?:lagi\s+)?(?:kepada|ke|pada)\s+"
    r"(?:langkah|tahap(?:an)?|nomor|no\.?|angka|poin|point|butir|proses|kegiatan)\s+"
    r"(?:no(?:mor|\.)?\s*)?(\d{1,3}|sebelumnya|awal|semula|pertama)\b",
    re.I,
)


def conditions(text: str) -> tuple[str, str]:
    """(the condition to go on, the condition to return) in the words of the text."""
    positive = negative = ""
    for condition, _ in conditions_in(" ".join(text.split())):
        if is_negative(condition):
            negative = negative or condition
        else:
            positive = positive or condition
    if negative and positive in ("", "sudah", "telah"):
        bare = re.sub(r"^(?:tidak|belum)\s+", "", negative)
        positive = "" if is_negative(bare) else f"{positive} {bare}".strip()
    return positive, negative


def conditions_in(text: str) -> Iterator[tuple[str, str]]:
    """Every condition with the words of its sentence that follow."""
    for one in CONDITION.finditer(text):
        yield one[1].strip(), sentence_from(text, one.end())
    for label in labels_in(text):
        yield label[1].strip(), sentence_from(text, label.end())


def sentence_from(text: str, start: int) -> str:
    """The words from `start` to the end of the sentence or the next condition."""
    end = END.search(text, start, start + LONGEST_SENTENCE)
    return text[start : end.start() if end else start + LONGEST_SENTENCE]


def labels_in(text: str) -> list[re.Match[str]]:
    """The labels "Ya:" and "Tidak:", where the text has both."""
    found = list(LABEL.finditer(text))
    negative = {is_negative(one[1]) for one in found}
    return found if len(negative) > 1 else []


def is_negative(condition: str) -> bool:
    """Whether a condition is one to send the file back."""
    return bool(set(re.findall(r"[^\W\d_]+", condition.lower())) & NEGATIVES)


def leads_back(text: str) -> bool:
    """Whether a negative condition of the text leads back or to a repair, or "Tidak" is drawn."""
    told = any(
        is_negative(condition) and (BACK.search(rest) or REPAIR.search(f"{condition} {rest}"))
        for condition, rest in conditions_in(text)
    )
    return told or bool(labels_in(text))


def step_named(text: str) -> str:
    """The step to which the text sends a file back: its number, "sebelumnya", "awal"; else ""."""
    found = STEP.search(text)
    return found[1].lower() if found else ""
