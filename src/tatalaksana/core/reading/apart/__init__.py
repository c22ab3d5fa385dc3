"""Reading in processes of their own, with limits of time and memory: docs/decisions/0019."""
