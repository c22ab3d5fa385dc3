"""A mail server that takes everything, and remembers which message it was handed how often."""

from __future__ import annotations

import re
import socketserver
import threading
from collections import Counter

MESSAGE_ID = re.compile(rb"^Message-ID:\s*<?([^\s>]+)", re.I | re.M)


class Post:
    """Listens on a port of this machine."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        post = self

        class Hand(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.wfile.write(b"220 post\r\n")
                while line := self.rfile.readline():
                    word = line[:4].upper()
                    if word == b"DATA":
                        self.wfile.write(b"354 go on\r\n")
                        post.take(b"".join(iter(self.rfile.readline, b".\r\n")))
                    self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
                    if word == b"QUIT":
                        return

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Hand)
        self.server.daemon_threads = True
        self.port = int(self.server.server_address[1])
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def take(self, message: bytes) -> None:
        """Remember one message."""
        found = MESSAGE_ID.search(message)
        self.taken[found[1].decode() if found else ""] += 1
