"""Brackets that run over lines and items."""

from __future__ import annotations


def closes_bracket(before: str, marker: str) -> bool:
    """Whether `marker` only ends a bracket opened before it: "(rangkap 2) dan …" counts nothing."""
    return "(" not in marker and ")" in marker and before.count("(") > before.count(")")
