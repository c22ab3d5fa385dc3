"""Notices: what is told to whom of an open task, once, on the page and by e-mail."""
