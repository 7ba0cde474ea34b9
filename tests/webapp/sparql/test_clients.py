"""Whom an address stands for, and how much query time a client has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.http.client_address import NOBODY, client_name
from webapp.sparql.clients import Client


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff"),
        ("2001:db8::1", "[2001:db8::2]:443"),
        ("2001:db8::1", "2001:DB8:0:0:1:2:3:4"),
        ("fe80::1%eth0", "fe80::2"),
        ("192.0.2.1", "::ffff:192.0.2.1"),
        ("192.0.2.1", "192.0.2.1:50123"),
        ("192.0.2.1", "[::ffff:192.0.2.1]:50123"),
        ("", "unknown"),
        ("_hidden", "unix:"),
    ],
)
def test_addresses_of_one_client(address: str, same: str) -> None:
    assert client_name(address) == client_name(same)


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("192.0.2.1", "192.0.2.2"),
        ("2001:db8::1", "2001:db8:0:1::1"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2"),
        ("::1", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.2"),
    ],
)
def test_addresses_of_two_clients(address: str, other: str) -> None:
    assert client_name(address) != client_name(other)


@given(st.text(max_size=60))
def test_no_text_is_a_client_by_itself(text: str) -> None:
    """What is no address cannot make up as many clients as it likes."""
    name = client_name(text)
    assert name == NOBODY or client_name(name.partition("/")[0]) == name


def test_query_time_comes_back_within_a_minute() -> None:
    client = Client("a", share=60, left=60, counted=0)
    client.charge(90, now=10)
    assert client.seconds_left(10) == -30
    assert client.seconds_left(40) == 0
    assert client.seconds_until(3, now=10) == 33
    assert client.seconds_left(1_000) == 60
