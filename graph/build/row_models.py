"""The row models: the columns of each table, in order.

They have types, references and rules. `graph/data/README.md` tells them to people; a test holds the two together.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from graph.build.cell_types import (
    Alpha2,
    Alpha2s,
    Alpha3,
    Amount,
    Code,
    Count,
    Currency,
    Date,
    Language,
    Maybe,
    Original,
    Ref,
    ScaledAmount,
    Slug,
    Slugs,
    SomeSlugs,
    Sources,
    Territory,
    Text,
    Texts,
    Url,
    Version,
    YearSpan,
)
from graph.build.identifier_forms import misfit
from graph.dates import PartialDate
from graph.forms import alpha3_of, country_of, meant

Organization = Ref("organizations")
Country = Ref("countries", by="iso_alpha2")
SourceIds = Annotated[Sources, Ref("sources")]
MaybeSourceIds = Annotated[Slugs, Ref("sources")]
"""The sources of a statement that may have none recorded."""


_SCALED_TWICE = 1_000_000
"""An amount beside a scale that is probably written out in full."""

_QUADRENNIUM = 4
"""Years from one Games of the Olympiad to the next."""

_WITHOUT_SCALE = 1_000
"""An amount below which a report of money was probably meant in millions."""

_SMALL_MONEY = date(1950, 1, 1)
"""The day from which on nobody reports so little."""


class Row(BaseModel):
    """One fact. `line` is the line of its file on which the row begins, the header being line 1."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    key: ClassVar[tuple[str, ...]] = ("id",)
    """The columns that together must be unique in the table."""

    unique: ClassVar[tuple[str, ...]] = ()
    """Other columns whose values, where there are any, must be unique in the table."""

    line: int

    def _in_order(self, first: str, last: str) -> None:
        """Require that the date in column `first` can lie before the one in `last`."""
        start: PartialDate | None = getattr(self, first)
        end: PartialDate | None = getattr(self, last)
        if start and end and start.first_day > end.last_day:
            raise _wrong(last, f"a date not before {first}, which is {start.text}")

    def _year(self, column: str) -> None:
        """Require that the date in a column is no more precise than a year."""
        text: str = getattr(self, column).text
        if len(text) != len("YYYY"):
            raise _wrong(column, f"a year as YYYY{meant(text[:4], text)}")

    def _numbered(self, stem: str, *rests_on: str) -> None:
        """Require an id that is `stem`, or that ends in the number of a further row."""
        own: str = getattr(self, "id")  # noqa: B009 - not every row has one
        if own != stem and not re.fullmatch(re.escape(stem) + r"--[1-9]\d*", own):
            raise _wrong("id", f"{stem}, or {stem}--2 and so on for further rows of the same", *rests_on)


def _wrong(column: str, what: str, *rests_on: str) -> PydanticCustomError:
    """Return the error of a column; it says nothing where one of the columns that it rests on is wrong itself."""
    return PydanticCustomError("expected", "{what}", {"what": what, "column": column, "rests_on": rests_on})


@cache
def takes(row: type[Row], column: str, text: str) -> bool:
    """Tell whether a column of such rows takes a text, whatever stands in the other cells."""
    info = row.model_fields[column]
    whole: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    try:
        TypeAdapter(whole, config={"arbitrary_types_allowed": True}).validate_python(text)
    except ValidationError:
        return False
    return True


class CountryRow(Row):
    """A country or territory; its ISO codes and its National Olympic Committee's code, which differ."""

    unique: ClassVar[tuple[str, ...]] = ("iso_alpha2", "iso_alpha3", "noc_code")

    id: Slug
    name: Text
    iso_alpha2: Alpha2
    iso_alpha3: Alpha3
    noc_code: Maybe[Alpha3]
    continent: Literal["Africa", "Antarctica", "Asia", "Europe", "North America", "Oceania", "South America"]

    @model_validator(mode="after")
    def _check(self) -> Self:
        right = country_of(self.iso_alpha3)
        if right not in (None, self.iso_alpha2):
            raise _wrong("iso_alpha2", f"{right}, of {self.iso_alpha3}", "iso_alpha3")
        codes = alpha3_of(self.iso_alpha2)
        if right is None and codes and self.iso_alpha3[0] != "X":  # with which codes begin that users may assign
            raise _wrong("iso_alpha3", f"{' or '.join(codes)}, of {self.iso_alpha2}", "iso_alpha2")
        return self


class OrganizationRow(Row):
    """A company, governing body, organising committee, National Olympic Committee, public body …."""

    id: Slug
    name: Text
    kind: Annotated[Slug, Code("organization-kind")]
    country: Annotated[Maybe[Alpha2], Country]
    homepage: Maybe[Url]
    note: Maybe[Text]
    sources: MaybeSourceIds


