"""Who put the document in force: position, name, NIP."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tatalaksana.core.procedure.model import Approver
from tatalaksana.core.reading.understand.items import tidy
from tatalaksana.core.reading.understand.labels import fold, table

NIP = re.compile(r"\bNIP\b\s*[.:]*\s*([\d][\d .-]{7,30}\d)?", re.I)
WIDE_SPACE = re.compile(r"\s{2,}|\n")


def approver_in(text: str, agency: Sequence[str]) -> Approver | None:
    """The approver of a "Disahkan oleh" cell; None when the cell is empty.

    Lines or wide spaces part position and name; where there is neither, the name begins at an
    academic title, or where the words of positions and of the agency end.
    """
    found = NIP.search(text)
    before = text[: found.start()] if found else text
    nip = tidy(found[1] or "") if found else ""
    pieces = [tidy(one).strip("()_ ") for one in WIDE_SPACE.split(before)]
    pieces = [one for one in pieces if re.search(r"\w", one) and not is_rank(one)]
    if not pieces and not nip:
        return None
    if len(pieces) > 1:
        position, name = " ".join(pieces[:-1]), pieces[-1]
    else:
        position, name = parted("".join(pieces), agency)
    return Approver(position=position.strip(" ,"), name=name, nip=nip)


def is_rank(text: str) -> bool:
    """Whether a line is a civil-service rank or a place for the stamp."""
    words = fold(text).split()
    return bool(words) and words[0] in table("labels")["person"]["ranks"]


def parted(text: str, agency: Sequence[str]) -> tuple[str, str]:
    """(position, name) of one run of words: at a title, else where the words of positions end."""
    person = table("labels")["person"]
    own = {*person["position_words"], *fold(" ".join(agency)).split()}
    words = text.split()
    bare = [fold(word) for word in words]
    titled = [i for i, word in enumerate(bare) if word in person["titles"]
              and (words[i].endswith(".") or i > 0)]  # fmt: skip
    strange = [i for i, word in enumerate(bare) if i and word and not set(word.split()) <= own]
    sure = [i for i in titled if words[i].endswith(".") and len(bare[i]) > 1]  # "H." may be a name
    starts = sure[:1] or sorted(titled + strange)[:1]
    return (" ".join(words[: starts[0]]), " ".join(words[starts[0] :])) if starts else (text, "")
