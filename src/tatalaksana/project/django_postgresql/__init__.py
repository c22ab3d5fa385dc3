"""Django's PostgreSQL with what our keys need, by Django's way of a backend of one's own."""
