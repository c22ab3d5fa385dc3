"""Jadwal: procedures that open their cases by themselves, for the keepers of procedures."""
