"""Finding the pieces of a room: one file each, one constant each."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import TypeVar

from tatalaksana.core.base.errors import SettingError

T = TypeVar("T")


def discover(package: ModuleType, constant: str, kind: type[T]) -> tuple[T, ...]:
    """Return the `constant` of every module below `package`, ordered by module name.

    Sub-packages are searched too; modules whose name starts with "_" are passed over.
    Errors: SettingError TL900 when a module lacks the constant or it is of another kind.
    """
    found: list[T] = []
    prefix = f"{package.__name__}."
    for info in sorted(pkgutil.walk_packages(package.__path__, prefix), key=lambda i: i.name):
        if info.ispkg or info.name.rsplit(".", 1)[-1].startswith("_"):
            continue
        value = getattr(importlib.import_module(info.name), constant, None)
        if not isinstance(value, kind):
            raise SettingError(
                f"{info.name} has no {constant} of kind {kind.__name__}.",
                hint="Every module of this room offers exactly one.",
            )
        found.append(value)
    return tuple(found)
