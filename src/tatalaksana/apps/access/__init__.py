"""Access without a browser: personal tokens, deeds that count once, and how often may be asked."""
