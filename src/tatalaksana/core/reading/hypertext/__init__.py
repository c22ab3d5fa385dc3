"""Taking a web page apart: its tables, texts, and pictures that stand for symbols."""
