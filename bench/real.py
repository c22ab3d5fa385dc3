"""How well real documents are read that nobody may publish: `python -m bench.real FOLDER`.

`data/gold/real` holds what people saw on the pages of such documents, one file each: its name,
the structure, the dates, decisions and durations, and of every text only the SHA-256 of its
normalised form (data/gold/score.py, `plain`). A reading is hashed the same way and compared
value by value. `--make ANNOTATIONS` writes these files from annotations in the exchange format.
`--others` are those of other agencies, workbooks and web pages, each format for itself.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import plain_reading

GOLD = Path(__file__).parents[1] / "data" / "gold"
REAL = GOLD / "real"
OTHERS = REAL / "others"
FOLDER = "TATALAKSANA_REAL_PDFS"  #: the environment variable that names a folder of documents
TEXTS = ("title", "number")
LISTS = (
    "agency", "legal_basis", "qualifications", "related", "equipment", "warning", "records",
    "performers",
)  # fmt: skip
DAYS = ("created", "revised", "effective")
STEP = ("duration", "decision", "disputed", "confidence")  #: of a step, kept as it is
BARS = {
    "title": 0.98, "number": 0.98, "created": 0.98, "revised": 0.98, "effective": 0.98,
    "performers": 0.97, "step count": 0.97, "step performers": 0.95, "decision": 0.9,
    "return to": 0.9, "approve to": 0.9, "inputs": 0.97, "outputs": 0.97, "duration": 0.97,
}  # fmt: skip

spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
assert spec is not None
assert spec.loader is not None
score = importlib.util.module_from_spec(spec)
spec.loader.exec_module(score)


class Tally:
    """Right and all values per field, and where the wrong ones stand."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.every: Counter[str] = Counter()
        self.misses: list[str] = []
        self.documents = 0  #: found in the folder

    def share(self, field: str) -> float:
        return self.right[field] / self.every[field] if self.every[field] else 1.0

    @property
    def below(self) -> list[str]:
        """The fields that miss their bar, or of which nothing at all was compared."""
        return [
            field for field, bar in BARS.items() if not self.every[field] or self.share(field) < bar
        ]

    @property
    def missed(self) -> list[str]:
        """The fields that were compared and miss their bar."""
        return [field for field in self.below if self.every[field]]

    def show(self, misses: int) -> None:
        """Print some of the misses, and the share of each field."""
        for line in self.misses[:misses]:
            print(line)
        for field in self.every:
            bar = f"bar {BARS[field]:.2f}" if field in BARS else ""
            right = f"{self.right[field]}/{self.every[field]}"
            print(f"{field:18}{right:>10}{self.share(field):8.3f}  {bar}")


def hashed(text: Any) -> str:
    """The hash of a text as it is compared; "" of an empty one."""
    plain = score.plain(text)
    return hashlib.sha256(plain.encode()).hexdigest() if plain else ""


def without_words(procedure: dict[str, Any]) -> dict[str, Any]:
    """A procedure in the exchange format with a hash for every text."""
    approver = procedure.get("approved_by") or {}
    found: dict[str, Any] = {name: hashed(procedure.get(name)) for name in TEXTS}
    found |= {name: procedure.get(name) for name in DAYS}
    found |= {name: [hashed(one) for one in procedure.get(name) or []] for name in LISTS}
    found["approved_by"] = {
        part: hashed(approver.get(part)) for part in ("position", "name", "nip")
    }
    found["disputed"] = procedure.get("disputed", [])
    found["steps"] = [step_without_words(one) for one in procedure["steps"]]
    return found


def step_without_words(step: dict[str, Any]) -> dict[str, Any]:
    """One step; its sentences are one text, however they are parted."""
    acts = " ".join(score.plain(step["activities"]))
    found = {name: step[name] for name in STEP if step.get(name)}
    return found | {
        "row": step["row"],
        "no": step["no"],
        "activities": [hashed(acts)],
        "performers": [hashed(one) for one in step["performers"]],
        "inputs": [hashed(one) for one in step["inputs"]],
        "outputs": [hashed(one) for one in step["outputs"]],
        "duration": step["duration"],
        "decision": step["decision"],
        "note": hashed(step["note"]),
        "related_procedure": bool(step.get("related_procedure")),
    }


def make(annotations: Path, to: Path = REAL) -> None:
    """Write the hashes of a folder of annotations."""
    for file in sorted(annotations.glob("*.json")):
        told = json.loads(file.read_text("utf-8"))
        every = told if isinstance(told, list) else [told]
        data = {"file": every[0]["source"], "procedures": [without_words(one) for one in every]}
        name = hashlib.sha256(data["file"].encode()).hexdigest()[:12]
        (to / f"{name}.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n")


def readings(file: Path) -> list[dict[str, Any]]:
    """What the reader makes of one document; nothing where it refuses it."""
    try:
        return [plain_reading(one) for one in read(file.read_bytes(), file.name)]
    except TatalaksanaError as refused:
        print(f"refused: {file.name}: {refused}")
        return []


def compared(gold: dict[str, Any], found: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """(procedure, field, place, expected, found) for every value of one document."""
    for k, one in enumerate(gold["procedures"]):
        got = without_words(found[k]) if k < len(found) else {}
        for field, place, expected, value in score.pairs(one, got):
            if expected != value or expected not in score.EMPTY:
                yield k + 1, field, place, expected, value


def measured(folder: Path, known: Path = REAL, ending: str = "") -> Tally:
    """All documents of a gold standard that lie in `folder`, those whose names end so."""
    tally = Tally()
    for file in sorted(known.glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        if not gold["file"].endswith(ending) or not (folder / gold["file"]).exists():
            continue
        tally.documents += 1
        for number, field, place, expected, value in compared(
            gold, readings(folder / gold["file"])
        ):
            tally.every[field] += 1
            tally.right[field] += expected == value
            if expected != value:
                tally.misses.append(f"{gold['file']} #{number} {field} {place}")
    return tally


def others(folder: Path, misses: int) -> int:
    """Print each format of other agencies' documents; 1 when a bar was missed or nothing read."""
    golds = [json.loads(one.read_text("utf-8"))["file"] for one in OTHERS.glob("*.json")]
    found, missed = 0, 0
    for ending in sorted({Path(name).suffix for name in golds}):
        tally = measured(folder, OTHERS, ending)
        found += tally.documents
        print(f"== {ending}: {tally.documents} documents")
        tally.show(misses)
        missed += len(tally.missed)
        print("below the bar: " + ", ".join(tally.missed) if tally.missed else "all bars")
    return int(missed > 0 or not found)


def main() -> int:
    """Print the share of each field; the exit code is 1 when a bar was missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path, nargs="?", default=os.environ.get(FOLDER))
    ask.add_argument("--make", type=Path, help="write the hashes of these annotations")
    ask.add_argument("--others", action="store_true", help="of other agencies, by format")
    ask.add_argument("--show", type=int, default=0, help="so many of the misses")
    asked = ask.parse_args()
    if asked.make:
        make(asked.make, OTHERS if asked.others else REAL)
        return 0
    if not asked.folder:
        print(f"no documents: name their folder, or set {FOLDER}")
        return 1
    if asked.others:
        return others(Path(asked.folder), asked.show)
    tally = measured(Path(asked.folder))
    tally.show(asked.show)
    missed = ", ".join(tally.below)
    print(f"{tally.documents} documents; " + (f"below the bar: {missed}" if missed else "all bars"))
    return bool(tally.below)


if __name__ == "__main__":
    sys.exit(main())
