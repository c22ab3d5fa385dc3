"""The door for programs: REST, with one module for each room."""
