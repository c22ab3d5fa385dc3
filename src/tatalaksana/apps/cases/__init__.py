"""Running procedures: cases, tasks, events, inbox, deadlines."""
