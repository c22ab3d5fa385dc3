"""What a PDF draws, made into tables, shapes and connectors."""
