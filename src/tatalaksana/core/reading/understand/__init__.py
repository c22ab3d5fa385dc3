"""From blocks to procedures: what the document means, whatever format it came in."""
