"""What nobody asks for any more is removed at night."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.access.bounds import bounds
from tatalaksana.apps.access.models import Reply


def forget_replies(agency: int, now: datetime) -> int:
    """Remove the answers that are kept long enough; return how many."""
    old = Reply.objects.filter(agency=agency, at__lt=now - bounds().answers_kept)
    return old.delete()[0]
