"""The signs beside words: one path each, drawn on a field of 24 by 24."""

from __future__ import annotations

SIGNS = {
    "tasks": "M9 6h11M9 12h11M9 18h11M4 6l1 1 2-2M4 12l1 1 2-2M4 18l1 1 2-2",
    "cases": "M3 6h6l2 2h10v11H3z",
    "procedures": "M9 3h6v4H9zM12 7v3M12 10l5 3.5-5 3.5-5-3.5zM12 17v4",
    "office": "M12 3v4M5 14v-3h14v3M3 14h4v4H3zM10 14h4v4h-4zM17 14h4v4h-4zM12 7v7M9 3h6v4H9z",
    "more": "M5 12h.01M12 12h.01M19 12h.01",
    "bell": "M6 17v-6a6 6 0 0 1 12 0v6l2 2H4zM10 21h4",
    "late": "M12 4l9 16H3zM12 10v4M12 17h.01",
    "soon": "M12 3a9 9 0 1 0 .01 0M12 7v5l3 3",
    "done": "M4 12l5 6L20 6",
    "returned": "M9 7l-5 5 5 5M4 12h11a5 5 0 0 0 0-10",
    "open": "M6 4l13 8-13 8z",
    "ahead": "M12 5a7 7 0 1 0 .01 0",
    "held": "M8 4v16M16 4v16",
    "new": "M12 5v14M5 12h14",
    "void": "M12 3a9 9 0 1 0 .01 0M6 6l12 12",
    "moved": "M4 5h9a4 4 0 0 1 4 4v10M12 14l5 5 5-5",
    "draft": "M4 20l4-1L20 7l-3-3L5 16z",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4",
    "people": "M9 11a3.5 3.5 0 1 0-.01 0M3 20c0-4 3-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M18 15q3 1 3 5",
    "plain": "M6 12h12",
    "doubt": "M12 3a9 9 0 1 0 .01 0M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3q-1 .5-1 1.700M12 17h.01",
    "decision": "M12 3l9 9-9 9-9-9z",
}


def path_of(name: str) -> str:
    """The path of a sign. Errors: KeyError for a sign nobody drew."""
    return SIGNS[name]
