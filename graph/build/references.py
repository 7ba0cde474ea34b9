"""The check of references from one table to another. It knows what each may point to, and checks each in its cell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import Final, get_args

from rapidfuzz.distance import Indel

from graph.build.cell_types import WORLDWIDE, Code, Ref, items
from graph.build.codelists import code_lists, definitions
from graph.build.likely_keys import NEW_ROW, SHOWN, by_name, joined_keys, key_of
from graph.build.lost_keys import LostKeys, LostTiers, lost_keys, lost_tiers
from graph.build.problems import Kind, Problem
from graph.build.row_models import (
    AliasRow,
    IdentifierRow,
    PartnershipRow,
    PersonRow,
    ReplacedRow,
    ReportedValueRow,
    Row,
    StatisticRow,
    TierRow,
    UnsourcedRow,
)
from graph.build.sheet import Sheet
from graph.forms import country_of, meant, slug, word_of_scale
from graph.iris import is_slug
from graph.nearest import nearest
from graph.wording import alternatives

_NAME_COLUMNS: Final = ("name", "label", "title", "iso_alpha2", "iso_alpha3", "noc_code", "id", "url")
"""Columns by which a row may be meant where its key should stand."""

_RESERVED: Final = {"uk": "GB", "el": "GR"}
"""Codes that ISO 3166-1 reserves for countries with another one."""

_TARGETS: Final = {
    "category": Ref("categories"),
    "country": Ref("countries"),
    "organization": Ref("organizations"),
    "programme": Ref("programmes"),
    "games": Ref("games"),
    "person": Ref("people", "person"),
    **{table: Ref(table) for table in ("events", "organizations", "partnerships", "people")},
}
"""What `about` names, by `about_kind`, and `new_id`, by `table`."""

_KEYED: Final = ("organizations", "programmes", "games", "categories", "countries", "sources", "people", "events")
"""Tables with keys that may stand in a wrong column."""

_WORLD: Final = (WORLDWIDE, "world-wide", "world", "global", "all", "international")
"""What people write for no restriction to a territory."""

_NO_COUNTRY: Final = ("territory", WORLDWIDE)
"""A column with a value there that stands for no country."""

_IN_IDS: Final = {"partner": Ref("organizations"), "programme": Ref("programmes"), "person": Ref("people", "person")}
"""The keys in the columns of which ids consist."""

_SUBJECT_TABLES: Final = {"games": "games", "programme": "programmes"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that is no key of what its column points to."""

    column: str
    value: str
    expected: str
    kind: Kind