PARENTS = frozenset({"parent", "acquired-by", "division-of", "joint-venture-of"})
SUCCESSORS = frozenset({"successor", "merged-into", "renamed-to"})
"""The kinds of relations between organizations that `op:parent` and `op:successor` stand for."""


class RelationRow(Row):
    """A relation of an organization to another one, such as its parent or its successor."""

    key: ClassVar[tuple[str, ...]] = ("organization", "relation", "other")

    organization: Annotated[Slug, Organization]
    relation: Annotated[Slug, Code("organization-relation")]
    other: Annotated[Slug, Organization]
    start: Maybe[Date]
    end: Maybe[Date]
    note: Maybe[Text]
    sources: MaybeSourceIds

    @model_validator(mode="after")
    def _check(self) -> Self:
        self._in_order("start", "end")
        if self.other == self.organization:
            raise _wrong("other", "another organization than the one that the row is about")
        return self


class IdentifierRow(Row):
    """What another register calls something of ours."""

    key: ClassVar[tuple[str, ...]] = ("about_kind", "about", "scheme", "value")

    about_kind: Literal["organization", "games", "person", "country", "category"]
    about: Slug
    scheme: Annotated[Slug, Code("identifier-scheme")]
    value: Text
    status: Annotated[Slug, Code("identifier-status")]
    source: Annotated[Sources, Ref("sources")]
    note: Maybe[Text]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if right := misfit(self.scheme, self.value):
            raise _wrong("value", right, "scheme")
        return self


class CategoryRow(Row):
    """A product field; without `broader` it is a group."""

    id: Slug
    label: Text
    broader: Annotated[Maybe[Slug], Ref("categories")]
    scope_note: Maybe[Text]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.broader == self.id:
            raise _wrong("broader", "another category than the row itself")
        return self


class SourceRow(Row):
    """A document that statements rest on."""

    unique: ClassVar[tuple[str, ...]] = ("url",)

    id: Slug
    title: Text
    publisher: Maybe[Text]
    url: Maybe[Url]
    published: Maybe[Date]
    language: Language
    title_language: Maybe[Language]
    kind: Annotated[Slug, Code("source-kind")]
    copy_of: Maybe[Original]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.published and self.published.is_ahead:
            raise _wrong("published", "a date that has come already")
        return self


class GamesRow(Row):
    """One edition of Games; several cities and countries where the hosting moved or is shared."""

    id: Slug
    name: Text
    season: Annotated[Slug, Code("season")]
    ordinal: Maybe[Count]
    year: Date
    city: Texts
    country: Annotated[Alpha2s, Country]
    opening: Maybe[Date]
    closing: Maybe[Date]
    ocog: Annotated[Maybe[Slug], Organization]
    nations: Maybe[Count]
    athletes: Maybe[Count]
    events: Maybe[Count]
    status: Annotated[Slug, Code("games-status")]
    sources: SourceIds

    @model_validator(mode="after")
    def _check(self) -> Self:
        self._in_order("opening", "closing")
        for column in ("opening", "closing"):
            day: PartialDate | None = getattr(self, column)
            if day and len(day.text) != len("YYYY-MM-DD"):
                raise _wrong(column, "a day as YYYY-MM-DD")
        self._year("year")
        year, _, season = self.id.partition("-")
        if not re.fullmatch(r"\d{4}", year):
            raise _wrong("id", f"{self.year.text}-{self.season}, of year and season", "year", "season")
        if year != self.year.text:
            raise _wrong("year", f"{year}, as the id says", "id")
        if not f"{season}-".startswith(f"{self.season}-"):
            raise _wrong("season", f"{season}, as the id says", "id")
        late = str(int(self.year.text) + 1)
        if self.opening and self.opening.text[:4] not in (self.year.text, late):
            raise _wrong("opening", f"a day of {self.year.text}, or of {late} if they were put off", "year")
        if self.status == "completed" and self.year.is_ahead:
            raise _wrong("status", f"scheduled, since {self.year.text} has not come", "year")
        return self


class ProgrammeRow(Row):
    """A sponsorship programme; a term of TOP is `part_of` TOP."""

    id: Slug
    name: Text
    kind: Annotated[Slug, Code("programme-kind")]
    part_of: Annotated[Maybe[Slug], Ref("programmes")]
    owner: Annotated[Slug, Organization]
    games: Annotated[Slugs, Ref("games")]
    start: Maybe[Date]
    end: Maybe[Date]
    note: Maybe[Text]

    @model_validator(mode="after")
    def _check(self) -> Self:
        self._in_order("start", "end")
        if self.kind == "term" and self.part_of is None:
            raise _wrong("part_of", "the programme that this is a term of, such as top")
        if self.part_of and self.kind != "term":
            raise _wrong("part_of", "no programme, unless kind is term", "kind")
        if self.part_of == self.id:
            raise _wrong("part_of", "another programme than the row itself")
        own = self.id.removesuffix("-domestic")
        if own != self.id and self.games and own not in self.games:
            raise _wrong("games", f"{own} among them, as the id says", "id")
        return self


