"""A program before a running office: JSON over HTTP, with a token."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass
from typing import Any
from uuid import uuid4


@dataclass
class Program:
    """What calls the API."""

    url: str
    token: str

    def post(self, path: str, sent: Any) -> Any:
        """Do a deed and return the answer. Errors: HTTPError when it is refused."""
        request = urllib.request.Request(
            f"{self.url}/api/v1{path}",
            json.dumps(sent).encode(),
            {
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "Idempotency-Key": str(uuid4()),
            },
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)
