"""What a receiver gets: the body, the same at every try, and its signature.

Source: Standard Webhooks 1.0.0 (headers webhook-id, webhook-timestamp, webhook-signature).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings

from tatalaksana.apps.cases.feed import fed_event
from tatalaksana.apps.hooks.models import Delivery, Hook
from tatalaksana.core.engine.plan import END

TEST = "test"  #: the kind of a delivery that a keeper asked for


@dataclass(frozen=True, slots=True)
class Message:
    """One try: where to, what, with which headers."""

    url: str
    body: bytes
    headers: dict[str, str]


def secret_of(hook: Hook) -> str:
    """The secret the receiver checks signatures with; kept nowhere, made anew each time."""
    return "whsec_" + b64encode(key_of(hook)).decode()


def key_of(hook: Hook) -> bytes:
    """The bytes of the secret: the salt of the hook by the key of the installation."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"hook/" + hook.salt.encode(), hashlib.sha256)


def message_of(delivery: Delivery, now: datetime) -> Message:
    """The delivery as it is sent `now`."""
    hook, body = delivery.hook, body_of(delivery)
    stamp = str(int(now.timestamp()))
    signed = f"{delivery.key}.{stamp}.".encode() + body
    signature = b64encode(hmac.digest(key_of(hook), signed, hashlib.sha256)).decode()
    return Message(
        hook.url,
        body,
        {
            "Content-Type": "application/json",
            "webhook-id": str(delivery.key),
            "webhook-timestamp": stamp,
            "webhook-signature": f"v1,{signature}",
        },
    )


def body_of(delivery: Delivery) -> bytes:
    """What happened, by numbers: what it is about is asked for with a token, by who may know."""
    if delivery.event_id is None:
        told = {"type": TEST, "timestamp": moment(delivery.made_at), "data": {}}
    else:
        event = fed_event(delivery.agency_id, delivery.event_id)
        told = {
            "type": f"case.{event.kind}",
            "timestamp": moment(event.at),
            "data": {
                "event": event.id,
                "kind": event.kind,
                "case": {"year": event.year, "number": event.number},
                "seq": event.seq,
                "row": event.row,
                "to_row": event.to_row,
                "ended": event.to_row == END,
                "at": moment(event.at),
            },
        }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def moment(at: datetime) -> str:
    """A moment in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
