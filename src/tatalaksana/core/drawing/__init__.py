"""The official document: arranged once, drawn by pens."""
