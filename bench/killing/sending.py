"""How a click reaches the office: through a page, or through the door for programs."""

from __future__ import annotations

import http.client
import json
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bench.killing.office import Office
from tests.live.client import Client

PASSWORD = "sawah-gunung-sungai-17"
BORDER = "----tatalaksana"
FORM = "application/x-www-form-urlencoded"
REFUSED = frozenset({403, 404, 409, 422})  #: somebody else was faster, or it cannot be any more
TOO_OFTEN = 429


@dataclass(frozen=True, slots=True)
class Request:
    """One post, as often as it is sent."""

    path: str
    body: bytes
    kind: str
    key: UUID | None = None  #: of the door for programs; None = to a page


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it."""

    status: int
    leads_to: str
    body: bytes
    tries: int

    @property
    def done(self) -> bool:
        """Whether it was acknowledged."""
        return self.status in (200, 201, 302) and not self.signed_out

    @property
    def signed_out(self) -> bool:
        """Whether it led to the sign-in page."""
        return self.status == 302 and self.leads_to.startswith("/masuk")


def to_page(path: str, key: UUID, **values: str) -> Request:
    """What the form of a page sends."""
    return Request(path, urllib.parse.urlencode({"kunci": str(key), **values}).encode(), FORM)


def to_door(path: str, key: UUID, **values: Any) -> Request:
    """What a program sends."""
    return Request(f"/api/v1{path}", json.dumps(values).encode(), "application/json", key)


def file_to(
    path: str, fields: dict[str, str], name: str, content: str, key: UUID | None = None
) -> Request:
    """A file named `name` in the form, with the other fields."""
    parts = [
        f'--{BORDER}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}'
        for field, value in fields.items()
    ]
    upload = f'--{BORDER}\r\nContent-Disposition: form-data; name="{name}"; filename="bahan.txt"'
    body = "\r\n".join([*parts, f"{upload}\r\n\r\n{content}", f"--{BORDER}--", ""])
    return Request(path, body.encode(), f"multipart/form-data; boundary={BORDER}", key)


class Desk:
    """Somebody at work: signed in, and with a token for her programs."""

    def __init__(self, office: Office, user: str, token: str) -> None:
        self.office, self.token = office, token
        client = office.insist(lambda: Client(office.url).sign_in(user, PASSWORD))
        self.cookies = {cookie.name: cookie.value or "" for cookie in client.jar}

    def headers(self, asked: Request) -> dict[str, str]:
        """Who sends it, and as what."""
        told = {"Host": "localhost", "Content-Type": asked.kind}
        if asked.key is not None:
            bearer = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": str(asked.key)}
            return told | bearer
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return told | {"Cookie": cookies, "X-CSRFToken": self.cookies["csrftoken"]}

    def once(self, asked: Request) -> Answer:
        """Send it once. Errors: OSError when nobody answers."""
        line = http.client.HTTPConnection("127.0.0.1", self.office.port, timeout=20)
        try:
            line.request("POST", asked.path, asked.body, self.headers(asked))
            answer = line.getresponse()
            body = answer.read()
        except http.client.HTTPException as broken:
            raise OSError from broken
        finally:
            line.close()
        # 400: Django's word when the session could not be written; the step may have been
        if answer.status >= 500 or answer.status in (400, TOO_OFTEN):
            raise OSError(answer.status)
        return Answer(answer.status, answer.headers.get("Location", ""), body, 1)

    def insist(self, asked: Request) -> Answer:
        """Send the same click until somebody answers."""
        tries = 0

        def again() -> Answer:
            nonlocal tries
            tries += 1
            return self.once(asked)

        found: Callable[[], Answer] = again
        answered = self.office.insist(found)
        return Answer(answered.status, answered.leads_to, answered.body, tries)
