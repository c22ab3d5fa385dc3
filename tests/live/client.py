"""A browser without a screen: forms over HTTP, for tests that send many."""

from __future__ import annotations

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import Any

HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|kunci)" value="([^"]+)"')


@dataclass
class Client:
    """Somebody signed in."""

    url: str
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def open(self, path: str, data: Any = None) -> tuple[str, str]:
        """Get or post; return the address arrived at and the page. OSError when nobody answers."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        request = urllib.request.Request(self.url + path, data=body)
        request.add_header("Referer", self.url + path)
        with opener.open(request, timeout=20) as answer:
            return answer.url.removeprefix(self.url), answer.read().decode()

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of the page's first forms."""
        return dict(HIDDEN.findall(self.open(path)[1]))

    def sign_in(self, username: str, password: str) -> Client:
        self.open("/masuk/", self.form("/masuk/") | {"username": username, "password": password})
        return self

    def tasks(self) -> list[int]:
        """The tasks of the inbox."""
        return [int(number) for number in re.findall(r'href="/tugas/(\d+)/"', self.open("/")[1])]