class TierRow(Row):
    """A level of a programme, named as the organiser named it; rank 1 is the highest."""

    key: ClassVar[tuple[str, ...]] = ("programme", "tier")

    programme: Annotated[Slug, Ref("programmes")]
    tier: Slug
    rank: Maybe[Count]
    name: Text
    plural: Text


class _PartnershipColumns(Row):
    """The columns of a partnership, as far as they are known."""

    id: Slug
    partner: Annotated[Slug, Organization]
    programme: Annotated[Slug, Ref("programmes")]
    tier: Maybe[Slug]
    category_official: Maybe[Text]
    categories: Annotated[SomeSlugs, Ref("categories")]
    start: Maybe[Date]
    end: Maybe[Date]
    announced: Maybe[Date]
    territory: Annotated[Maybe[Territory], Country]
    joint_with: Annotated[Slugs, Organization]
    status: Annotated[Maybe[Slug], Code("status")]
    end_reason: Annotated[Maybe[Slug], Code("end-reason")]
    remit_to: Annotated[Slugs, Organization]
    roles: Slugs
    evidence: Maybe[Text]
    sources: MaybeSourceIds

    @model_validator(mode="after")
    def _check_partnership(self) -> Self:
        self._in_order("start", "end")
        self._numbered(f"{self.programme}--{self.partner}", "programme", "partner")
        if self.partner in self.joint_with:
            raise _wrong("joint_with", "the other holders only, not the partner of the row itself")
        if self.partner in self.remit_to:
            raise _wrong("remit_to", "another than the partner of the row itself")
        over = self.status in ("completed", "terminated")
        if self.end_reason and not over:
            raise _wrong("end_reason", "no reason, unless status is completed or terminated")
        if self.remit_to and self.status and not over:
            raise _wrong("remit_to", "nobody, unless status is completed or terminated", "status")
        if self.announced and self.announced.is_ahead:
            raise _wrong("announced", "a date that has come already")
        if self.status == "active" and self.start and self.start.is_ahead:
            raise _wrong("status", f"announced, since it starts {self.start.text}", "start")
        return self


class PartnershipRow(_PartnershipColumns):
    """One partner in one programme (for TOP: one term), in one product category or several, the main one first."""

    territory: Annotated[Territory, Country]
    status: Annotated[Slug, Code("status")]
    evidence: Text
    sources: SourceIds


class UnsourcedRow(_PartnershipColumns):
    """A partnership that is known but for which no source was seen; never published, a to-do list."""

    @model_validator(mode="after")
    def _check_unsourced(self) -> Self:
        if self.sources:
            raise _wrong("sources", "no source here: a partnership with a source belongs in partnerships.csv")
        return self


class PersonRow(Row):
    """A person in a role; several rows a person, who is named by `person`."""

    id: Slug
    person: Slug
    name: Text
    role: Text
    organization: Annotated[Maybe[Slug], Organization]
    start: Maybe[Date]
    end: Maybe[Date]
    sources: SourceIds

    @model_validator(mode="after")
    def _check(self) -> Self:
        self._numbered(self.person, "person")
        self._in_order("start", "end")
        return self


class EventRow(Row):
    """An announcement, signing, renewal, termination …."""

    id: Slug
    date: Maybe[Date]
    place: Maybe[Text]
    country: Annotated[Maybe[Alpha2], Country]
    kind: Annotated[Slug, Code("event-kind")]
    organizations: Annotated[Slugs, Organization]
    people: Annotated[Slugs, Ref("people", by="person")]
    programmes: Annotated[Slugs, Ref("programmes")]
    partnerships: Annotated[Slugs, Ref("partnerships")]
    title: Text
    sources: SourceIds


class ContributionRow(Row):
    """What a partner brings, or, without a partner, what the programme's partners bring as a body."""

    id: Slug
    partner: Annotated[Maybe[Slug], Organization]
    programme: Annotated[Slug, Ref("programmes")]
    kind: Annotated[Slug, Code("contribution-kind")]
    description: Text
    sources: SourceIds


class CoverageRow(Row):
    """A Games that a partner's agreement in a programme is stated to cover."""

    key: ClassVar[tuple[str, ...]] = ("partner", "programme", "games")

    partner: Annotated[Slug, Organization]
    programme: Annotated[Slug, Ref("programmes")]
    games: Annotated[Slug, Ref("games")]
    sources: SourceIds


