"""Taking a Word document apart: its package, texts, tables and drawings."""
