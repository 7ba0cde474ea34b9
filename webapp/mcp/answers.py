"""The answers of the tools, typed. Assistants see their JSON Schemas."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from ontology.namespaces import DATASET_IRI

Basis = Literal["stated", "announced", "assumed", "unknown"]


class Release(BaseModel):
    """The state of the data behind an answer."""

    version: str = Field(description="Number of a release, such as 1.1, or of a build after it, such as 1.1+0ca31b17.")
    date: str | None = Field(description="The day as of which the data holds; “today” is never meant.")
    dataset: str = DATASET_IRI
    licence: str = "CC BY 4.0"


class Source(BaseModel):
    """A document that statements rest on."""

    id: str
    label: str
    publisher: str
    published: str
    url: str


class Evidence(BaseModel):
    """A row of the tables that an answer names, with the sources that are recorded for it."""

    statement: str
    sources: list[str] = Field(description="Identifiers of sources, which are in the member `sources`.")
    fromBasis: Basis | None = Field(default=None, description="What its first day rests on.")  # noqa: N815
    untilBasis: Basis | None = Field(default=None, description="What its last day rests on.")  # noqa: N815


class Answer(BaseModel):
    """What every answer has."""

    release: Release
    total: int = Field(description="How many items there are in all, on all pages.")
    offset: int = Field(description="How many items come before this page.")
    next: int | None = Field(description="The offset that gives the next page; null on the last one.")


class Cited(Answer):
    """An answer with sources."""

    citation: str = Field(description="How to cite this answer.")
    sources: list[Source] = Field(description="What is known of the sources that this page names.")


class Found(BaseModel):
    """A thing that has a name like the text."""

    id: str = Field(description="Its identifier (IRI), which the other tools take.")
    label: str
    kind: str
    note: str
    why: str = Field(description="Which of its other names was found, and what that name is to it.")
    page: str = Field(description="Kind and slug, as in the address of its page.")


class SearchAnswer(Answer):
    """Things by name."""

    near: bool = Field(description="Whether nothing has the text itself as a name, so that these only come close.")
    unknown: list[str] = Field(description="Words of the text that name nothing.")
    results: list[Found]


class Description(Cited):
    """What is stated about a thing, and about what concerns it."""

    id: str
    label: str
    page: str
    statements: list[dict[str, Any]] = Field(
        description="Each with subject, property, value, `basis` (what a date rests on; classification: this project's "
        "own; derived: by rules) and `sources`; null where no source is recorded."
    )


class QueryParameter(BaseModel):
    """Something that a named query asks for."""

    name: str
    types: list[str] = Field(description="Of which kind the value is; a slug, a name or an IRI will do for things.")
    description: str
    default: str | None
    required: bool


class NamedQuery(BaseModel):
    """A question that `ask` answers."""

    name: str
    title: str
    description: str
    subject: str
    parameters: list[QueryParameter]


class Queries(Answer):
    """Named queries."""

    queries: list[NamedQuery]


class Rows(Cited):
    """Rows of an answer. Things have `id` and `label`, days are ISO 8601 text, what is unbound is null."""

    columns: list[str]
    rows: list[dict[str, Any]]
    evidence: list[Evidence] = Field(description="The sources of each partnership, event … that the rows name.")
    note: str = Field(description="What to know before the answer is told to anybody.")


class NamedAnswer(Rows):
    """The answer to a named query."""

    query: str
    title: str
    parameters: dict[str, str]
    defaults: list[str] = Field(description="Parameters that nobody gave, which have their defaults.")
    countByBasis: dict[str, int] | None = Field(  # noqa: N815
        default=None, description="How many of all rows begin on a day of each basis."
    )


class SparqlAnswer(Rows):
    """The answer to a query in SPARQL."""

    hints: list[str] = Field(description="Terms in the query that the graph does not have, and what may be meant.")


class WordsAnswer(Answer):
    """The answer to a question in words, or why there is none."""

    question: str
    reads: str | None = Field(description="How the question was read; null where there is no answer.")
    query: str | None = Field(description="The named query behind it.")
    parameters: dict[str, str] | None
    columns: list[str] | None
    reason: str | None = Field(description="Why there is no answer.")
    rows: list[dict[str, Any]]
    alternatives: list[dict[str, Any]] = Field(description="Other readings; without an answer, what comes near.")


class CheckedStory(Answer):
    """The statements of a text, each with verdict, sources and the SPARQL it was compared with."""

    claims: list[dict[str, Any]]
