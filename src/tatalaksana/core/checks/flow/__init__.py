"""The form of a procedure: its order, its ways, its performers, what goes in and out."""
