"""Remember what a word of the documents means in this office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tatalaksana.apps.library.actions.switch_correction import switch_correction
from tatalaksana.apps.library.corrections import remember, used_for
from tatalaksana.apps.library.models import Correction, Version
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.texts import one_line
from tatalaksana.core.base.errors import SettingError
from tatalaksana.core.reading.understand.labels import fold
from tatalaksana.core.reading.understand.office_vocabulary import HEADER_WORDS, LONGEST, TermKind


@action("library.remember_correction")
def remember_correction(
    holder: Holder,
    *,
    kind: TermKind,
    read: str,
    means: str,
    version: Version | None = None,
    now: datetime,
) -> Correction:
    """Let `read` mean `means` in documents imported from now on; the later of two counts.

    `version` is the draft in whose review it was said.
    Errors: NotYours TL601; Invalid TL603 when it says nothing, or more than a word or name.
    """
    require_procedure_keeper(holder)
    read, means = one_line(read), one_line(means)
    if max(len(read), len(means)) > LONGEST:
        raise Invalid(f"Terlalu panjang: paling banyak {LONGEST} huruf.", field="read")
    if read == means:
        raise Invalid("Kata yang dibaca dan artinya sama.", hint="Isi arti yang berbeda.")
    try:
        made = remember(holder, kind=kind, read=read, means=means, version=version, now=now)
    except SettingError as refused:
        raise Invalid(refused.message, hint=refused.hint) from refused
    audit.write(
        "library.remember_correction",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("correction", made.pk),
        read=read,
        means=HEADER_WORDS.get(means, means) if kind is TermKind.HEADER else means,
    )
    return made


def remember_names(
    holder: Holder, version: Version, names: Mapping[str, str], now: datetime
) -> None:
    """Remember the performers' names that a review changed: name in the draft -> own name.

    Where the draft had its name from a correction, the printed word gets the new meaning; the old
    meaning is no word of any document. Back to what was printed, the correction is switched off.
    """
    for old, new in names.items():
        before = used_for(version, old)
        printed = before.read if before else old
        if before and fold(printed) == fold(new):
            switch_correction(holder, correction=before.pk, active=False, now=now)
        elif printed != new and fold(printed) and fold(new):
            remember_correction(
                holder, kind=TermKind.ROLE, read=printed, means=new, version=version, now=now
            )
