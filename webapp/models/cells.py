"""The cells of a query's rows, as texts.

Pages read nearly every cell that they ask for, many of them more than once. So each becomes a text when it arrives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyoxigraph as ox

from graph.stores.store import Term

_LABEL = "Label"


class LiteralText(str):
    """The lexical form of a literal; as in rdflib, it knows its language and datatype."""

    __slots__ = ("literal",)
    literal: ox.Literal


def language_of(cell: str) -> str:
    """Return the language tag of a literal, or an empty string."""
    return (cell.literal.language or "") if isinstance(cell, LiteralText) else ""


def stated(label: str) -> str:
    """Return a label that the graph states, or an empty string for one that only names its thing."""
    return label if isinstance(label, LiteralText) else ""


def datatype_of(cell: str) -> str:
    """Return the IRI of a literal's datatype, or an empty string for anything else."""
    return cell.literal.datatype.value if isinstance(cell, LiteralText) else ""


def label_columns(variables: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of labels and of what they name: `xLabel` is the label of `x`.

    >>> label_columns(["games", "partner", "partnerLabel"])
    [(2, 1)]
    """
    places = {name: place for place, name in enumerate(variables)}
    return [(places[name], places[name.removesuffix(_LABEL)]) for name in variables if name.endswith(_LABEL)]


def cells(terms: Sequence[Term | None], labels: Sequence[tuple[int, int]]) -> list[str]:
    """Return the texts of a row's terms; what is unbound is an empty text.

    `labels` has the places of labels and of their things. A label that is empty or unbound becomes the thing's name.
    """
    texts = [_text(term) for term in terms]
    for label, thing in labels:
        if not texts[label]:
            texts[label] = _unlabelled(terms[thing])
    return texts


def _text(term: Term | None) -> str:
    """Return the lexical form of a literal, or the text of an identifier."""
    if isinstance(term, ox.Literal):
        text = LiteralText(term.value)
        text.literal = term
        return text
    return "" if term is None or isinstance(term, ox.Triple) else term.value


def _unlabelled(term: Term | None) -> str:
    """Return what a thing is called that has no label: the end of its IRI."""
    if isinstance(term, ox.NamedNode):
        return re.split("[/#]", term.value.rstrip("/#"))[-1]
    if isinstance(term, ox.Literal):
        return term.value
    return "" if term is None else "something without a name"
