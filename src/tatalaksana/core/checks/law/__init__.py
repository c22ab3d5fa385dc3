"""The legal basis of a procedure."""
