"""What the rows of a case must be, computed from its events, one kind of row a module."""