@dataclass(slots=True)
class References:
    """The keys of all tables, as they stand in the files.

    References into a table that is not readable are passed over: the row that they mean may be in it.
    """

    sheets: Mapping[str, Sheet]
    _names: dict[Ref, dict[str, str]] = field(default_factory=dict)
    _keys: dict[Ref, dict[str, None]] = field(default_factory=dict)
    _tiers: dict[str, dict[str, str]] = field(default_factory=dict)
    lost: dict[str, LostKeys] = field(default_factory=dict)
    """By table, the keys that other tables name and that it does not have."""

    lost_tiers: LostTiers = field(default_factory=LostTiers)
    _partners: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """By programme, each partner with those that hold a category together with it."""

    _programmes: dict[str, list[str]] = field(default_factory=dict)
    """The programmes that a figure may count tiers of, by themselves and by what stands for their Games."""

    _wholes: dict[str, str] = field(default_factory=dict)
    """By each programme, the one that it is a part of, or nothing; none of those where it is wrong."""

    def __post_init__(self) -> None:
        for row in (*self._rows("partnerships"), *self._rows("unsourced")):
            self._partners.setdefault(row["programme"], {}).setdefault(row["partner"], []).extend(
                items(row["joint_with"])
            )
        for ref, counts in self._counts().items():
            known = self._known(ref)
            found = lost_keys(ref, self.sheets[ref.table], counts, known)
            known |= dict.fromkeys((*found.renamed.values(), *found.gone))
            self.lost[ref.table] = found
        programmes = self._known(Ref("programmes"))
        for tier in self._rows("tiers"):
            # A tier of a misspelt programme counts as one of the right programme, so that it is one problem.
            programme = tier["programme"] if tier["programme"] in programmes else nearest(tier["programme"], programmes)
            self._tiers.setdefault(programme or "", {})[tier["tier"]] = tier["name"]
        for row in self._rows("programmes"):
            if row["part_of"] != row["id"] and row["part_of"] in {*programmes, ""}:
                self._wholes[row["id"]] = row["part_of"]
            for subject in {row["id"], *items(row["games"])}:
                self._programmes.setdefault(subject, []).append(row["id"])
        self.lost_tiers = lost_tiers(self._tiers, self._named_tiers())
        for (of, _), right in (*self.lost_tiers.renamed.items(), *((lost, lost[1]) for lost in self.lost_tiers.gone)):
            self._tiers[of][right] = right

    def problems(self, table: str) -> Iterator[Problem]:
        """Yield the problems of keys that other tables name and that a table does not have."""
        if table in self.lost:
            yield from self.lost[table].problems(self.sheets[table])
        if table == "tiers":
            yield from self.lost_tiers.problems(self.sheets[table])

    def wrong(self, row: type[Row], cells: Mapping[str, str]) -> list[Wrong]:
        """Return what is wrong in the references of a row, which need not be right otherwise."""
        found = [wrong for column, mark in marks(row) if cells[column] for wrong in self._cell(cells, column, mark)]
        depending = list(self._depending(row, cells, {wrong.column for wrong in found}))
        columns = {wrong.column for wrong in depending}
        return [wrong for wrong in found if wrong.column not in columns] + depending

    def _rows(self, table: str) -> list[Mapping[str, str]]:
        return [line.cells for line in self.sheets[table].lines]

    def _counts(self) -> dict[Ref, Counter[str]]:
        """Count how often each key is named, right or wrong."""
        counts: defaultdict[Ref, Counter[str]] = defaultdict(Counter)
        for name, sheet in self.sheets.items():
            rows = self._rows(name)
            for column, mark in marks(sheet.row):
                if isinstance(mark, Ref) and self.sheets[mark.table].readable:
                    for cell, times in Counter(map(itemgetter(column), rows)).items():
                        for value in items(cell):
                            if (column, value) != _NO_COUNTRY:
                                counts[mark][value] += times
        for row in (*self._rows("aliases"), *self._rows("identifiers")):
            if (target := _TARGETS.get(row["about_kind"])) and target in counts:
                counts[target][row["about"]] += 1
        return counts

    def _named_tiers(self) -> Counter[tuple[str, str]]:
        """Count how often each tier of a programme is named."""
        tables = [name for name, sheet in self.sheets.items() if _has_tier(sheet.row)]
        rows = (row for name in tables for row in self._rows(name) if row["tier"])
        return Counter((row["programme"], row["tier"]) for row in rows)

    def _depending(self, row: type[Row], cells: Mapping[str, str], bad: set[str]) -> Iterator[Wrong]:
        """Check the references that depend on another cell of the row."""
        if _has_tier(row) and "programme" not in bad:
            programme = cells["programme"]
            if other := self._other_programme(cells) if row in (PartnershipRow, UnsourcedRow) else None:
                yield Wrong("programme", programme, f"{other}, as id and tier say", Kind.REFERENCE)
                programme = other
            yield from self._tier(programme, cells["tier"])
        if row in (PartnershipRow, UnsourcedRow) and not bad & {"programme", "partner", "joint_with"}:
            yield from self._joint(cells)
        if columns := _columns_of_id(row):
            yield from self._id(row, cells, columns)
        if row is ReportedValueRow and "partnership" not in bad:
            yield from self._of_partnership(cells)
        if row is StatisticRow and cells["scope"] in _SUBJECT_TABLES:
            yield from self._cell(cells, "subject", Ref(_SUBJECT_TABLES[cells["scope"]]))
            yield from self._tier_of_subject(cells)
        if row in (AliasRow, IdentifierRow) and cells["about_kind"] in _kinds_of(row):
            yield from self._cell(cells, "about", _TARGETS[cells["about_kind"]])
        if row is ReplacedRow and cells["table"] in _TARGETS:
            yield from self._cell(cells, "new_id", _TARGETS[cells["table"]])

    def _cell(self, cells: Mapping[str, str], column: str, mark: Ref | Code) -> Iterator[Wrong]:
        cell = cells[column]
        if isinstance(mark, Code):
            if cell and cell not in code_lists()[mark.scheme]:
                yield Wrong(column, cell, one_of(code_lists()[mark.scheme], cell, mark.scheme), Kind.CODE)
            return
        target = self.sheets[mark.table]
        if not (target.readable and target.lines) or (column, cell) == _NO_COUNTRY:
            return  # that a table has no rows is said once
        known = self._known(mark)
        if not cell or cell in known:
            return
        values = items(cell)
        if column == "territory" and WORLDWIDE in values:
            yield Wrong(column, cell, f"{WORLDWIDE} alone, or the codes of the countries without it", Kind.VALUE)
            return
        unknown = [value for value in values if value and value not in known]
        if len(values) == 1 and unknown and (joined := joined_keys(cell, known)):
            yield Wrong(column, cell, f"keys of {mark.table}.csv, joined by ';'{meant(joined, cell)}", Kind.REFERENCE)
            return
        for value in unknown:
            what = self._key_of(mark, value, column, items(cells.get("programmes") or cells.get("programme", "")))
            yield Wrong(column, value, what + (self._elsewhere(value) if NEW_ROW in what else ""), Kind.REFERENCE)

    def _elsewhere(self, value: str) -> str:
        """Say of which other table a value is a key, where there is one."""
        tables = [name for name in _KEYED if any(row["id"] == value for row in self._rows(name))]
        return f" ({value} is a key of {tables[0]}.csv)" if tables else ""

    def _tier(self, programme: str, tier: str) -> Iterator[Wrong]:
        known = self._tiers.get(programme, {})
        if tier and tier not in known and self.sheets["tiers"].readable:
            where = f"tiers.csv for the programme {programme}"
            yield Wrong("tier", tier, key_of(where, tier, known, by_name(known.items())), Kind.REFERENCE)

    def _other_programme(self, cells: Mapping[str, str]) -> str | None:
        """Return the programme that both the id of a partnership and its tier have, where the cell has another."""
        programme, _, partner = cells["id"].partition("--")
        other = programme != cells["programme"] and cells["tier"] not in self._tiers.get(cells["programme"], {})
        right = partner.partition("--")[0] == cells["partner"] and cells["tier"] in self._tiers.get(programme, {})
        return programme if other and right else None

    def _id(self, row: type[Row], cells: Mapping[str, str], columns: tuple[str, ...]) -> Iterator[Wrong]:
        """Find the id of a row that has another thing in one column, where either may be wrong."""
        parts = re.sub(r"--\d+$", "", cells["id"]).split("--")
        if len(parts) != len(columns):
            return
        other = [(column, part) for column, part in zip(columns, parts, strict=True) if cells[column] != part]
        if len(other) == 1 and not (row is not PersonRow and self._other_programme(cells)):
            ((column, part),) = other
            if {part, cells[column]} <= self._known(_IN_IDS[column]).keys():
                what = f"{'--'.join(cells[one] for one in columns)}; or {part} in {column}, as the id says"
                yield Wrong("id", cells["id"], what, Kind.VALUE)

    def _joint(self, cells: Mapping[str, str]) -> Iterator[Wrong]:
        """Check that those with whom a partner holds its category are partners of the programme, too."""
        partners = self._partners[cells["programme"]]
        named = items(cells["joint_with"])
        joint = [other for other, others in partners.items() if cells["partner"] in others]
        strangers = [other for other in named if other not in partners]
        for other in strangers:
            what = f"a partner of {cells['programme']}, which its row names in turn{meant(' or '.join(joint), other)}"
            yield Wrong("joint_with", other, what, Kind.REFERENCE)
        silent = [other for other in joint if other not in partners[cells["partner"]]]
        if silent and not strangers:
            names = f"{silent[0]} names this partner as a joint holder"
            what = f"{';'.join([*named, *silent])}: {names}; or the row of {silent[0]} without this one"
            yield Wrong("joint_with", cells["joint_with"], what, Kind.REFERENCE)

    def _of_partnership(self, cells: Mapping[str, str]) -> Iterator[Wrong]:
        """Check that a row about a partnership names its programme and its partner, if any."""
        if not cells["partnership"]:
            return
        programme, partner = cells["partnership"].split("--")[:2]
        whole = self._wholes.get(programme)
        if whole is None:
            return
        named = whole if cells["programme"] == whole else programme
        stem = f"{cells['programme']}--{cells['partner'] or partner}"
        other = [
            (column, right)
            for column, right in (("programme", named), ("partner", partner))
            if cells[column] not in ("", right)
        ]
        if stem == f"{named}--{partner}":
            return
        if cells["partner"] and stem in self._known(Ref("partnerships")):
            ways = " and ".join(f"{right} in {column}" for column, right in other)
            what = f"the partnership of this partner and programme{meant(stem, cells['partnership'])}; or {ways}"
            yield Wrong("partnership", cells["partnership"], what, Kind.REFERENCE)
            return
        for column, right in other:
            yield Wrong(column, cells[column], f"{right}, as the partnership says", Kind.REFERENCE)

    def _tier_of_subject(self, cells: Mapping[str, str]) -> Iterator[Wrong]:
        """Check the tier that a figure counts: one of the programme, or of a programme of the Games."""
        tier, found = cells["tier"], self._programmes.get(cells["subject"], [])
        if not (tier and found and self.sheets["tiers"].readable):
            return
        if cells["scope"] == "games":
            found = [*found, *self._without_games()]
        tiers = {tier: name for programme in found for tier, name in self._tiers.get(programme, {}).items()}
        if tier not in tiers:
            where = f"tiers.csv for a programme of {cells['subject']}"
            yield Wrong("tier", tier, key_of(where, tier, tiers, by_name(tiers.items())), Kind.REFERENCE)

    def _without_games(self) -> Iterator[str]:
        """Yield the programmes of Games that are misspelt; any Games may be meant."""
        known = {*self._known(Ref("games")), *self._known(Ref("programmes"))}
        for subject, programmes in self._programmes.items():
            if subject not in known:
                yield from programmes

    def _known(self, ref: Ref) -> dict[str, None]:
        """Return the keys that a reference may name; ids that are wrong themselves count as written rightly, too."""
        if ref not in self._keys:
            rows = self._rows(ref.table)
            keys = [row[ref.by] for row in rows if row[ref.by]]
            if ref.by == "iso_alpha2":
                keys += [country_of(row["iso_alpha3"]) or "" for row in rows]
            else:
                keys += [slug(key) for key in keys if not is_slug(key)]
            keys += list(_stems(rows)) if ref.table == "partnerships" else []
            self._keys[ref] = dict.fromkeys(keys)
        return self._keys[ref]

    def _key_of(self, ref: Ref, value: str, column: str, programmes: Iterable[str]) -> str:
        if ref not in self._names:
            rows = self._rows(ref.table)
            texts = [(row[ref.by], row[column]) for column in _NAME_COLUMNS for row in rows if row.get(column)]
            aliases = (row for row in self._rows("aliases") if _TARGETS.get(row["about_kind"]) == ref)
            replaced = (row for row in self._rows("replaced") if _TARGETS.get(row["table"]) == ref)
            texts += [(row["about"], row["alias"]) for row in aliases]
            self._names[ref] = by_name([*texts, *((row["new_id"], row["old_id"]) for row in replaced)])
        where = f"{ref.table}.csv" + ("" if ref.by == "id" else f", column {ref.by}")
        others = _RESERVED if ref.by == "iso_alpha2" else {}
        if column == "territory":
            where, others = f"{where}, or {WORLDWIDE}", others | dict.fromkeys(_WORLD, WORLDWIDE)
        known = self._known(ref)
        names = {name: key for name, key in self._names[ref].items() if key in known}
        if ref.table == "partnerships" and (likely := self._partnerships_of(slug(value), programmes)):
            return f"a key of {where}{meant(alternatives(likely), value)}"
        return key_of(where, value, known, others | names)

    def _partnerships_of(self, partner: str, programmes: Iterable[str]) -> list[str]:
        """Return the partnerships that may be meant by their partner, in the programmes that the row names."""
        keys = [key.split("--") for key in self._known(Ref("partnerships"))]
        known = [key for key in keys if partner == key[1]]
        within = [key for key in known if {key[0], self._wholes.get(key[0])}.intersection(programmes)]
        likely = within or known
        return ["--".join(key) for key in likely] if len(likely) <= SHOWN else []


