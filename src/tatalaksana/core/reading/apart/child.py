"""`python -m tatalaksana.core.reading.apart.child`: reads the documents its parent names.

Question and answer are JSON, never pickled objects: what comes out of a hostile document is data.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tatalaksana.core.base.discover import discover
from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading import readers
from tatalaksana.core.reading.apart.limits import Limits, allow_seconds, confine
from tatalaksana.core.reading.explain.as_read import plain_pages
from tatalaksana.core.reading.pace import Listener, heard_by
from tatalaksana.core.reading.read import read_pages
from tatalaksana.core.reading.reader import Reader
from tatalaksana.core.reading.reading import plain_reading
from tatalaksana.core.reading.understand.office_vocabulary import vocabulary_from

READY = b"ready"
Plain = dict[str, Any]


def answer(question: Plain) -> Plain:
    """What reading gave: "readings" or "explained", else "refused", "memory" or "broken"."""
    try:
        data = Path(question["path"]).read_bytes()
        return explained(data, question) if question["explained_in"] else understood(data, question)
    except ReadingError as refused:
        told = {"message": refused.message, "hint": refused.hint, "place": refused.place}
        return {"refused": {"code": refused.code, **told}}
    except MemoryError:
        return {"memory": True}
    except OSError as closed:
        return {"closed": closed.strerror or type(closed).__name__}
    except RecursionError:
        return {"broken": "RecursionError"}
    except Exception as broken:  # noqa: BLE001 - a reader's bug stops one document, not a folder
        return {"broken": f"{type(broken).__name__}: {broken}"[:300]}


def understood(data: bytes, question: Plain) -> Plain:
    """What the document says, and the pages on which that was made out on a picture."""
    vocabulary = vocabulary_from(question["vocabulary"])
    pages, found = read_pages(data, question["name"], vocabulary)
    return {"readings": [plain_reading(one) for one in found], "as_read": plain_pages(pages)}


def explained(data: bytes, question: Plain) -> Plain:
    """The paths of the pictures, one a page, of why the document is read so."""
    from tatalaksana.core.reading.explain.explain import explain  # noqa: PLC0415 - seldom asked

    paths = []
    for number, picture in enumerate(explain(data, Path(question["name"]).name), start=1):
        path = Path(question["explained_in"], f"{number}.svg")
        path.write_text(picture, "utf-8")
        paths.append(str(path))
    return {"explained": paths}


def paced(connection: Connection, seconds: float, megabytes: int) -> Listener:
    """Tell the parent how far the document is, and work as long as it will wait."""
    limits = Limits(seconds=seconds, megabytes=megabytes)

    def listen(done: int, pages: int) -> None:
        allow_seconds(limits.seconds_for(pages))
        connection.send_bytes(json.dumps({"pages": [done, pages]}).encode())

    return listen


def serve(connection: Connection, megabytes: int, niceness: int) -> None:
    """Answer until the parent hangs up; with `niceness` others go before it on the processor."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.__stdout__.fileno() if sys.__stdout__ else 1)
    os.dup2(quiet, sys.__stderr__.fileno() if sys.__stderr__ else 2)
    discover(readers, "READER", Reader)  # loaded before the clock of the first document runs
    os.nice(niceness)
    confine(megabytes)
    connection.send_bytes(READY)
    while True:
        try:
            question = json.loads(connection.recv_bytes())
        except (EOFError, OSError):
            return
        allow_seconds(question["seconds"])
        try:
            with heard_by(paced(connection, question["seconds"], megabytes)):
                reply = json.dumps(answer(question)).encode()
        except MemoryError:
            reply = json.dumps({"memory": True}).encode()
        connection.send_bytes(reply)


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3]))
