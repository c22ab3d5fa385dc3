"""The people of the office: they click, insist until they are answered, and remember it."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from bench.killing.deeds import DEEDS, Place, Said
from bench.killing.office import Office
from bench.killing.sending import REFUSED, Desk, file_to, to_door, to_page

#: where a case stands: its open task, and what may be done with it
STANDS = """select t.id, t."row", t.position_id, c.id, c.version_id, c.suspended_at is not null,
        t.outside, c.rework,
        (select min(q.id) from cases_consultation q
            where q.task_id = t.id and q.closed_at is null),
        (select min(s.child_id) from cases_subcase s join cases_case k on k.id = s.child_id
            where s.parent_id = c.id and s."row" = t."row" and s.waits and k.closed_at is null),
        exists (select from cases_subcase s where s.child_id = c.id)
    from cases_task t join cases_case c on c.id = t.case_id
    where t.case_id = %s and t.done_at is null"""
SEATS = """select h.position_id, h.person_id, a.username from office_holding h
    join office_person p on p.id = h.person_id join office_account a on a.id = p.account_id"""


@dataclass(frozen=True, slots=True)
class Told:
    """What was acknowledged: the event that must be there, once."""

    case: int | None  #: None: the click opened one
    kind: str
    row: int | None = None


@dataclass
class Memory:
    """What was acknowledged, and what was only sent."""

    deeds: dict[UUID, Told] = field(default_factory=dict)  #: by click
    starts: dict[UUID, str] = field(default_factory=dict)  #: click -> title
    files: dict[str, int] = field(default_factory=dict)  #: label -> versions acknowledged
    doubtful: set[str] = field(default_factory=set)  #: labels that may have more: no key, no answer
    refused: Counter[str] = field(default_factory=Counter)  #: somebody else was faster
    done: Counter[str] = field(default_factory=Counter)
    repeated: int = 0  #: sent again, since nobody had answered
    wrong: list[str] = field(default_factory=list)  #: answers nobody should get


class People:
    """Everybody who is signed in, and the cases they carry together."""

    def __init__(
        self, office: Office, versions: Sequence[int], tokens: Mapping[str, str], cases: int
    ) -> None:
        """`versions` of the SOPs they work by; `tokens` by user name, in the order of the rows."""
        self.office, self.versions, self.memory = office, versions, Memory()
        self.users = list(tokens)
        self.desks = [Desk(office, user, token) for user, token in tokens.items()]
        seats = office.ask(SEATS)
        self.who = {seat: self.users.index(user) for seat, _, user in seats}
        self.by_person = {person: self.users.index(user) for _, person, user in seats}
        self.seats = [(seat, person) for _, seat, person in sorted(
            (self.users.index(user), seat, person) for seat, person, user in seats
        )]  # fmt: skip
        self.stop, self.lock = threading.Event(), threading.Lock()
        self.cases = [self.start(random.Random(n), n) for n in range(cases)]

    def start(self, chance: random.Random, number: int) -> int:
        """Start a case of one SOP or the other, through either door; its id."""
        key = UUID(int=chance.getrandbits(128), version=4)
        title, version = f"Uji {key}", self.versions[number % len(self.versions)]
        if chance.random() < 0.5:
            asked, way = to_page(f"/berkas/mulai/{version}/", key, title=title), "page"
        else:
            asked, way = to_door("/cases", key, version=version, title=title), "API"
        answer = self.desks[0].insist(asked)
        if not answer.done:
            self.memory.wrong.append(f"start: {answer.status} {answer.body[:200]!r}")
        self.memory.repeated += answer.tries > 1
        self.memory.done[f"start by {way}"] += 1
        self.memory.starts[key] = title
        self.memory.deeds[key] = Told(None, "opened")
        found = self.office.ask("select id from cases_case where title = %s", title)
        if len(found) != 1:
            self.memory.wrong.append(f"{title}: {len(found)} cases")
        return int(found[0][0])

    def work(self, seed: int) -> None:
        """Carry cases until told to stop; several do it at once, on the same cases."""
        chance = random.Random(seed)
        while not self.stop.is_set():
            number = chance.randrange(len(self.cases))
            case = self.cases[number]
            place = self.stands(case)
            if place is None:
                with self.lock:
                    if self.cases[number] == case:
                        self.cases[number] = self.start(random.Random(uuid4().int), uuid4().int)
                continue
            self.do(place, chance)

    def stands(self, case: int) -> Place | None:
        """Where a case stands, or the one it waits for; None when it has ended."""
        found = self.office.ask(STANDS, case)
        if not found:
            return None
        place = Place(*(*found[0], self.who[found[0][2]]))
        if place.waits_for is not None:
            return self.stands(place.waits_for) or place
        return place

    def do(self, place: Place, chance: random.Random) -> None:
        """One deed of those that are possible there."""
        possible = [deed for deed in DEEDS if deed.possible(place)]
        deed = chance.choices(possible, [one.weight for one in possible])[0]
        if deed.name == "attach":
            self.attach(place, chance)
            return
        said = deed.say(self, place, chance, uuid4())
        if said is not None:
            self.say(deed.name, said, chance)
        if deed.name == "finish" and chance.random() < 0.1:
            wrong = next(one for one in DEEDS if one.name == "correct")
            take_back = wrong.say(self, place, chance, uuid4())
            if take_back is not None:
                self.say("correct", take_back, chance)

    def say(self, name: str, said: Said, chance: random.Random) -> None:
        """Send a click by one of its ways, and remember it when it was acknowledged."""
        way = chance.choice(sorted(said.ways))
        answer = self.desks[said.who].insist(said.ways[way])
        self.memory.repeated += answer.tries > 1
        if answer.done:
            self.memory.deeds[said.key] = Told(said.case, said.kind, said.row)
            self.memory.done[f"{name} by {way}"] += 1
        elif answer.status in REFUSED:
            self.memory.refused[f"{name} by {way}, {answer.status}"] += 1
        else:
            self.memory.wrong.append(
                f"{name} by {way}: {answer.status} {answer.leads_to} {answer.body[:300]!r}"
            )

    def attach(self, place: Place, chance: random.Random) -> None:
        """Attach a file under a new name or again; a page does not know the same file again."""
        again = list(self.memory.files)[-20:]
        label = chance.choice(again) if again and chance.random() < 0.3 else f"Bahan {uuid4()}"
        content = chance.randbytes(chance.randint(1, 20_000)).hex()
        desk = self.desks[place.here]
        if chance.random() < 0.5:
            path, key = f"/api/v1/tasks/{place.task}/documents", uuid4()
            answer = desk.insist(file_to(path, {"label": label}, "file", content, key))
            kept, way = answer.status == 201, "API"
        else:
            asked = file_to(
                f"/tugas/{place.task}/lampirkan/", {"nama_lain": label}, "lain", content
            )
            try:
                answer = desk.once(asked)
            except OSError:
                self.memory.doubtful.add(label)
                return
            kept, way = answer.status == 302 and answer.leads_to.endswith("#dokumen"), "page"
        if kept:
            with self.lock:
                self.memory.files[label] = self.memory.files.get(label, 0) + 1
            self.memory.done[f"attach by {way}"] += 1
        else:
            self.memory.refused[f"attach by {way}, {answer.status}"] += 1