def one_of(values: Iterable[str], value: str, scheme: str = "") -> str:
    """Say which values a closed list has, such as a code list, and which of them was probably meant."""
    values = sorted(values)
    of = f"of the code list {scheme}" if scheme else "of"
    return f"one {of}{':' if scheme else ''} {', '.join(values)}{meant(_code_for(value, values, scheme), value)}"


def _code_for(value: str, values: list[str], scheme: str) -> str | None:
    """Return the value of a closed list that was probably meant: by spelling, or by a word of its definition."""
    likely = nearest(value, values)
    if likely and (slug(value) in slug(likely) or Indel.normalized_similarity(slug(value), slug(likely)) >= _LIKE):
        return likely
    if (scale := word_of_scale(value)) in values:
        return scale
    words = [word for word in re.findall(r"\w+", value.lower()) if len(word) > _SHORT]
    fitting = [
        code
        for code, text in definitions().get(scheme, {}).items()
        if any(own.startswith(word) for word in words for own in re.findall(r"\w+", _DENIED.sub("", text.lower())))
    ]
    return fitting[0] if len(fitting) == 1 else None


_LIKE: Final = 0.8
"""How alike two words must be, from 0 to 1, for one to be written for the other."""

_DENIED: Final = re.compile(r"\b(?:never|not|no) \w+")
"""What a definition says that a value is not."""

