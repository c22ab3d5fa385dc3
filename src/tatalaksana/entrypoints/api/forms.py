"""Forms with a file: the fields they know and no other, each once, as in a JSON body."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from ninja.errors import ValidationError

from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.typed import Sent

FILE = "file"  #: the name of the one file that a form of ours has


def require_known(request: Call, sent: Sent) -> None:
    """Errors: ValidationError, told as TL603 with every field that is unknown or sent twice."""
    wrong = [
        *wrong_in("form", request.POST, type(sent).model_fields),
        *wrong_in("file", request.FILES, (FILE,)),
    ]
    if wrong:
        raise ValidationError(wrong)


def wrong_in(
    part: str, fields: QueryDict | MultiValueDict[str, Any], known: Collection[str]
) -> list[dict[str, Any]]:
    """What is wrong with the fields of one part of the form, in the order in which they came."""
    wrong = []
    for name in fields:
        if name not in known:
            wrong.append({"loc": (part, name), "msg": "Extra inputs are not permitted"})
        elif len(fields.getlist(name)) > 1:
            wrong.append({"loc": (part, name), "msg": "Sent more than once"})
    return wrong
