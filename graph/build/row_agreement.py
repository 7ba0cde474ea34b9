"""The checks that rows agree with those of other tables.

They are on programmes, periods, announcements, places and parents.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from typing import Final

from graph.build.cell_types import items
from graph.build.problems import Kind, Problem
from graph.build.row_models import PARENTS, SUCCESSORS
from graph.build.sheet import Line, Sheet
from graph.dates import PartialDate

_ANNOUNCEMENT: Final = "announcement"
_OVER: Final = ("completed", "terminated")


def disagreements(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Find the rows that contradict a row of another table, or the other rows of their own."""
    programmes = {line.cells["id"]: line.cells for line in sheets["programmes"].lines}
    partnerships = {
        line.cells["id"]: line.cells for table in ("partnerships", "unsourced") for line in sheets[table].lines
    }
    newest = PartialDate.find(max((line.cells["published"] for line in sheets["sources"].lines), default=""))
    for table in ("partnerships", "unsourced"):
        yield from _parts(sheets[table], programmes)
        yield from _ended(sheets[table], programmes)
        yield from _still_active(sheets[table], programmes, newest)
    yield from _agreed(sheets["games_covered"], sheets["contributions"], programmes, partnerships)
    yield from _events(sheets["events"], programmes, partnerships)
    yield from _places(sheets["events"])
    yield from _with_country(sheets["events"], "place", sheets["countries"])
    yield from _with_country(sheets["games"], "city", sheets["countries"])
    for relations in (PARENTS, SUCCESSORS):
        yield from _circles(sheets["organization_relations"], relations)
    yield from _groups(sheets["categories"])
    yield from _older_sources(sheets)
    yield from _held(sheets["games"], newest)


_DATED: Final = (("partnerships", "announced"), ("events", "date"), ("statistics", "as_of"))
"""Tables of what became known on a day, with the column of the day."""


