"""Offices filled in bulk, for what can only be seen in a large one."""
