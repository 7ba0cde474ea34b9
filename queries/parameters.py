"""A parameter's value, read as an RDF term. If it is none, a message says what would be right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from graph.dates import PartialDate
from graph.iris import SLUG, mint, parse
from graph.stores.store import Store, Term
from graph.wording import alternatives
from ontology.namespaces import ALL_PREFIXES, PREFIXES
from queries.errors import BadParameter, MissingParameter, UnknownParameter, shortened
from queries.lookup import is_known, nearest
from queries.parameter_types import ANY, CHOICES, ENTITY_TYPES, IDENTIFIER, NAMED_KINDS, Parameter
from queries.registry import Query
from queries.search.identifier_index import is_explicit, read_identifier

_XSD: Final = PREFIXES["xsd"]
_BYTE_ORDER_MARK: Final = "\ufeff"
_CHOICE: Final = 6
"""Things named in a message where several are called the same."""

_PREFIXED: Final = re.compile(r"(?P<prefix>[a-z][a-z-]*):(?P<local>[^\s/].*)")


def terms(query: Query, arguments: Mapping[str, str | Term], store: Store) -> dict[str, Term]:
    """Return the term for each variable of the query that stands for a parameter.

    `arguments` are texts by parameter name; a parameter that is missing there has its default. One that is optional and
    missing has no term, and its variable stays free. Who has a term already may give it instead of a text: it is taken
    as it is, and the store is not asked whether it knows it.

    Raises:
        UnknownParameter: the query has no parameter of some name.
        MissingParameter: a required parameter is not given.
        BadParameter: a text does not fit the parameter's type, or names nothing known.
    """
    names = [parameter.name for parameter in query.parameters]
    for name in arguments:
        if name not in names:
            raise UnknownParameter(query.name, name, names)
    found = {}
    for parameter in query.parameters:
        given = arguments.get(parameter.name)
        if given is not None:
            found[parameter.variable] = read(parameter, given, store) if isinstance(given, str) else given
        elif parameter.default is not None:
            found[parameter.variable] = _default(parameter, parameter.default, store)
        elif parameter.required:
            raise MissingParameter(query.name, parameter.name, parameter.description)
    return found


def _default(parameter: Parameter, text: str, store: Store) -> Term:
    """Read a default, which another graph than ours need not know."""
    try:
        return read(parameter, text, store)
    except BadParameter as error:
        expectation = "this is its default, and this graph does not have it. Name another."
        raise BadParameter(parameter.name, text, expectation) from error


def typed_default(parameter: Parameter) -> str | None:
    """Return the default as one would type it, or None where there is none.

    Of an identifier that is its end, with the kind before it where a parameter takes several: `games:2024-summer`.
    """
    text = parameter.default
    found = parse(text) if text else None
    if found is None or not kinds(parameter):
        return text
    return f"{found.kind}:{found.slug}" if len(kinds(parameter)) > 1 else found.slug


def read(parameter: Parameter, text: str, store: Store) -> Term:
    """Read one value.

    Raises:
        BadParameter: see `terms`.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadParameter(parameter.name, text, "this is not valid Unicode text.") from error
    text = unicodedata.normalize("NFC", text.removeprefix(_BYTE_ORDER_MARK) or text).strip()
    if not text:
        raise BadParameter(parameter.name, text, f"a value is expected: {parameter.description}.")
    reader = _LITERALS.get(parameter.types[0])
    if reader is None:
        return _entity(parameter, text, store)
    try:
        return reader(text)
    except ValueError as error:
        raise BadParameter(parameter.name, text, f"{error} is expected.") from error


def identifier(text: str) -> ox.NamedNode | None:
    """Read a full IRI, bare or in angle brackets, or a prefixed name; None if the text is neither.

    Raises:
        ValueError: it looks like one, but has characters that no IRI has.
    """
    match = _PREFIXED.fullmatch(text)
    namespace = ALL_PREFIXES.get(match["prefix"]) if match else None
    if match and namespace:
        return ox.NamedNode(namespace + match["local"])
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    return ox.NamedNode(bare) if bare != text or re.match(r"(https?://|urn:)", bare) else None


def kinds(parameter: Parameter) -> tuple[str, ...]:
    """Return the kinds of entity that a parameter takes, in the order in which a slug is tried."""
    return tuple(dict.fromkeys(kind for type_ in parameter.types for kind in ENTITY_TYPES[type_]))


def _entity(parameter: Parameter, text: str, store: Store) -> ox.NamedNode:
    if IDENTIFIER not in parameter.types and read_identifier(text):
        identified = _by_identifier(parameter, text, store)
        if identified:
            return identified
    try:
        node = identifier(text)
    except ValueError as error:
        raise BadParameter(parameter.name, text, f"this is no identifier ({shortened(str(error))}).") from error
    if node is None:
        return _by_slug(parameter, text, store)
    if IDENTIFIER in parameter.types:
        return node
    found = parse(node.value)
    if ANY not in parameter.types and (found is None or found.kind not in kinds(parameter)):
        actual = with_article(found.kind) if found else "something else"
        expected = alternatives(map(with_article, parameter.types))
        raise BadParameter(parameter.name, text, f"this is {actual}; {expected} is expected.")
    if not is_known(store, node):
        raise BadParameter(parameter.name, text, _unknown(parameter, found.slug if found else text, store))
    if found and found.slug not in CHOICES.get(parameter.types[0], (found.slug,)):
        raise BadParameter(parameter.name, text, _unknown(parameter, found.slug, store))
    return node


