"""Running cases: the inbox, tasks, files, the case page."""
