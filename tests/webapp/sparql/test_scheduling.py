"""The order of queries: each rule by itself, then floods in simulated time."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from statistics import quantiles
from threading import Event
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.some import any_number
from webapp.sparql.clients import Client
from webapp.sparql.scheduling import AROUND, SLOW, Schedule, Ticket

CHEAP = 0.5


def client(name: str = "", *, proven: bool = False, slow_until: float = 0.0) -> Client:
    """Return a client, by default a new one as the endpoint makes it."""
    new = Client(name, share=60, left=60, counted=0)
    return replace(new, proven=proven, slow_until=slow_until) if proven or slow_until else new


def slow(name: str = "") -> Client:
    return client(name, slow_until=1e9)


def schedule(places: int = 2, queue: int = 8) -> Schedule:
    return Schedule(places, queue, CHEAP, patience=5)


def enter(line: Schedule, of: Client, now: float = 0.0, *, follows: bool = False) -> Ticket:
    """Let a query in, and begin what can begin."""
    ticket = Ticket(of, follows)
    line.enter(ticket, now)
    while line.start_next(now):
        pass
    return ticket


def runs(*tickets: Ticket) -> list[bool]:
    return [ticket.started is not None for ticket in tickets]


def test_who_is_alone_has_all_places() -> None:
    line, alone = schedule(), slow()
    assert runs(*(enter(line, alone) for _ in range(3))) == [True, True, False]


def test_a_slow_client_leaves_the_last_place_to_those_who_are_around() -> None:
    line = schedule()
    reader = enter(line, client(proven=True))
    line.finish(reader, 0.01, 0.1, answered=True)
    flood = slow()
    first, second = enter(line, flood, 1), enter(line, flood, 1)
    assert runs(first, second) == [True, False]
    assert line.start_next(AROUND + 1) is second


def test_a_slow_client_does_not_take_the_last_place_from_those_who_are_around() -> None:
    line = schedule()
    assert runs(enter(line, client(proven=True)), enter(line, slow(), 0.1)) == [True, False]


def test_nothing_is_ended_while_a_place_is_free() -> None:
    line, flood = schedule(places=3), slow("flood")
    line.finish(enter(line, client(proven=True)), 0.01, 0.1, answered=True)
    assert runs(enter(line, flood, 0.2), enter(line, flood, 0.2), enter(line, slow(), 0.2)) == [True, True, False]
    assert line.query_to_cancel(1) is None


def test_a_query_is_slow_after_the_time_for_cheap_ones() -> None:
    line, asking = schedule(), client()
    ticket = enter(line, asking, 1)
    assert not line.is_slow(asking, 1 + CHEAP)
    assert line.is_slow(asking, 1.01 + CHEAP)
    line.finish(ticket, CHEAP, 2, answered=True)
    assert asking.proven
    assert not line.is_slow(asking, 2)


def test_who_was_refused_and_comes_back_before_the_time_is_early() -> None:
    line, eager = schedule(), client()
    ticket = Ticket(eager)
    line.enter(ticket, 10)
    assert not ticket.early
    line.refuse(ticket, 10)
    early, late = Ticket(eager), Ticket(eager)
    line.enter(early, 14.9)
    line.enter(late, 15)
    assert early.early
    assert not late.early


def test_two_slow_clients_have_a_place_each() -> None:
    line, one, other = schedule(), slow("one"), slow("other")
    tickets = [enter(line, one), enter(line, other)]
    assert runs(*tickets) == [True, True]
    line.finish(tickets[1], 3, 3, answered=True)
    assert runs(enter(line, one, 3), enter(line, other, 3)) == [False, True]


def test_a_slow_client_may_take_the_only_place() -> None:
    line = schedule(places=1)
    line.finish(enter(line, client()), 0.01, 0.1, answered=True)
    assert runs(enter(line, slow(), 1)) == [True]


def test_the_query_of_a_slow_client_is_ended_for_one_that_is_not() -> None:
    line, flood = schedule(), client()
    enter(line, flood)
    latest = enter(line, flood, 0.1)
    enter(line, client(), 0.2)
    assert line.query_to_cancel(0.4) is None
    assert line.query_to_cancel(0.7) is latest


def test_one_at_a_time_is_ended() -> None:
    line, flood = schedule(), slow()
    enter(line, flood), enter(line, flood)
    enter(line, client()), enter(line, client())
    ended = line.query_to_cancel(1)
    assert ended
    ended.cancellation.cancel()
    assert line.query_to_cancel(2) is None


def test_all_places_but_one_are_safe_from_those_who_wait() -> None:
    """Long queries of several clients go on, as long as one place serves the short ones."""
    line = schedule(places=3)
    enter(line, slow("one")), enter(line, slow("two")), enter(line, client("young"), 0.9)
    enter(line, client("waiting"), 1)
    assert line.query_to_cancel(1) is None
    ended = line.query_to_cancel(1.5)
    assert ended
    assert ended.client.name == "young"


def test_the_query_of_a_client_with_more_places_is_ended_for_one_with_none() -> None:
    line, flood = schedule(), slow("flood")
    enter(line, flood), enter(line, flood)
    enter(line, slow("honest"), 1)
    ended = line.query_to_cancel(1)
    assert ended
    assert ended.client is flood


def test_equals_are_never_ended_for_each_other() -> None:
    line = schedule()
    enter(line, slow("one")), enter(line, slow("two"))
    enter(line, slow("three"), 1)
    assert line.query_to_cancel(9) is None


def test_cheap_queries_are_never_ended() -> None:
    line, busy = schedule(), client(proven=True)
    enter(line, busy), enter(line, busy)
    enter(line, client(), 0.1)
    assert line.query_to_cancel(0.2) is None


@pytest.mark.parametrize("known", [{"proven": True}, {"slow_until": 1e9}])
def test_clients_take_turns(known: dict[str, Any]) -> None:
    line, busy, rare = schedule(places=1), client("busy", **known), client("rare", **known)
    running = enter(line, busy)
    for of in (busy, rare, busy, busy):
        enter(line, of)
    order = []
    for _ in range(4):
        line.finish(running, 0.1, 0, answered=False)
        begun = line.start_next(0)
        assert begun
        running = begun
        order.append(running.client.name)
    assert order == ["rare", "busy", "busy", "busy"]


def test_unknown_clients_take_turns_as_one() -> None:
    line, known = schedule(places=1), client("known", proven=True)
    running = enter(line, known)
    unknown = [enter(line, client(str(number))) for number in range(3)]
    enter(line, known)
    order = []
    for _ in range(3):
        line.finish(running, 0.6 if running in unknown else 0.1, 0, answered=False)
        begun = line.start_next(0)
        assert begun
        running = begun
        order.append(running.client.name)
    assert order == ["2", "known", "1"]


def test_the_client_with_the_most_waiting_queries_loses_one() -> None:
    line, flood, reader = schedule(queue=3), client("flood"), client("reader")
    for _ in range(5):
        enter(line, flood)
    assert line.query_to_refuse(0) is None
    waiting = enter(line, reader)
    refused = line.query_to_refuse(0)
    assert refused
    assert refused.client is flood
    refused.changed = Event()
    line.refuse(refused, 0)
    assert waiting in line.waiting
    assert refused.refused
    assert refused.changed.is_set()


@pytest.mark.parametrize(
    "worse", [slow("worse"), client("worse"), Client("worse", 60, 60, 0, proven=True, refused_until=9)]
)
@pytest.mark.parametrize("first", [True, False])
def test_among_equals_the_worse_one_loses(worse: Client, first: bool) -> None:
    line, good = schedule(places=1, queue=1), client("good", proven=True)
    enter(line, client("running"))
    for one in (worse, good) if first else (good, worse):
        enter(line, one)
    refused = line.query_to_refuse(1)
    assert refused
    assert refused.client is worse


def test_a_client_is_slow_for_a_minute() -> None:
    line, once = schedule(), client(proven=True)
    line.finish(enter(line, once), 0.6, 10, answered=True)
    assert line.is_slow(once, 10 + SLOW - 1)
    assert not line.is_slow(once, 10 + SLOW)
    assert not once.proven
    line.finish(enter(line, once, 100), 0.1, 100, answered=True)
    assert once.proven


def test_followers_take_no_place() -> None:
    line = schedule()
    assert runs(enter(line, client(), follows=True)) == [False]
    assert line.query_to_cancel(0) is None


EVENTS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["enter", "finish", "leave"]), st.floats(0, 3)))


@settings(max_examples=300, deadline=None)
@given(EVENTS, st.integers(1, 4), st.integers(0, 4))
def test_bounds_hold_whatever_happens(events: list[tuple[int, str, float]], places: int, queue: int) -> None:
    line, clients, now = schedule(places, queue), [client(str(number)) for number in range(6)], 0.0
    for number, event, seconds in any_number(events):
        now += seconds
        if event == "enter":
            enter(line, clients[number], now)
            if refused := line.query_to_refuse(now):
                line.refuse(refused, now)
        elif event == "finish" and line.running:
            ended = line.running[number % len(line.running)]
            line.finish(ended, now - (ended.started or 0), now, answered=True)
        elif event == "leave" and line.waiting:
            line.leave(line.waiting[number % len(line.waiting)])
        while line.start_next(now):
            pass
        assert len(line.running) <= places
        assert len(line.waiting) <= queue
        hurried = [ticket for ticket in line.waiting if not line.is_slow(ticket.client, now)]
        if hurried:  # nobody who asks cheap queries waits beside a free place, or behind slow clients alone
            assert len(line.running) == places
            behind_slow = all(line.is_slow(ticket.client, now) for ticket in line.running)
            assert not behind_slow or line.query_to_cancel(now)


@dataclass
class Simulation:
    """Clients that ask without end in simulated time; what readers have met."""

    line: Schedule
    now: float = 0.0
    events: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    numbers: count[int] = field(default_factory=count)
    waits: list[float] = field(default_factory=list)
    refused: int = 0

    def run(self, seconds: float) -> None:
        """Let time pass until then."""
        while self.events and self.events[0][0] < seconds:
            self.now, _, act = heapq.heappop(self.events)
            act()

    def at(self, seconds: float, act: Callable[[], None]) -> None:
        """Do something in so many seconds."""
        heapq.heappush(self.events, (self.now + seconds, next(self.numbers), act))

    def ask(self, of: Client, seconds: float, *, reader: bool) -> None:
        """Ask a query of so many seconds; look after it until it has ended, then ask another one."""
        ticket, asked = Ticket(of), self.now
        self.line.enter(ticket, self.now)
        self.advance()
        if refused := self.line.query_to_refuse(self.now):
            self.line.refuse(refused, self.now)

        def look() -> None:
            if self.has_ended(ticket, asked, seconds, reader=reader):
                self.at(0.05, lambda: self.ask(of, seconds, reader=reader))
            else:
                self.at(0.01, look)
            self.advance()

        look()

    def advance(self) -> None:
        """Begin what can begin, and end what must end."""
        while self.line.start_next(self.now):
            pass
        if ended := self.line.query_to_cancel(self.now):
            ended.cancellation.cancel()

    def has_ended(self, ticket: Ticket, asked: float, seconds: float, *, reader: bool) -> bool:
        """Tell whether a query has ended; one that was ended for others waits again."""
        if ticket.started is None:
            if ticket.refused or self.now - asked > 5:
                self.line.refuse(ticket, self.now)
                self.refused += reader
            return ticket.refused
        taken = self.now - ticket.started
        if ticket.cancellation.cancelled:
            self.line.finish(ticket, taken, self.now, answered=False)
            self.line.enter(ticket, self.now)
        elif taken >= seconds:
            self.line.finish(ticket, taken, self.now, answered=True)
            self.waits += [self.now - asked] if reader else []
            return True
        return False


@pytest.mark.slow
@pytest.mark.sweep
@pytest.mark.parametrize("places", [1, 2, 3])
@pytest.mark.parametrize("flood", [(1, 16), (3, 8), (10, 3), (40, 1)])
@pytest.mark.parametrize("known", [True, False])
def test_cheap_queries_are_answered_during_a_flood(known: bool, flood: tuple[int, int], places: int) -> None:
    """It holds whether the reader is known or not, and however many addresses ask how much at once."""
    addresses, clients = flood
    simulation = Simulation(schedule(places))
    for number in range(addresses):
        attacker = client(f"attacker {number}")
        for _ in range(clients):
            simulation.ask(attacker, 10, reader=False)
    simulation.at(1, lambda: simulation.ask(client("reader", proven=known), 0.02, reader=True))
    simulation.run(8)
    assert simulation.refused == 0
    assert len(simulation.waits) >= 10
    assert quantiles(simulation.waits, n=20)[-1] <= 1