class ReportedValueRow(Row):
    """Money as somebody reported it, about a partnership, a partner, a tier, or the programme as a whole."""

    id: Slug
    partnership: Annotated[Maybe[Slug], Ref("partnerships")]
    partner: Annotated[Maybe[Slug], Organization]
    programme: Annotated[Slug, Ref("programmes")]
    tier: Maybe[Slug]
    amount: Amount
    currency: Maybe[Currency]
    basis: Annotated[Slug, Code("value-basis")]
    years: Maybe[YearSpan]
    reported_by: Text
    evidence: Text
    sources: SourceIds

    @model_validator(mode="after")
    def _check(self) -> Self:
        recent = self.years is None or self.years.end.last_day >= _SMALL_MONEY
        if recent and self.amount < _WITHOUT_SCALE:
            meant_so = f"{self.amount * SCALES['million']:f}".partition(".")[0]
            raise _wrong("amount", f"the whole amount, such as {meant_so} for {self.amount:f} million")
        return self


SCALES = {"one": Decimal(1), "million": Decimal(10**6), "billion": Decimal(10**9)}


class StatisticRow(Row):
    """A published figure about a Games, a programme, a quadrennium or a year."""

    id: Slug
    scope: Literal["games", "programme", "quadrennium", "year"]
    subject: Slug
    measure: Annotated[Slug, Code("indicator")]
    tier: Maybe[Slug]
    amount: ScaledAmount
    qualifier: Annotated[Maybe[Slug], Code("qualifier")]
    currency: Maybe[Currency]
    unit_scale: Literal["one", "million", "billion"]
    period_start: Date
    period_end: Date
    as_of: Maybe[Date]
    evidence: Text
    sources: SourceIds

    @model_validator(mode="after")
    def _check(self) -> Self:
        for column in ("period_start", "period_end"):
            self._year(column)
        self._in_order("period_start", "period_end")
        start = self.period_start.text
        forms = {"year": (start, start), "quadrennium": (rf"{start}-\d{{4}}", f"{start}-YYYY")}
        pattern, form = forms.get(self.scope, (".*", ""))
        if not re.fullmatch(pattern, self.subject):
            raise _wrong("subject", f"{form}, the {self.scope} that begins with period_start")
        if self.scope == "quadrennium" and int(start) % _QUADRENNIUM != 1:
            first = (int(start) - 1) // _QUADRENNIUM * _QUADRENNIUM + 1
            raise _wrong("subject", f"an Olympiad of the IOC, such as {first}-{first + _QUADRENNIUM - 1}")
        if self.unit_scale != "one" and self.amount >= _SCALED_TWICE:
            raise _wrong("amount", f"how many {self.unit_scale}s, as unit_scale says, or unit_scale one", "unit_scale")
        if self.unit_scale == "one" and not self.currency and self.amount % 1:
            raise _wrong("amount", "a whole number, since unit_scale is one and there is no currency", "unit_scale")
        if self.as_of and self.as_of.is_ahead and self.qualifier not in ("forecast", "target"):
            raise _wrong("as_of", "a date that has come already, or qualifier forecast or target", "qualifier")
        return self


_LETTERS = {"ja": re.compile("[\u3041-\u3096\u30a1-\u30fa]"), "ko": re.compile("[\uac00-\ud7a3]")}
"""Letters that no other language has, by the language."""


class AliasRow(Row):
    """Another name of an organization, a programme, a Games or a person."""

    key: ClassVar[tuple[str, ...]] = ("about_kind", "about", "alias", "language", "kind")

    about_kind: Literal["organization", "programme", "games", "person"]
    about: Slug
    alias: Text
    language: Maybe[Language]
    kind: Literal["name", "short", "former", "brand", "transliteration", "other"]

    @model_validator(mode="after")
    def _check(self) -> Self:
        for language, letters in _LETTERS.items():
            if self.language and letters.search(self.alias) and self.language.partition("-")[0] != language:
                raise _wrong("language", f"{language}, of which the alias has letters", "alias")
        return self


class ReleaseRow(Row):
    """A numbered state of the data."""

    key: ClassVar[tuple[str, ...]] = ("version",)

    version: Version
    date: Date
    summary: Text


class ReplacedRow(Row):
    """An id that was merged into another one; its address leads there for ever."""

    key: ClassVar[tuple[str, ...]] = ("table", "old_id")

    table: Literal["events", "organizations", "partnerships", "people", "person"]
    old_id: Slug
    new_id: Slug
    reason: Text


class WithdrawnRow(Row):
    """An id that is no longer published and has no successor."""

    key: ClassVar[tuple[str, ...]] = ("table", "id")

    table: Literal["organizations", "tiers"]
    id: Slug
    reason: Text

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.table == "tiers" and "--" not in self.id:
            raise _wrong("id", f"programme and tier, such as 2028-summer-domestic--{self.id}", "table")
        return self
