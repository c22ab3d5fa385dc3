"""A round of the worker: the same work for every agency, each behind its own wall."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from tatalaksana.apps.office.queries import agencies
from tatalaksana.apps.shared.agency import acting_for

if TYPE_CHECKING:
    from tatalaksana.apps.office.models import Agency

logger = logging.getLogger(__name__)


def each_agency(work: Callable[[Agency], None]) -> None:
    """Do `work` for every agency; what stops one of them stops no other.

    Errors: ExceptionGroup of what stopped some, after all have had their turn.
    """
    faults = []
    for agency in agencies():
        try:
            with acting_for(agency.pk):
                work(agency)
        except Exception as fault:
            logger.exception(
                "The round stopped for %s.", agency.code, extra={"action": "round.stopped"}
            )
            faults.append(fault)
    if faults:
        raise ExceptionGroup("The round stopped for some agencies.", faults)
