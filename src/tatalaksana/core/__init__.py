"""The pure core: no Django, no database, no clock, no network."""