_SHORT: Final = 3
"""Letters of words that say too little to find a definition by."""


def _stems(partnerships: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Yield the ids that partnerships with another one should have."""
    for row in partnerships:
        stem = f"{row['programme']}--{row['partner']}"
        if not row["id"].startswith(stem):
            yield stem


@cache
def _kinds_of(row: type[Row]) -> tuple[str, ...]:
    """Return the kinds of things that a row may be about."""
    return get_args(row.model_fields["about_kind"].annotation)


@cache
def _columns_of_id(row: type[Row]) -> tuple[str, ...]:
    """Return the columns of which an id consists, but the number at its end; none where it has a form of its own."""
    deal = row in (PartnershipRow, UnsourcedRow)
    return ("programme", "partner") if deal else ("person",) if row is PersonRow else ()


@cache
def _has_tier(row: type[Row]) -> bool:
    """Tell whether a row names a tier of the programme that it names."""
    return {"tier", "programme"} <= set(row.model_fields) and row is not TierRow


@cache
def marks(row: type[Row]) -> tuple[tuple[str, Ref | Code], ...]:
    """Return the columns of a row that are references or codes, each with what it points to."""
    return tuple(
        (name, mark)
        for name, info in row.model_fields.items()
        for mark in info.metadata
        if isinstance(mark, Ref | Code)
    )
