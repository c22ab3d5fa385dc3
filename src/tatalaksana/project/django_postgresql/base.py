"""The database backend of the settings."""

from __future__ import annotations

import select
import time

from django.db.backends.postgresql import base, features

TRUSTED = 1.0  #: seconds for which a connection that answered is only listened to


class DatabaseFeatures(features.DatabaseFeatures):
    """What may be taken for granted in a query."""

    #: A primary key holds the agency, so `group by id` alone does not fix the other columns; all
    #: that are asked for are named.
    allows_group_by_selected_pks = False


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection."""

    features_class = DatabaseFeatures
    answered = 0.0  #: when it was last known to answer, by the monotonic clock

    def is_usable(self) -> bool:
        """Whether it may be used for the next request.

        One that answered a moment ago is not asked again, but listened to: a server that ends a
        session says so, and otherwise says nothing unasked.
        """
        now = time.monotonic()
        if now - self.answered < TRUSTED and self.silent():
            return True
        usable = bool(super().is_usable())
        if usable:
            self.answered = now
        return usable

    def silent(self) -> bool:
        """Whether the server has said nothing since it was last asked."""
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0)
