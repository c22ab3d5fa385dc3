"""What an office does on its pages a program can do: every action has an address, or a reason."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules, walk_packages

import pytest

from tatalaksana import apps
from tatalaksana.apps.shared.action import ACTIONS
from tatalaksana.entrypoints import api
from tatalaksana.entrypoints.api import door

#: actions without an address of their own, each with its reason
WITHOUT = {
    "access.make_token": "a token makes no token (decision 0041)",
    "access.revoke_token": "who lost a token goes to the page (decision 0041)",
    "archive.keep_file": "part of attaching, of an opinion, of an import",
    "hooks.add": "a token makes no webhook (decision 0041)",
    "hooks.end": "webhooks are kept on their page (decision 0041)",
    "hooks.pause": "webhooks are kept on their page (decision 0041)",
    "hooks.resend": "webhooks are kept on their page (decision 0041)",
    "hooks.resume": "webhooks are kept on their page (decision 0041)",
    "hooks.switch_off": "done by the worker when an address stays silent",
    "hooks.try": "webhooks are kept on their page (decision 0041)",
    "library.cancel_folder": "a folder is put in on its page; a program sends documents",
    "library.correct": "a draft is corrected beside its document, by who looks at both",
    "library.receive_folder": "a folder is put in on its page; a program sends documents",
    "library.remember_correction": "learnt from what a person corrected beside the document",
    "library.remove_correction": "learnt from what a person corrected beside the document",
    "library.switch_correction": "learnt from what a person corrected beside the document",
    "library.bind_role": "part of binding the roles of a version",
    "library.import_folder_document": "done by the worker",
    "library.refuse_folder_document": "done by the worker",
    "office.add_hours": "part of adding hours to the calendar, which moves deadlines",
    "office.add_day_off": "part of adding days to the calendar, which moves deadlines",
    "office.remove_hours": "part of removing hours of the calendar, which moves deadlines",
    "office.remove_day_off": "part of removing a day of the calendar, which moves deadlines",
    "office.reset_password": "a one-time password is kept nowhere, the answer of a deed is",
    "office.choose_look": "chosen beside a page that shows it",
    "office.reset_look": "chosen beside a page that shows it",
    "schedules.open": "done by the worker",
}


def routers() -> list[object]:
    """The modules that have addresses."""
    found = [import_module(one.name) for one in iter_modules(api.__path__, f"{api.__name__}.")]
    return [module for module in found if hasattr(module, "router") and module is not door]


def used_in(module: object) -> Iterator[str]:
    """The names of the actions that some function of `module` uses."""
    by_object = {id(deed): name for name, deed in ACTIONS.items()}
    there = {key: by_object[id(one)] for key, one in vars(module).items() if id(one) in by_object}
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Name) and node.id in there:
            yield there[node.id]


@pytest.fixture
def known():
    """Every action of the house, whichever room it is in."""
    for one in walk_packages(apps.__path__, f"{apps.__name__}."):
        if ".actions." in one.name:
            import_module(one.name)
    return {name for name, deed in ACTIONS.items() if deed.__module__.startswith(apps.__name__)}


def test_every_module_with_addresses_is_in_the_door():
    assert {module.__name__ for module in routers()} == {room.__name__ for room in door.ROOMS}


def test_every_action_has_an_address_or_a_reason(known):
    reached = {name for module in routers() for name in used_in(module)}
    assert sorted(known - reached - set(WITHOUT)) == []
    assert set(WITHOUT) & reached == set(), "it has an address now"
    assert set(WITHOUT) - known == set(), "there is no such action"
