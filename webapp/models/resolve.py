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

if TYPE_CHECKING:
    from graph.stores.store import Store
    from queries.search.name_index import NameIndex
    from queries.search.name_match import NameMatch

_CANDIDATES = 12
_SUGGESTIONS = 5


class NothingMeantError(ValueError):
    """A text that names nothing in the graph; the message says what comes close."""


class UnclearNameError(ValueError):
    """A text that may name several things, or is no name; the message says what would be right."""


def find(store: Store, text: str) -> ox.NamedNode:
    """Return the thing that `text` means: an IRI, ours or a register's, a prefixed name, a slug, or a name.

    Raises:
        NothingMeantError: nothing is meant.
        UnclearNameError: several things may be, or the text is none that can be read.
    """
    text = text.strip()
    try:
        text.encode()
        node = None if is_explicit(text) else identifier(text)
    except UnicodeEncodeError as error:
        raise UnclearNameError(f"{quoted(text)} is no text in UTF-8. Is LANG set, as to C.UTF-8?") from error
    except ValueError as error:
        raise UnclearNameError(f"{quoted(text)} is no identifier: {shortened(str(error))}.") from error
    if node is not None and is_known(store, node):
        return node
    known = by_slug(ENTITY_TYPES[ANY], text, store)
    if len(known) == 1:
        return known[0]
    if known:
        raise UnclearNameError(_several(text, [prefixed_name(candidate.value, ALL_PREFIXES) for candidate in known]))
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
        raise UnclearNameError(_several(text, [_described(hit) for hit in chosen]))
    from queries.search.mentions import read

    near = index.near(text, _SUGGESTIONS)
    inside = [hit for mention in read(index, text).mentions for hit in mention.matches[:2]]
    raise _nothing(text, near or inside[:_SUGGESTIONS])


def _nothing(text: str, near: Sequence[NameMatch]) -> NothingMeantError:
    names = [f"  {_described(hit)}" for hit in near]
    hint = "\n".join(["Is one of these meant?", *names]) if names else "Try a part of its name."
    return NothingMeantError(f"Nothing is called {quoted(text)}. {hint}")


def _described(hit: NameMatch) -> str:
    called = "" if hit.name.kind == "address" or hit.label == hit.name.text else f", called {hit.name.text}"
    return f"{prefixed_name(hit.name.iri, ALL_PREFIXES)} ({hit.label}{called})"


def _several(text: str, candidates: Sequence[str]) -> str:
    lines = [f"  {candidate}" for candidate in candidates[:_CANDIDATES]]
    if len(candidates) > _CANDIDATES:
        lines.append(f"  … and {len(candidates) - _CANDIDATES} more")
    return "\n".join([f"{quoted(text)} may be one of {len(candidates)} things; name it by what stands first:", *lines])
