"""Django's sessions in the database, without its word for a database that does not answer.

When a session cannot be written Django says "bad request": somebody had signed out meanwhile. It
says so too when the disk is full or the connection is lost, to a person whose step is done already.
"""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError

from tatalaksana.apps.shared.retrying import tried_again


class SessionStore(db.SessionStore):
    """A session; writing it is tried again like any deed."""

    def save(self, must_create: bool = False) -> None:
        """Write it.

        Errors: UpdateError when it is gone, CreateError; Busy TL605 or OperationalError when the
        database cannot write.
        """

        def once() -> None:
            try:
                super(SessionStore, self).save(must_create)
            except UpdateError as untold:
                failed = untold.__context__
                if isinstance(failed, OperationalError):
                    raise failed from failed.__cause__
                raise

        tried_again(once)