def _older_sources(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Find what became known after all its sources were published."""
    published = {line.cells["id"]: PartialDate.find(line.cells["published"]) for line in sheets["sources"].lines}
    for table, column in _DATED:
        for line in sheets[table].lines:
            day = PartialDate.find(line.cells[column])
            dates = [published.get(key) for key in items(line.cells["sources"])]
            if day and dates and all(date and date.last_day < day.first_day for date in dates):
                what = f"a source that is not older than {column}, {day.text}; or another date"
                yield sheets[table].problem(line, "sources", line.cells["sources"], what, Kind.DATE)


def _parts(sheet: Sheet, programmes: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    """Find the partnerships in a programme that has parts, one of which is meant."""
    parts = defaultdict(list)
    for key, cells in programmes.items():
        parts[cells["part_of"]].append(key)
    for line in sheet.lines:
        programme = line.cells["programme"]
        if within := parts.get(programme):
            what = f"the part of {programme} that it belongs to, such as {max(within)}"
            yield sheet.problem(line, "programme", programme, what, Kind.VALUE)


def _ended(sheet: Sheet, programmes: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    """Find the partnerships that are completed before their end."""
    for line in sheet.lines:
        cells = line.cells
        end = PartialDate.find(cells["end"] or programmes.get(cells["programme"], {}).get("end", ""))
        if cells["status"] in _OVER and end and end.is_ahead:
            what = f"active or announced, since it goes on until {end.text}; or the end that it had"
            yield sheet.problem(line, "status", cells["status"], what, Kind.VALUE)


def _still_active(
    sheet: Sheet, programmes: Mapping[str, Mapping[str, str]], newest: PartialDate | None
) -> Iterator[Problem]:
    """Find the partnerships that go on though they had ended when the newest source was published.

    The tables are as of that day. A day that comes does not make a right row wrong.
    """
    for line in sheet.lines:
        status = line.cells["status"]
        end = PartialDate.find(line.cells["end"] or programmes.get(line.cells["programme"], {}).get("end", ""))
        if status in {"active", "announced"} and end and newest and end.last_day < newest.first_day:
            yield sheet.problem(
                line, "status", status, f"completed or terminated, since it ended {end.text}", Kind.VALUE
            )


def _held(games: Sheet, newest: PartialDate | None) -> Iterator[Problem]:
    """Find the Games that are scheduled though they had closed when the newest source was published."""
    for line in games.lines:
        closing = PartialDate.find(line.cells["closing"])
        if line.cells["status"] == "scheduled" and closing and newest and closing.last_day < newest.first_day:
            what = f"completed or cancelled, since they closed on {closing.text}"
            yield games.problem(line, "status", "scheduled", what, Kind.VALUE)


def _agreed(
    covered: Sheet,
    contributions: Sheet,
    programmes: Mapping[str, Mapping[str, str]],
    partnerships: Mapping[str, Mapping[str, str]],
) -> Iterator[Problem]:
    """Find the Games covered and the contributions made by an agreement that is in no table."""
    agreed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for cells in partnerships.values():
        for partner in (cells["partner"], *items(cells["joint_with"])):
            for whole in _wholes(cells["programme"], programmes):
                agreed[partner, whole].append(cells["programme"])
    for sheet in (covered, contributions):
        for line in sheet.lines:
            partner, programme = line.cells["partner"], line.cells["programme"]
            if partner and programme in programmes and (partner, programme) not in agreed:
                what = f"a programme in which {partner} has a partnership"
                yield sheet.problem(line, "programme", programme, what, Kind.REFERENCE)
    for line in covered.lines:
        partner, programme, games = (line.cells[column] for column in ("partner", "programme", "games"))
        parts = agreed.get((partner, programme), ())
        if parts and programme not in parts and not any(games in items(programmes[part]["games"]) for part in parts):
            what = f"Games of a part of {programme} in which {partner} has a partnership"
            yield covered.problem(line, "games", games, what, Kind.REFERENCE)


def _events(
    sheet: Sheet, programmes: Mapping[str, Mapping[str, str]], partnerships: Mapping[str, Mapping[str, str]]
) -> Iterator[Problem]:
    """Find the events without anybody, those of other programmes, and those before what they announce."""
    for line in sheet.lines:
        cells = line.cells
        if not (cells["organizations"] or cells["people"]):
            what = "an organization that took part, or people who did"
            yield sheet.problem(line, "organizations", "", what, Kind.VALUE)
        named = set(items(cells["programmes"]))
        for key in items(cells["partnerships"]):
            partnership = partnerships.get(key)
            if partnership is None:
                continue
            wholes = _wholes(partnership["programme"], programmes)
            if named and named.isdisjoint(wholes):
                what = f"the programme of {key}, which is {wholes[0]}"
                yield sheet.problem(line, "programmes", cells["programmes"], what, Kind.VALUE)
            announced = partnership["announced"]
            if cells["kind"] == _ANNOUNCEMENT and announced and cells["date"] < announced[: len(cells["date"])]:
                what = f"a date not before {announced}, when {key} was announced; one of the two is wrong"
                yield sheet.problem(line, "date", cells["date"], what, Kind.DATE)


def _wholes(programme: str, programmes: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return a programme and those that it is part of, from within."""
    found: list[str] = []
    while programme in programmes and programme not in found:
        found.append(programme)
        programme = programmes[programme]["part_of"]
    return found


def _places(sheet: Sheet) -> Iterator[Problem]:
    """Find the events in a place that others have in another country."""
    countries: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in sheet.lines:
        if line.cells["place"]:
            countries[line.cells["place"]][line.cells["country"]] += 1
    for line in sheet.lines:
        place, country = line.cells["place"], line.cells["country"]
        (usual, often), *_ = countries[place].most_common(1) or [(country, 0)]
        if country != usual and often > countries[place][country]:
            what = f"{usual}, as in the other rows with {place}; another place of that name has its region too"
            yield sheet.problem(line, "country", country, what, Kind.VALUE)


def _with_country(sheet: Sheet, column: str, countries: Sheet) -> Iterator[Problem]:
    """Find the places that have the name of their country after them."""
    names = {line.cells["iso_alpha2"]: line.cells["name"] for line in countries.lines}
    for line in sheet.lines:
        for country in items(line.cells["country"]):
            ending = f", {names.get(country, country)}"
            if line.cells[column].endswith(ending):
                place = line.cells[column].removesuffix(ending)
                what = f"{place} alone, since country has {country}"
                yield sheet.problem(line, column, line.cells[column], what, Kind.VALUE)


def _circles(sheet: Sheet, relations: Set[str]) -> Iterator[Problem]:
    """Find the parents that are among the organizations below, and the successors among those before."""
    lines = [line for line in sheet.lines if line.cells["relation"] in relations]
    ways: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        ways[line.cells["organization"]].append(line)
    for line in lines:
        circle = _way(ways, line.cells["other"], line.cells["organization"])
        if circle and line.number > max(circle):  # of the rows of a circle the last one stands for all
            rows = ", ".join(str(number) for number in sorted(circle))
            which = "above it" if relations is PARENTS else "after it"
            says = f"line {rows} says" if len(circle) == 1 else f"lines {rows} say"
            what = f"no organization that has {line.cells['organization']} {which}, as {says}"
            yield sheet.problem(line, "other", line.cells["other"], what, Kind.VALUE)


def _groups(categories: Sheet) -> Iterator[Problem]:
    """Find the categories below one that is no group."""
    above = {line.cells["id"]: line.cells["broader"] for line in categories.lines}
    for line in categories.lines:
        broader = line.cells["broader"]
        if group := above.get(broader):
            what = f"a group, such as {group}; {broader} is in that one"
            yield categories.problem(line, "broader", broader, what, Kind.VALUE)


def _way(lines: Mapping[str, list[Line]], start: str, end: str) -> list[int]:
    """Return the numbers of the lines that lead from an organization to another one; none where none do."""
    ways: list[tuple[str, list[int]]] = [(start, [])]
    seen = {start}
    for at, numbers in ways:
        for line in lines.get(at, ()):
            other = line.cells["other"]
            if other == end:
                return [*numbers, line.number]
            if other not in seen:
                seen.add(other)
                ways.append((other, [*numbers, line.number]))
    return []
