"""What is measured, against whom; each figure is a ratio within one run."""
