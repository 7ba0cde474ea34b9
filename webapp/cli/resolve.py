"""The thing that somebody means by an identifier or a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ontology.namespaces import ALL_PREFIXES, prefixed_name
from queries.errors import quoted, shortened
from queries.lookup import is_known
from queries.parameter_types import ANY, ENTITY_TYPES
from queries.parameters import by_slug, identifier
from queries.search.identifier_index import is_explicit
from webapp.cli.errors import Failure, Misuse

if TYPE_CHECKING:
    from graph.stores.store import Store
    from queries.search.name_index import NameIndex, NameMatch

_CANDIDATES = 12
_SUGGESTIONS = 5


def find(store: Store, text: str) -> ox.NamedNode:
    """Return the thing that `text` means: an IRI, ours or a register's, a prefixed name, a slug, or a name.

    Raises:
        Failure: nothing is meant (exit code 1), or several things may be (exit code 2); the message lists them.
    """
    text = text.strip()
    try:
        text.encode()
        node = None if is_explicit(text) else identifier(text)
    except UnicodeEncodeError as error:
        raise Misuse(f"{quoted(text)} is no text in UTF-8. Is LANG set, as to C.UTF-8?") from error
    except ValueError as error:
        raise Misuse(f"{quoted(text)} is no identifier: {shortened(str(error))}.") from error
    if node is not None and is_known(store, node):
        return node
    known = by_slug(ENTITY_TYPES[ANY], text, store)
    if len(known) == 1:
        return known[0]
    if known:
        raise Misuse(_several(text, [prefixed_name(candidate.value, ALL_PREFIXES) for candidate in known]))
    from queries.search.names_of import names_of

    index = names_of(store)
    if node is not None:
        short = prefixed_name(node.value, ALL_PREFIXES)
        local = short.partition(":")[2] if short != node.value else ""  # who names another's IRI means just that
        raise _nothing(text, index.search(local, _SUGGESTIONS))
    return _by_name(index, text)


def _by_name(index: NameIndex, text: str) -> ox.NamedNode:
    chosen = index.meant(text)
    if len(chosen) == 1:
        return ox.NamedNode(chosen[0].name.iri)
    if chosen:
        raise Misuse(_several(text, [_described(hit) for hit in chosen]))
    from queries.search.mentions import read

    near = index.near(text, _SUGGESTIONS)
    inside = [hit for mention in read(index, text).mentions for hit in mention.matches[:2]]
    raise _nothing(text, near or inside[:_SUGGESTIONS])


def _nothing(text: str, near: Sequence[NameMatch]) -> Failure:
    names = [f"  {_described(hit)}" for hit in near]
    hint = "\n".join(["Is one of these meant?", *names]) if names else "Try a part of its name."
    return Failure(f"Nothing is called {quoted(text)}. {hint}")


def _described(hit: NameMatch) -> str:
    called = "" if hit.name.kind == "address" or hit.label == hit.name.text else f", called {hit.name.text}"
    return f"{prefixed_name(hit.name.iri, ALL_PREFIXES)} ({hit.label}{called})"


def _several(text: str, candidates: Sequence[str]) -> str:
    lines = [f"  {candidate}" for candidate in candidates[:_CANDIDATES]]
    if len(candidates) > _CANDIDATES:
        lines.append(f"  … and {len(candidates) - _CANDIDATES} more")
    return "\n".join([f"{quoted(text)} may be one of {len(candidates)} things; name it by what stands first:", *lines])
