"""Answers on their way: a client that has gone, or takes nothing in time, gets no more of them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from tests.running import run_async
from webapp.http.asgi_types import Message
from webapp.http.response_sender import ResponseSender, SendingLimits
from webapp.http.shared_budget import SharedBudget

LONG = b"x" * 1_000_000


@dataclass
class Client:
    """A client that takes some messages, and then goes or only waits."""

    takes: int
    goes: bool = False
    sent: list[Message] = field(default_factory=list)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, message: Message) -> None:
        """Take a message; what is sent to a client that has gone is taken by the server."""
        self.sent.append(message)
        if len(self.sent) == self.takes:
            if self.goes:
                self.gone.set()
            else:
                await asyncio.sleep(60)
        await asyncio.sleep(0)

    async def receive(self) -> Message:
        """Tell when the client has gone."""
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def is_sent(self, body: bytes, budget: int = 1_000_000) -> ResponseSender:
        """Have a body sent to it."""
        limits = SendingLimits(0.3, SharedBudget(budget))
        sender = ResponseSender(self.receive, self.send, limits, "192.0.2.1", "id")
        await sender.send_shared(200, [(b"content-length", b"%d" % len(body))], body)
        return sender


def received(client: Client) -> bytes:
    return b"".join(message["body"] for message in client.sent[1:])


def test_a_client_that_takes_all_gets_all() -> None:
    for body in (b"", b"x", LONG):
        client = Client(-1)
        sender = run_async(client.is_sent(body))
        assert received(client) == body
        assert not client.sent[-1]["more_body"]
        assert (sender.status, sender.sent) == (200, len(body))
        assert client.sent[0]["headers"] == [(b"content-length", b"%d" % len(body)), (b"x-request-id", b"id")]


def test_a_client_that_takes_no_more_is_dropped() -> None:
    client = Client(10)
    sender = run_async(client.is_sent(LONG))
    assert 0 < sender.sent < len(LONG)
    assert client.sent[-1]["more_body"]


def test_nothing_more_is_worked_out_for_a_client_that_has_gone() -> None:
    client = Client(10, goes=True)
    sender = run_async(client.is_sent(LONG))
    assert 0 < sender.sent < len(LONG) / 2


def test_of_many_that_wait_the_oldest_of_the_greediest_is_dropped() -> None:
    async def run() -> list[bool]:
        limits = SendingLimits(30, SharedBudget(400_000))
        sendings = []
        for address in ("a", "a", "b"):
            client = Client(10)
            sender = ResponseSender(client.receive, client.send, limits, address, "id")
            sendings.append(asyncio.create_task(sender.send_shared(200, [], LONG)))
            await asyncio.sleep(0.1)
        dropped = [sending.done() for sending in sendings]
        for sending in sendings:
            sending.cancel()
        await asyncio.gather(*sendings, return_exceptions=True)
        return dropped

    assert run_async(run()) == [True, False, False]
