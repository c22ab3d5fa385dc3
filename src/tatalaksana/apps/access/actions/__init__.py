"""The deeds of this room, one verb a file."""
