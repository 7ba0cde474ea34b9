"""A statement of a text, and what the graph says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from webapp.mentions.mention import Mention

Verdict: TypeAlias = Literal["supported", "contradicted", "not-recorded", "too-vague"]
ClaimKind: TypeAlias = Literal[
    "partner", "from", "until", "at", "category", "tier", "count", "ordinal", "since", "covers", "event", "money",
    "before", "after", "left", "reason", "country", "role", "relation",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """What the graph says of a statement.

    `graph` says it in words, `statements` are the IRIs behind it, and `query` names a query with its arguments.
    """

    verdict: Verdict
    graph: str
    statements: tuple[str, ...] = ()
    query: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement by its place in the text, how it was read, and what was found.

    `who` is the sponsor that it is on, where it is on one.
    """

    start: int
    end: int
    kind: ClaimKind
    reads: str
    finding: Finding
    who: Mention | None = None

    @property
    def only_describes(self) -> bool:
        """Whether it says in passing what a sponsor makes or brings, so that it is left out beside other answers."""
        return self.kind == "category" and (" is in the category " in self.reads or ": a note tells of " in self.reads)
