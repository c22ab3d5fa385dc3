"""Days as a document writes them."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip


def long_date(day: date | None) -> str:
    """A day as it is written in a document: 13 Januari 2020; nothing for an unknown day."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""
