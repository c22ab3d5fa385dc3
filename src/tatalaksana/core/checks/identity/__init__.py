"""The identity block of a procedure."""
