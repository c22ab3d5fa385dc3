"""The OpenAPI document knows a shape by its name alone."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from pkgutil import iter_modules

from ninja import Schema

from tatalaksana.entrypoints import api


def test_no_two_shapes_have_one_name():
    """Two would become one in the document, and a program would be told the wrong fields."""
    shapes = [
        name
        for found in iter_modules(api.__path__, f"{api.__name__}.")
        for name, one in vars(import_module(found.name)).items()
        if isinstance(one, type) and issubclass(one, Schema) and one.__module__ == found.name
    ]
    assert len(shapes) > 50
    assert [name for name, times in Counter(shapes).items() if times > 1] == []
