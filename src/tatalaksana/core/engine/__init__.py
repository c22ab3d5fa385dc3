"""Running a procedure: compile, advance, events."""
