"""The load generator's browser: one connection kept open, and no more work than asking takes.

It runs on the cores of what it measures; Python's own client costs as much as a light page.
"""

from __future__ import annotations

import re
import socket

Cookies = dict[str, str]
GIVEN = re.compile(rb"(?im)^set-cookie: ([^=\r\n]+)=([^;\r\n]*)")
LENGTH = re.compile(rb"(?im)^content-length: (\d+)")
CLOSED = re.compile(rb"(?im)^connection: close")
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
PIECE = 65536  #: bytes read at once
PATIENCE = 60  #: seconds


class Browser:
    """Asks for pages of one server, by HTTP/1.1."""

    def __init__(self, host: str, port: int) -> None:
        self.place = host, port
        self.line: socket.socket | None = None

    def send(
        self, method: str, path: str, cookies: Cookies, body: str = ""
    ) -> tuple[int, bytes, Cookies]:
        """Ask once; status, body and new cookies. Errors: OSError when there is no answer."""
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n"
            f"Cookie: {'; '.join(f'{name}={value}' for name, value in cookies.items())}\r\n"
            f"{f'{FORM}Content-Length: {len(body)}' if body else 'Accept: text/html'}\r\n\r\n"
        )
        if self.line is None:
            self.line = socket.create_connection(self.place, PATIENCE)
            self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.line.sendall((head + body).encode())
        headers, content = self.answer(self.line)
        if CLOSED.search(headers):
            self.close()
        given = {name.decode(): value.decode() for name, value in GIVEN.findall(headers)}
        return int(headers[9:12]), content, given

    def answer(self, line: socket.socket) -> tuple[bytes, bytes]:
        """Headers and body of the next answer. Errors: OSError when it breaks off."""
        got = b""
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self.piece(line)
        headers, content = got[:end], got[end + 4 :]
        length = LENGTH.search(headers)
        if length is None:
            raise OSError("an answer without its length")
        parts, left = [content], int(length[1]) - len(content)
        while left > 0:
            parts.append(self.piece(line))
            left -= len(parts[-1])
        return headers, b"".join(parts)

    def piece(self, line: socket.socket) -> bytes:
        """What has come. Errors: OSError when the server hangs up."""
        got = line.recv(PIECE)
        if not got:
            raise OSError("the server hung up")
        return got

    def close(self) -> None:
        """Hang up."""
        if self.line is not None:
            self.line.close()
        self.line = None
