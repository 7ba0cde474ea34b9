"""Hints about terms of a query that may be meant otherwise.

A misspelt term gives no error in SPARQL, but no rows. So does `http:` in a namespace that begins with `https:`. Editor,
endpoint, command line and assistants give these hints beside the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

import pyoxigraph as ox

from graph.iris import parse
from graph.stores.store import Store, StoreError
from graph.wording import alternatives
from ontology.namespaces import (
    ALIGNMENT_PREFIXES,
    ALL_PREFIXES,
    BASE,
    CODE_LIST_KINDS,
    ENTITY_KINDS,
    GRAPH_BASE,
    GRAPHS,
    ID_BASE,
    PREFIXES,
    prefixed_name,
)
from queries import term_lookup
from queries.errors import shortened
from queries.lookup import is_known, nearest
from queries.sparql_text.position import Position
from queries.sparql_text.terms import UsedTerm, used_terms

MOST: Final = 5
"""Hints about a query at most."""

_EXAMINED: Final = 100
"""Different terms of a query that are looked up, so that a long one takes little time."""

_XSD: Final = PREFIXES["xsd"]
_DATATYPES: Final = frozenset(
    (
        *("string", "boolean", "decimal", "integer", "double", "float", "date"),
        *("time", "dateTime", "dateTimeStamp", "gYear", "gMonth", "gDay", "gYearMonth"),
        *("gMonthDay", "duration", "yearMonthDuration", "dayTimeDuration", "byte", "short", "int"),
        *(
            "long",
            "unsignedByte",
            "unsignedShort",
            "unsignedInt",
            "unsignedLong",
            "positiveInteger",
            "nonNegativeInteger",
        ),
        *(
            "negativeInteger",
            "nonPositiveInteger",
            "hexBinary",
            "base64Binary",
            "anyURI",
            "language",
            "normalizedString",
        ),
        *("anyURI", "language", "normalizedString", "token", "NMTOKEN", "Name", "NCName"),
    )
)
"""The datatypes that RDF 1.1 takes from XML Schema."""

_DATA: Final = ("wd", "wdt", "xsd")
_VOCABULARIES: Final = {
    prefix: namespace
    for prefix, namespace in (PREFIXES | ALIGNMENT_PREFIXES).items()
    if prefix not in _DATA and not namespace.startswith(BASE)
}
"""Namespaces of other vocabularies whose terms the graph uses."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What may be meant in a query: where, in words, and the nearest term in full, if there is one."""

    text: str
    position: Position
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class _Finding:
    """What is wrong with a term, in words, and the terms that may be meant: as one types them, and in full."""

    wrong: str
    meant: tuple[str, ...] = ()
    nearest: str = ""


def hints(store: Store, query: str) -> tuple[Hint, ...]:
    """Return what may be wrong with the terms of a query that runs, in their order; nothing if the store fails."""
    try:
        return tuple(islice(_hints(store, query), MOST))
    except StoreError:
        return ()


def _hints(store: Store, query: str) -> Iterator[Hint]:
    terms = list(used_terms(query))
    declared = {term.iri: term.offset for term in terms if term.role == "namespace"}
    different = {(term.iri, term.role): term for term in reversed(terms) if term.role != "namespace"}
    told: set[str] = set()
    for term in list(reversed(different.values()))[:_EXAMINED]:
        scheme = _other_scheme(store, term)
        finding = scheme or _finding(store, term)
        if finding is None or finding.wrong in told:
            continue
        told.add(finding.wrong)
        position = Position.at(query, _declaration(term, declared) if scheme else term.offset)
        question = f" Did you mean {alternatives(finding.meant)}?" if finding.meant else ""
        text = f"Line {position.line}, column {position.column}: {finding.wrong}.{question}"
        yield Hint(text, position, finding.nearest)


def _declaration(term: UsedTerm, declared: Mapping[str, int]) -> int:
    """Return where the namespace of a term stands: at its prefix, or in the term itself."""
    fitting = [namespace for namespace in declared if term.iri.startswith(namespace)]
    return term.offset if term.written.startswith("<") or not fitting else declared[max(fitting, key=len)]


def _finding(store: Store, term: UsedTerm) -> _Finding | None:
    look = next((look for namespace, look in _LOOKS if term.iri.startswith(namespace)), None)
    return look(store, term) if look else None