def _by_identifier(parameter: Parameter, text: str, store: Store) -> ox.NamedNode | None:
    """Return what has an identifier of another register; None for a text that may be a name after all.

    Raises:
        BadParameter: several things have it, or none of these kinds.
    """
    from queries.search.names_of import names_of

    if set(kinds(parameter)) & set(NAMED_KINDS) and names_of(store).identifiers.find(text):
        return _by_name(parameter, text, store)
    if not is_explicit(text):
        return None
    scheme, value = read_identifier(text)[0]
    what = alternatives(map(with_article, parameter.types)) if len(parameter.types) <= 3 else "a thing"
    raise BadParameter(
        parameter.name,
        text,
        f"no identifier {value} of the register {scheme} is known here. {what[0].upper()}{what[1:]} is expected.",
    )


def by_slug(kinds: Iterable[str], text: str, store: Store) -> list[ox.NamedNode]:
    """Return the known things of these kinds that have `text` as their slug, in the order of the kinds.

    Something that people know by name goes before what has its slug from it: a person before the person's role.
    """
    if not SLUG.fullmatch(text):
        return []
    known = [(kind, node) for kind in kinds if is_known(store, node := mint(kind, text))]
    return [node for kind, node in known if kind in NAMED_KINDS] or [node for _, node in known]


def _by_slug(parameter: Parameter, text: str, store: Store) -> ox.NamedNode:
    known = by_slug(kinds(parameter), text, store)
    if not known and parameter.types[0] not in CHOICES:
        return _by_name(parameter, text, store)
    if not known or text not in CHOICES.get(parameter.types[0], (text,)):
        raise BadParameter(parameter.name, text, _unknown(parameter, text, store))
    if len(known) > 1 and ANY in parameter.types:
        names = alternatives(f"{found.kind}:{found.slug}" for node in known if (found := parse(node.value)))
        raise BadParameter(parameter.name, text, f"several things are called that: {names}?")
    return known[0]


def _by_name(parameter: Parameter, text: str, store: Store) -> ox.NamedNode:
    """Return what is called so: "London 2012", "Panasonic Corporation".

    Raises:
        BadParameter: nothing of these kinds has the name, or several things do; the message says which.
    """
    if not set(kinds(parameter)) & set(NAMED_KINDS):
        raise BadParameter(parameter.name, text, _unknown(parameter, text, store))
    from queries.search.names_of import names_of

    allowed = frozenset(kinds(parameter))
    found = names_of(store).meant(text, lambda iri: bool((known := parse(iri)) and known.kind in allowed))
    if not found:
        raise BadParameter(parameter.name, text, _unknown(parameter, text, store))
    if len(found) == 1:
        return ox.NamedNode(found[0].name.iri)
    several = len(allowed) > 1
    choice = [
        f"{known.kind}:{known.slug} ({hit.label})" if several else f"{known.slug} ({hit.label})"
        for hit in found[:_CHOICE]
        if (known := parse(hit.name.iri))
    ]
    more = f" (and {len(found) - _CHOICE} more)" if len(found) > _CHOICE else ""
    raise BadParameter(parameter.name, text, f"several things are called that: {alternatives(choice)}{more}?")


def _unknown(parameter: Parameter, text: str, store: Store) -> str:
    if parameter.types[0] in CHOICES:
        return f"{alternatives(CHOICES[parameter.types[0]])} is expected."
    near = nearest(store, kinds(parameter), text)
    hint = f" Did you mean {alternatives(near)}?" if near else ""
    what = f"no {alternatives(parameter.types)}" if len(parameter.types) <= 3 else "nothing fitting"
    return f"{what} is known by this identifier or name.{hint}"


def _day(text: str) -> ox.Literal:
    if len(text) != len("YYYY-MM-DD"):
        raise ValueError("a day as YYYY-MM-DD, such as 2017-01-18,")
    return _xsd_date(PartialDate.parse(text).first_day.isoformat())


def _first_day(text: str) -> ox.Literal:
    return _xsd_date(PartialDate.parse(text).first_day.isoformat())


def _last_day(text: str) -> ox.Literal:
    return _xsd_date(PartialDate.parse(text).last_day.isoformat())


def _xsd_date(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(_XSD + "date"))


def _integer(text: str) -> ox.Literal:
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise ValueError("a whole number of at most 15 digits")
    return ox.Literal(str(int(text)), datatype=ox.NamedNode(_XSD + "integer"))


def _year(text: str) -> ox.Literal:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise ValueError("a year as YYYY, such as 2017,")
    return _integer(text)


_LITERALS: Final[dict[str, Callable[[str], ox.Literal]]] = {
    "text": ox.Literal,
    "integer": _integer,
    "year": _year,
    "date": _day,
    "first-day": _first_day,
    "last-day": _last_day,
}


def with_article(noun: str) -> str:
    """Put the indefinite article before a noun.

    >>> with_article("company"), with_article("Official Sponsor")
    ('a company', 'an Official Sponsor')
    """
    return f"{'an' if noun.startswith(tuple('aeiouAEIO')) else 'a'} {noun}"
