"""Agencies, units, positions, people, and who acts for whom."""
