"""What every room of the core stands on: errors, places, working time, discovery."""
