"""Cases of the cast, carried by whoever must act; and the office in which processes are killed."""

from tests.entrypoints.jobs.killing import office_at_work
from tests.running import run

__all__ = ["office_at_work", "run"]
