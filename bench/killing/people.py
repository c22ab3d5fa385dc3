"""The people of the office: they click, insist until they are answered, and remember it."""

from __future__ import annotations

import http.client
import random
import threading
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from bench.killing.office import Office
from tests.live.client import Client

PASSWORD = "sawah-gunung-sungai-17"
OPEN = 'select id, "row" from cases_task where case_id = %s and done_at is null'
BORDER = "----tatalaksana"


@dataclass
class Memory:
    """What was acknowledged, and what was only sent."""

    steps: dict[UUID, tuple[int, int]] = field(default_factory=dict)  #: click -> case, row
    starts: dict[UUID, str] = field(default_factory=dict)  #: click -> title
    files: list[str] = field(default_factory=list)  #: labels acknowledged
    refused: int = 0  #: somebody else was faster
    repeated: int = 0  #: sent again, since nobody had answered
    wrong: list[str] = field(default_factory=list)  #: answers nobody should get


class People:
    """Everybody who is signed in, and the cases they carry together."""

    def __init__(self, office: Office, version: int, users: Sequence[str], cases: int) -> None:
        """`users` in the order of the rows of the procedure."""
        self.office, self.version, self.memory = office, version, Memory()
        self.cookies = [self.sign_in(user) for user in users]
        self.stop, self.lock = threading.Event(), threading.Lock()
        self.cases = [self.start(random.Random(n)) for n in range(cases)]

    def sign_in(self, user: str) -> dict[str, str]:
        """The cookies of somebody who has signed in."""
        client = self.office.insist(lambda: Client(self.office.url).sign_in(user, PASSWORD))
        return {cookie.name: cookie.value or "" for cookie in client.jar}

    def send(self, who: int, path: str, body: bytes, kind: str) -> tuple[int, str]:
        """Post once; the status and where it leads. Errors: OSError when nobody answers."""
        cookies = self.cookies[who]
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": cookies["csrftoken"],
            "Content-Type": kind,
        }
        line = http.client.HTTPConnection("127.0.0.1", self.office.port, timeout=20)
        try:
            line.request("POST", path, body, headers | {"Host": "localhost"})
            answer = line.getresponse()
            answer.read()
        except http.client.HTTPException as broken:
            raise OSError from broken
        finally:
            line.close()
        # 400: Django's word when the session could not be written; the step may have been
        if answer.status >= 500 or answer.status == 400:
            raise OSError(answer.status)
        return answer.status, answer.headers.get("Location", "")

    def insist(self, who: int, path: str, values: dict[str, str]) -> tuple[int, str]:
        """Post the same click until somebody answers."""
        body = urllib.parse.urlencode(values).encode()
        tries = 0

        def once() -> tuple[int, str]:
            nonlocal tries
            tries += 1
            return self.send(who, path, body, "application/x-www-form-urlencoded")

        answered = self.office.insist(once)
        self.memory.repeated += tries > 1
        if answered[0] == 302 and answered[1].startswith("/masuk"):
            self.memory.wrong.append(f"{path}: signed out")
        return answered

    def start(self, chance: random.Random) -> int:
        """Start a case; its id."""
        key = UUID(int=chance.getrandbits(128), version=4)
        title = f"Uji {key}"
        values = {"title": title, "kunci": str(key)}
        status, _ = self.insist(0, f"/berkas/mulai/{self.version}/", values)
        if status != 302:
            self.memory.wrong.append(f"start: {status}")
        self.memory.starts[key] = title
        found = self.office.ask("select id from cases_case where title = %s", title)
        if len(found) != 1:
            self.memory.wrong.append(f"{title}: {len(found)} cases")
        return int(found[0][0])

    def work(self, seed: int) -> None:
        """Carry cases until told to stop; several do it at once, on the same cases."""
        chance = random.Random(seed)
        while not self.stop.is_set():
            place = chance.randrange(len(self.cases))
            case = self.cases[place]
            there = self.office.ask(OPEN, case)
            if not there:
                with self.lock:
                    if self.cases[place] == case:
                        self.cases[place] = self.start(random.Random(uuid4().int))
                continue
            ((task, row),) = there
            if chance.random() < 0.1:
                self.attach(task, row, chance)
            self.finish(case, task, row)

    def finish(self, case: int, task: int, row: int) -> None:
        """Finish one task, and remember the click when it was acknowledged."""
        key = uuid4()
        values = {"kunci": str(key), "jawaban": "finish"}
        status, _ = self.insist(row - 1, f"/tugas/{task}/selesai/", values)
        if status == 302:
            self.memory.steps[key] = (case, row)
        elif status in (409, 422, 403):
            self.memory.refused += 1
        else:
            self.memory.wrong.append(f"finish: {status}")

    def attach(self, task: int, row: int, chance: random.Random) -> None:
        """Attach a file once; nobody knows whether it was when nobody answers."""
        label = f"Bahan {uuid4()}"
        content = chance.randbytes(chance.randint(1, 20_000)).hex()
        name = f'--{BORDER}\r\nContent-Disposition: form-data; name="nama_lain"\r\n\r\n{label}'
        upload = f'--{BORDER}\r\nContent-Disposition: form-data; name="lain"; filename="bahan.txt"'
        parts = (name, f"{upload}\r\n\r\n{content}", f"--{BORDER}--", "")
        kind = f"multipart/form-data; boundary={BORDER}"
        body = "\r\n".join(parts).encode()
        try:
            status, where = self.send(row - 1, f"/tugas/{task}/lampirkan/", body, kind)
        except OSError:
            return
        if status == 302 and where.endswith("#dokumen"):
            self.memory.files.append(label)
