"""What is wrong with a procedure, by which rule, and how to mend it."""
