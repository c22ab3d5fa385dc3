"""The words of a procedure: spelling, names, sentences copied from elsewhere."""
