"""The office's procedures: import and review, versions, in force or not."""
