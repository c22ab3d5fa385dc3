"""Django's sessions in the database, without its word for a database that does not answer.

When a session cannot be written Django says "bad request": somebody had signed out meanwhile. It
says so too when the disk is full or the connection is lost, to a person whose step is done already.
Every request reads its session: by a kept query.
"""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.utils import timezone

from tatalaksana.apps.shared.kept_query import KeptQuery, Slot
from tatalaksana.apps.shared.retrying import tried_again

SESSION = KeptQuery(
    lambda: Session.objects.filter(
        session_key=Slot("key", "text"), expire_date__gt=Slot("now", "timestamptz")
    )
)


class SessionStore(db.SessionStore):
    """A session; writing it is tried again like any deed."""

    def _get_session_from_db(self) -> Session | None:
        # A key with a null byte is nobody's: PostgreSQL refuses it, and Django too asks nothing.
        key = self.session_key
        found = None
        if key and "\x00" not in key:
            found = SESSION.first(key=key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found

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
