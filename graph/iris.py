"""The minting of IRIs from kind and slug, and back. IRIs of terms are made from prefixed names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import pyoxigraph as ox

from ontology.namespaces import ALL_PREFIXES, ID_BASE

SLUG = re.compile(r"[a-z0-9]+(?:-{1,2}[a-z0-9]+)*")
"""What a slug may be: lower-case ASCII letters and digits, with `-` between words and `--` between parts."""


def is_slug(text: str) -> bool:
    """Tell whether a text can name anything at all."""
    return bool(SLUG.fullmatch(text))


class Identifier(NamedTuple):
    """An entity's kind, such as `organization`, and its slug, such as `alibaba`."""

    kind: str
    slug: str


@lru_cache(maxsize=20_000)  # a thing is named several times, mostly soon after each other
def mint(kind: str, slug: str) -> ox.NamedNode:
    """Return the IRI of the thing of this kind with this slug.

    Raises:
        ValueError: kind or slug is not in the form of `SLUG`, so the IRI would need escaping and could be ambiguous.
    """
    for part in (kind, slug):
        if not is_slug(part):
            raise ValueError(f"{part!r} cannot stand in an IRI: lower-case letters, digits and hyphens are expected")
    return ox.NamedNode(f"{ID_BASE}{kind}/{slug}")


def term(name: str) -> ox.NamedNode:
    """Return what a prefixed name stands for, such as `void:triples`.

    Raises:
        KeyError: the project knows no such prefix.
    """
    prefix, _, local = name.partition(":")
    return ox.NamedNode(ALL_PREFIXES[prefix] + local)


def parse(iri: str) -> Identifier | None:
    """Take an IRI of ours apart; None for any other."""
    kind, slash, slug = iri.removeprefix(ID_BASE).partition("/")
    if not iri.startswith(ID_BASE) or not slash or not is_slug(kind) or not is_slug(slug):
        return None
    return Identifier(kind, slug)


def compound(*parts: str) -> str:
    """Join slugs to the slug of something that several things identify together, such as a tier of a programme."""
    return "--".join(parts)
