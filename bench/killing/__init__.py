"""An office that is harmed while people work, and the books that must be right all the same."""
