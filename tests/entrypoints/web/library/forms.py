"""What a browser would send."""

import html
import re
from typing import Protocol

FIELD = re.compile(
    r"<(?:input|button)\b[^>]*>|<textarea\b[^>]*>.*?</textarea>|<select\b[^>]*>.*?</select>", re.S
)


def attribute(tag: str, name: str) -> str | None:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else None


class Page(Protocol):
    """An answer with a page in it."""

    @property
    def content(self) -> bytes: ...


def form_of(page: Page) -> dict[str, list[str]]:
    """What a browser would send for the review form of a page: a list for each name."""
    body = page.content.decode()
    inside = body[body.index('<form method="post" id="tinjau"') :]
    sent: dict[str, list[str]] = {}
    for tag in FIELD.findall(inside[: inside.index("</form>")]):
        opening = tag[: tag.index(">") + 1]
        name = attribute(opening, "name")
        if not name or opening.startswith("<button"):
            continue
        if opening.startswith("<textarea"):
            # HTML drops the line break right after the opening tag
            text = html.unescape(tag[len(opening) : -len("</textarea>")])
            value: str | None = text.removeprefix("\n").replace("\n", "\r\n")
        elif opening.startswith("<select"):
            chosen = re.search(r"<option([^>]*)\bselected>([^<]*)", tag)
            first = attribute(tag[len(opening) :], "value")
            value = first if chosen is None else attribute(chosen[1] + '"', "value")
            value = html.unescape(chosen[2]) if chosen and value is None else value
        elif attribute(opening, "type") == "checkbox":
            if " checked" not in opening:
                continue
            value = attribute(opening, "value") or "on"
        else:
            value = attribute(opening, "value") or ""
        sent.setdefault(name, []).append(value or "")
    return sent
