"""Tests against the running application: the demo, started as a newcomer starts it."""