def _other_scheme(store: Store, term: UsedTerm) -> _Finding | None:
    """Find a namespace with `http:` that has `https:`, or the reverse. It is told once for all its terms."""
    scheme, colon, rest = term.iri.partition("://")
    other = {"http": "https", "https": "http"}.get(scheme, "") + colon + rest
    namespaces = (BASE, *(namespace for namespace in ALL_PREFIXES.values() if not namespace.startswith(BASE)))
    namespace = next((known for known in namespaces if other.startswith(known)), "")
    if not namespace or is_known(store, ox.NamedNode(term.iri)) or term_lookup.is_used(store, term.iri):
        return None
    wanted = namespace.partition(":")[0]
    return _Finding(f"The namespace {namespace} begins with {wanted}:, not with {scheme}:", (), namespace)


def _datatype(store: Store, term: UsedTerm) -> _Finding | None:
    del store
    local = term.iri.removeprefix(_XSD)
    if local in _DATATYPES:
        return None
    return _misspelt(term, "is no datatype of RDF", (_XSD + name for name in _DATATYPES))


def _graph(store: Store, term: UsedTerm) -> _Finding | None:
    if term.iri in GRAPHS.values() or is_known(store, ox.NamedNode(term.iri)):
        return None
    return _misspelt(term, "is no graph here", GRAPHS.values())


def _thing(store: Store, term: UsedTerm) -> _Finding | None:
    if is_known(store, ox.NamedNode(term.iri)):
        return None
    wrong = f"{_written(term)} is not in the graph"
    kinds = (*ENTITY_KINDS, *CODE_LIST_KINDS)
    found = parse(term.iri)
    if found is None:
        return _Finding(wrong)
    if found.kind not in kinds:
        from graph.nearest import alike

        near = alike(found.kind, kinds, limit=1)
        return _Finding(wrong + f": there is no kind {shortened(found.kind)}", tuple(f"{kind}:" for kind in near))
    near = nearest(store, (found.kind,), found.slug)[:1]
    slug = near[0].partition(" ")[0] if near else ""
    return _Finding(
        wrong, tuple(f"{found.kind}:{name}" for name in near), f"{ID_BASE}{found.kind}/{slug}" if near else ""
    )


def _own(store: Store, term: UsedTerm) -> _Finding | None:
    kinds = term_lookup.vocabulary(store)
    role = term.role if term.role in {"class", "property"} else ""
    if term.iri in kinds and role in ("", kinds[term.iri]):
        return None
    if term.iri not in kinds and is_known(store, ox.NamedNode(term.iri)):
        return None
    fitting = [iri for iri, kind in kinds.items() if role in ("", kind)]
    wrong = f"is no {role} of the vocabulary" if role and term.iri in kinds else "is not in the vocabulary"
    return _misspelt(term, wrong, fitting)


def _foreign(store: Store, term: UsedTerm) -> _Finding | None:
    """Find a term of another vocabulary that the graph does not use, or uses for nothing but alignments."""
    as_term = term.role in {"class", "property"}
    if term_lookup.is_used(store, term.iri) if as_term else is_known(store, ox.NamedNode(term.iri)):
        return None
    wrong = f"The graph has nothing with {_written(term)}"
    if ours := term_lookup.aligned(store, term.iri):
        return _Finding(wrong, tuple(prefixed_name(iri) for iri in ours[:3]), ours[0])
    namespace = max((known for known in _VOCABULARIES.values() if term.iri.startswith(known)), key=len)
    used = [iri for iri in term_lookup.in_use(store) if iri.startswith(namespace)]
    return _misspelt(term, "", used, wrong)


_LOOKS: Final = (
    (_XSD, _datatype),
    (ID_BASE, _thing),
    (GRAPH_BASE, _graph),
    (BASE, _own),
    *((namespace, _foreign) for namespace in _VOCABULARIES.values()),
)
"""What looks at the terms of a namespace; the first that fits."""


def _misspelt(term: UsedTerm, wrong: str, known: Iterable[str], instead: str = "") -> _Finding:
    """Name the known terms whose last part is most like that of a term."""
    from graph.nearest import alike

    by_name = {iri.replace("#", "/").rpartition("/")[2]: iri for iri in known}
    local = term.iri.replace("#", "/").rpartition("/")[2]
    same = [name for name in by_name if name.casefold() == local.casefold()]
    near = same or alike(local, by_name, limit=2)
    meant = tuple(prefixed_name(by_name[name], ALL_PREFIXES) for name in near)
    written = f"<{shortened(term.iri)}>" if _written(term) in meant else _written(term)  # of another namespace
    return _Finding(instead or f"{written} {wrong}", meant, by_name[near[0]] if near else "")


def _written(term: UsedTerm) -> str:
    """Return a term as it is written, or as a prefixed name where that is shorter."""
    short = prefixed_name(term.iri, ALL_PREFIXES) if term.written.startswith("<") else term.written
    return shortened(short if short != term.iri else term.written)
