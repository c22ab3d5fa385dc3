"""The OpenAPI document: what ninja knows of the endpoints, with the errors each may answer."""

from __future__ import annotations

from typing import Any

UNKNOWN = "Unknown"  #: caller.Unknown is no way to sign in
PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457; `type` of a refusal leads to its row in docs/errors.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "pattern": "^TL[0-9]{3}$"},
        "hint": {"type": "string"},
        "place": {"type": "string"},
        "field": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["place", "detail"],
                "properties": {"place": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
ERRORS = {
    "400": "What was sent cannot be read.",
    "401": "No valid token and no session.",
    "403": "Not yours to do or see, a token that only reads, or no CSRF token.",
    "404": "Not in your agency, or not for you.",
    "409": "The office stands otherwise; the key was used for something else.",
    "413": "Too large.",
    "422": "It does not fit this document.",
    "429": "Too often; see Retry-After.",
    "503": "Busy; see Retry-After.",
}
#: only where something is sent
OF_DEEDS = frozenset({"400", "409", "413"})
FILE = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


def described(document: dict[str, Any]) -> dict[str, Any]:
    """The document with errors, headers and ways to sign in as they are."""
    for operations in document["paths"].values():
        for method, operation in operations.items():
            describe(method, operation)
    components = document["components"]
    components["schemas"]["Problem"] = PROBLEM
    schemes = components.get("securitySchemes", {})
    components["securitySchemes"] = {k: v for k, v in schemes.items() if k != UNKNOWN}
    return document


def describe(method: str, operation: dict[str, Any]) -> None:
    """One operation."""
    responses = operation["responses"]
    refuses = operation.pop("refuses", False)  # what is asked for may not be possible
    for status, told in ERRORS.items():
        if method != "get" or status not in OF_DEEDS or (refuses and status == "409"):
            responses.setdefault(status, problem(told))
    security = operation.get("security", [])
    operation["security"] = [one for one in security if UNKNOWN not in one]
    if operation.pop("binary", False):
        responses["200"] = {"description": "The bytes.", "content": FILE}
        responses.pop(200, None)


def problem(told: str) -> dict[str, Any]:
    """An error as it is answered."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": told, "content": {"application/problem+json": {"schema": schema}}}
