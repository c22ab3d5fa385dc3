"""What was told to a person, and what is late below her."""
