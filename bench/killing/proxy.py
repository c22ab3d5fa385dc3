"""A TCP proxy before PostgreSQL: its cables can be cut at any moment."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
from collections.abc import Callable

CHUNK = 1 << 16


class Proxy:
    """Passes bytes between clients on a port of this machine and a socket file."""

    def __init__(self, target: Callable[[], str]) -> None:
        """`target` gives the path of the socket file."""
        self.target = target
        self.door = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self.door.getsockname()[1])
        self.pairs: set[tuple[socket.socket, socket.socket]] = set()
        self.swallowing = False  #: answers are lost: the server did it, nobody hears of it
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        """Take one client after the other."""
        while True:
            try:
                client, _ = self.door.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            try:
                server.connect(self.target())
            except OSError:
                client.close()
                server.close()
                continue
            pair = (client, server)
            self.pairs.add(pair)
            for source, sink in (pair, pair[::-1]):
                threading.Thread(target=self.pump, args=(source, sink, pair), daemon=True).start()

    def pump(
        self, source: socket.socket, sink: socket.socket, pair: tuple[socket.socket, socket.socket]
    ) -> None:
        """Pass bytes one way until either end closes."""
        with contextlib.suppress(OSError):
            while chunk := source.recv(CHUNK):
                if self.swallowing and source is pair[1]:
                    break
                sink.sendall(chunk)
        self.close(pair)

    def close(self, pair: tuple[socket.socket, socket.socket]) -> None:
        """Close both ends, so that both sides notice."""
        self.pairs.discard(pair)
        for end in pair:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def cut(self, chance: random.Random) -> None:
        """Cut some cables, or all."""
        there = list(self.pairs)
        for pair in chance.sample(there, chance.randint(min(1, len(there)), len(there))):
            self.close(pair)
