"""Cases of the cast, carried by whoever must act."""

from tests.running import run

__all__ = ["run"]
