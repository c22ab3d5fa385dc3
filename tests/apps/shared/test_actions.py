"""Every deed leaves a trace that somebody can read back."""

import importlib
import pkgutil

from tatalaksana import apps
from tatalaksana.apps.shared.action import ACTIONS
from tatalaksana.apps.shared.audit import SENTENCES

#: deeds of a case: the chained events are their trace
IN_EVENTS = {
    "cases.address",
    "cases.ask_team",
    "cases.call_off",
    "cases.cancel",
    "cases.consult",
    "cases.correct",
    "cases.finish",
    "cases.give_opinion",
    "cases.hand_over",
    "cases.hold",
    "cases.move",
    "cases.release",
    "cases.resume",
    "cases.send_back",
    "cases.set_aside",
    "cases.start",
    "cases.start_subcase",
    "cases.stop_waiting",
    "cases.suspend",
    "cases.take_part",
}
#: in the trail too, where whoever does it may not read the case
UNSEEN = {"cases.cancel", "cases.resume", "cases.suspend"}
#: done only inside another action, which leaves the trace
INSIDE = {"archive.keep_file"}


def test_every_action_leaves_a_trace_and_every_trace_has_its_action():
    for found in pkgutil.walk_packages(apps.__path__, f"{apps.__name__}."):
        if ".actions." in found.name:
            importlib.import_module(found.name)
    assert set(ACTIONS) - (IN_EVENTS - UNSEEN) - INSIDE == set(SENTENCES)
