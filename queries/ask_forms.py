"""The ways in which a query is asked for in words.

Its header declares them.

A form is a few English words with slots: `who sponsors {games} {category?}`. A slot is a parameter of the query, and
one with a question mark may be missing. The order does not count. After `=>` stands what the answer gives of the rows:
`earliest from`, `latest until`, `number of tier`, `most games years`,
or `only city country`. Without that it gives all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, cast

from queries.parameter_types import Parameter

Kind: TypeAlias = Literal["all", "earliest", "latest", "most", "number", "only"]

_SLOT: Final = re.compile(r"\{([a-z][a-zA-Z]*)(\??)\}")
_PICK: Final = re.compile(r"(earliest|latest|most|number of|only) ([a-zA-Z]+(?: [a-zA-Z]+)*)")


@dataclass(frozen=True, slots=True)
class Pick:
    """What an answer gives of the rows.

    It is all of them, those with the least or greatest text, or those with the greatest numbers. Else it is how many
    there are, or some columns.
    """

    kind: Kind
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskForm:
    """One way to ask for a query: the words beside the slots, the slots, and what the answer gives."""

    words: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    pick: Pick


def read_form(text: str, parameters: Iterable[Parameter], variables: Collection[str]) -> AskForm:
    """Read a form.

    Raises:
        ValueError: it does not fit the query; the message says what would be right.
    """
    form, arrow, picked = text.partition("=>")
    known = {parameter.name: parameter for parameter in parameters}
    slots = _SLOT.findall(form)
    words = " ".join(_SLOT.sub(" ", form).split())
    if "{" in words or "}" in words:
        raise ValueError(f"a slot is written {{games}} or {{games?}}; found {form.strip()!r}")
    for name, _ in slots:
        if name not in known:
            raise ValueError(f"the slot {{{name}}} is no parameter; the parameters are {', '.join(known) or 'none'}")
    required = tuple(name for name, mark in slots if not mark)
    optional = tuple(name for name, mark in slots if mark)
    for parameter in known.values():
        if parameter.required and parameter.name not in required:
            raise ValueError(f"the slot {{{parameter.name}}} is missing; the query has no answer without it")
    return AskForm(words, required, optional, _pick(picked.strip(), variables) if arrow else Pick("all"))


def _pick(text: str, variables: Collection[str]) -> Pick:
    found = _PICK.fullmatch(text)
    if not found:
        raise ValueError(f"after => stands earliest, latest, most, number of, or only, and columns; found {text!r}")
    columns = tuple(found[2].split())
    for column in columns:
        if column not in variables:
            raise ValueError(f"{column} after => is no column of the query")
    return Pick(cast(Kind, found[1].removesuffix(" of")), columns)
