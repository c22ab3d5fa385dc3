"""Schedules: procedures that recur open their cases by themselves."""
