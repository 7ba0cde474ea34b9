"""Mistakes of contributors: each message names the right cell and the right value, and nothing else is reported.

The first ten are the commonest; the others are their neighbours (findings 25 and 26).
"""

import csv
import io
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from graph.build.load_tables import examine
from graph.build.problems import Kind, Problem
from graph.paths import TABLES

ALIBABA = (
    "top-09--alibaba,alibaba,top-09,top-partner,Cloud Services; E-Commerce Platform Services,cloud-services;e-commerce,"
    "2017-01-19,2020,2017-01-19,worldwide"
)
COMPANY = "3m,3M,company,US,https://www.3m.com,,gleif-2025-10;ror-1-64"


class Mistake(NamedTuple):
    """A change to one place of a table, and the cell and the right value that the one message must name."""

    file: str
    old: str
    new: str
    column: str
    number: int
    found: str
    right: str
    kind: Kind
    below: int = 0
    """Lines between the beginning of the change and the row at fault."""


def _partnership(old: str, new: str, column: str, right: str, kind: Kind = Kind.REFERENCE) -> Mistake:
    """Spoil the row of Alibaba's first partnership; what is found is what is new."""
    number = NUMBERS[column]
    return Mistake(
        "partnerships.csv", ALIBABA, ALIBABA.replace(old, new, 1), column, number, new.strip(",;"), right, kind
    )


def _organization(old: str, new: str, place: tuple[str, int], found: str, right: str, *, kind: Kind) -> Mistake:
    return Mistake("organizations.csv", COMPANY, COMPANY.replace(old, new, 1), *place, found, right, kind)


COLUMNS = (
    "id",
    "partner",
    "programme",
    "tier",
    "category_official",
    "categories",
    "start",
    "end",
    "announced",
    "territory",
)
NUMBERS = {column: number for number, column in enumerate(COLUMNS, 1)}

TEN = {
    "misspelt partner": _partnership(",alibaba,", ",alibabba,", "partner", "did you mean alibaba?"),
    "name in place of an id": _partnership(
        ",cloud-services;", ",Cloud services;", "categories", "did you mean cloud-services?"
    ),
    "status in capitals": Mistake(
        "partnerships.csv",
        "2025-03-14,US,,active,",
        "2025-03-14,US,,Active,",
        "status",
        12,
        "Active",
        "active, announced, completed, terminated (did you mean active?)",
        Kind.CODE,
    ),
    "German date": _partnership("2017-01-19", "19.01.2017", "start", "did you mean 2017-01-19?", Kind.DATE),
    "end before start": _partnership(",2020,", ",2016,", "end", "not before start, which is 2017-01-19", Kind.DATE),
    "unquoted comma": _organization("3M,", "3M, Inc.,", ("name", 2), "8 cells", '"3M, Inc."', kind=Kind.CELLS),
    "no-break space": _organization(
        "3M,",
        "3M\u00a0Co,",
        ("name", 2),
        "3M\u00a0Co",
        "'3M Co': a plain space, not U+00A0 (no-break space), at character 3",
        kind=Kind.TEXT,
    ),
    "decomposed accent": Mistake(
        "organizations.csv",
        "América Móvil",
        "Ame\u0301rica Móvil",
        "name",
        2,
        "Ame\u0301rica Móvil",
        "'América Móvil': é as one character (Unicode NFC) at character 3",
        Kind.TEXT,
    ),
    "key twice": Mistake(
        "organizations.csv", COMPANY, f"{COMPANY}\n{COMPANY}", "id", 1, "3m", "line 3 has it already", Kind.DUPLICATE, 1
    ),
    "comma between ids": Mistake(
        "events.csv",
        "ioc;alibaba;olympic-channel,thomas-bach;jack-ma;daniel-zhang",
        'ioc;alibaba;olympic-channel,"thomas-bach, jack-ma, daniel-zhang"',
        "people",
        7,
        "thomas-bach, jack-ma, daniel-zhang",
        "joined by ';' (did you mean thomas-bach;jack-ma;daniel-zhang?)",
        Kind.REFERENCE,
    ),
}

OTHERS = {
    "digits of a LEI in another order": Mistake(
        "identifiers.csv",
        "organization,coca-cola,lei,UWJKFUJFZ02DKWI3RY53,",
        "organization,coca-cola,lei,UWJKFUJFZ02DKWI3RY35,",
        "value",
        4,
        "UWJKFUJFZ02DKWI3RY35",
        "the check digits do not fit",
        Kind.VALUE,
    ),
    "misspelt programme": _partnership(",top-09,", ",top-9,", "programme", "did you mean top-09?"),
    "misspelt tier": _partnership("top-partner", "top-parner", "tier", "did you mean top-partner?"),
    "misspelt id": _partnership("top-09--alibaba", "top-09--alibabba", "id", "top-09--alibaba, or", Kind.VALUE),
    "partner by an alias": Mistake(
        "organization_relations.csv",
        "converse,acquired-by,nike",
        "converse,acquired-by,Coke",
        "other",
        3,
        "Coke",
        "did you mean coca-cola?",
        Kind.REFERENCE,
    ),
    "partner in curly quotes": _partnership(",alibaba,", ",“alibaba”,", "partner", "did you mean alibaba?"),
    "worldwide in capitals": _partnership("worldwide", "Worldwide", "territory", "did you mean worldwide?"),
    "country by name": _organization(
        "US", "Germany", ("country", 4), "Germany", "did you mean DE?", kind=Kind.REFERENCE
    ),
    "country of three letters": _organization(
        "US", "USA", ("country", 4), "USA", "did you mean US?", kind=Kind.REFERENCE
    ),
    "United Kingdom": _organization("US", "UK", ("country", 4), "UK", "did you mean GB?", kind=Kind.REFERENCE),
    "other kind": _organization(
        "company", "firm", ("kind", 3), "firm", "broadcaster, company, cooperative", kind=Kind.CODE
    ),
    "no kind": _organization("company", "", ("kind", 3), "", "broadcaster, company, cooperative", kind=Kind.CODE),
    "Excel's number of a day": _partnership("2017-01-19", "42754", "start", "did you mean 2017-01-19?", Kind.DATE),
    "American date": _partnership("2017-01-19", "01/19/2017", "start", "did you mean 2017-01-19?", Kind.DATE),
    "month in words": _partnership("2017-01-19", "janvier 2017", "start", "did you mean 2017-01?", Kind.DATE),
    "no such day": _partnership("2017-01-19", "2017-02-29", "start", "days from 01 to 28 in 2017-02", Kind.DATE),
    "no such month": _partnership("2017-01-19", "2017-13", "start", "months from 01 to 12", Kind.DATE),
    "missing cell": _organization(
        "3m.com,,", "3m.com,", ("note", 6), "6 cells", "7, one for each column", kind=Kind.CELLS
    ),
    "curly quotes around a comma": _organization("3M,", "“3M,Co”,", ("name", 2), "8 cells", '"3M,Co"', kind=Kind.CELLS),
    "row with semicolons": _organization(
        COMPANY, COMPANY.replace(",", ";"), ("id", 1), COMPANY.replace(",", ";"), "commas between them", kind=Kind.CELLS
    ),
    "zero-width space in an id": _organization(
        "3m,", "3\u200bm,", ("id", 1), "3\u200bm", "'3m': no U+200B (zero width space) at character 2", kind=Kind.TEXT
    ),
    "narrow no-break space": _organization("3M,", "3M\u202fCo,", ("name", 2), "3M\u202fCo", "'3M Co'", kind=Kind.TEXT),
    "soft hyphen": _organization("3M,", "3M\u00adCo,", ("name", 2), "3M\u00adCo", "'3MCo'", kind=Kind.TEXT),
    "space at the end": _organization(
        "3M,", "3M ,", ("name", 2), "3M ", "'3M': no space before or after", kind=Kind.TEXT
    ),
    "encoded twice": _organization(
        "3M,", "Nestl\u00c3\u00a9,", ("name", 2), "Nestl\u00c3\u00a9", "'Nestlé'", kind=Kind.TEXT
    ),
    "lost letter": _organization("3M,", "Nestl\ufffd,", ("name", 2), "Nestl\ufffd", "at character 6", kind=Kind.TEXT),
    "address without scheme": _organization(
        "https://www", "www", ("homepage", 5), "www.3m.com", "did you mean https://www.3m.com?", kind=Kind.VALUE
    ),
    "id in capitals": Mistake(
        "organizations.csv", "\nalibaba,", "\nAlibaba,", "id", 1, "Alibaba", "did you mean alibaba?", Kind.VALUE
    ),
    "id that others name": Mistake(
        "organizations.csv",
        "\nalibaba,",
        "\nalibabba,",
        "id",
        1,
        "alibabba",
        "alibaba, which other tables name",
        Kind.REFERENCE,
    ),
    "semicolon at the end": Mistake(
        "events.csv",
        "ioc;alibaba;olympic-channel,thomas-bach;jack-ma;daniel-zhang",
        "ioc;alibaba;olympic-channel,thomas-bach;",
        "people",
        7,
        "thomas-bach;",
        "no ';' at the end",
        Kind.VALUE,
    ),
    "amount with separators": Mistake(
        "reported_values.csv",
        ",3600,USD,",
        ',"3.600,00",USD,',
        "amount",
        6,
        "3.600,00",
        "did you mean 3600.00?",
        Kind.VALUE,
    ),
    "sign of a currency": Mistake(
        "reported_values.csv", ",3600,USD,", ",3600,$,", "currency", 7, "$", "did you mean USD?", Kind.VALUE
    ),
    "years backwards": Mistake(
        "reported_values.csv",
        "USD,total,1912,",
        "USD,total,1912-1911,",
        "years",
        9,
        "1912-1911",
        "did you mean 1911-1912?",
        Kind.VALUE,
    ),
    "language in words": Mistake(
        "aliases.csv", ",LA84,en,", ",LA84,EN,", "language", 4, "EN", "did you mean en?", Kind.VALUE
    ),
    "kind of alias": Mistake(
        "aliases.csv", ",LA84,en,name", ",LA84,en,nom", "kind", 5, "nom", "brand, former, name, other, short", Kind.CODE
    ),
    "alias of nothing": Mistake(
        "aliases.csv",
        "games,1984-summer,LA84",
        "games,1984-sumer,LA84",
        "about",
        2,
        "1984-sumer",
        "did you mean 1984-summer?",
        Kind.REFERENCE,
    ),
    "other name of a column": Mistake(
        "organizations.csv", "id,name,kind", "id,name,type", "type", 3, "type", "kind", Kind.HEADER
    ),
    "code of another country": Mistake(
        "countries.csv", "Albania,AL,", "Albania,AF,", "iso_alpha2", 3, "AF", "AL, of ALB", Kind.VALUE
    ),
    "misspelt programme of a tier": Mistake(
        "tiers.csv",
        "1896-summer-domestic,official-timekeeper",
        "1896-sumer-domestic,official-timekeeper",
        "programme",
        1,
        "1896-sumer-domestic",
        "did you mean 1896-summer-domestic?",
        Kind.REFERENCE,
    ),
    "line break in a cell": _organization(
        "3M,", "3M\nInc.,", ("name", 2), "a line break after '3M'", "the whole row on one line", kind=Kind.CELLS
    ),
    "HTML in a cell": _organization(
        "3M,", "3M &amp; Co,", ("name", 2), "3M &amp; Co", "'3M & Co', not as HTML", kind=Kind.TEXT
    ),
    "en dashes in a date": _partnership(
        "2017-01-19", "2017\u201301\u201319", "start", "did you mean 2017-01-19?", Kind.DATE
    ),
    "year with a word": _partnership("2017-01-19", "ca. 2017", "start", "did you mean 2017?", Kind.DATE),
    "half an id": Mistake(
        "categories.csv",
        "Accommodation,transport-and-travel",
        "Accommodation,transport",
        "broader",
        3,
        "transport",
        "did you mean transport-and-travel?",
        Kind.REFERENCE,
    ),
    "two partners": _partnership(",alibaba,", ",alibaba;visa,", "partner", "one value; this column", Kind.VALUE),
    "row of commas": _organization(
        COMPANY, f"{COMPANY}\n,,,,,,", ("", 0), "7 empty cells", "delete the line", kind=Kind.CELLS
    )._replace(below=1),
}


def spoilt(tables: Path, mistake: Mistake) -> tuple[int, Problem]:
    """Make the mistake; return its line, and the one problem that is found."""
    path = tables / mistake.file
    text = path.read_text(encoding="utf-8")
    assert text.count(mistake.old) == 1, f"{mistake.old!r} stands {text.count(mistake.old)} times"
    path.write_text(text.replace(mistake.old, mistake.new), encoding="utf-8")
    read, problems = examine(tables)
    assert read is None
    assert len(problems) == 1, list(map(str, problems))
    before = text[: text.index(mistake.old)] + mistake.new[: len(mistake.new) - len(mistake.new.lstrip("\n"))]
    return before.count("\n") + 1, problems[0]


@pytest.mark.parametrize("mistake", [*TEN.values(), *OTHERS.values()], ids=[*TEN, *OTHERS])
def test_a_mistake_is_named_at_its_own_cell_with_what_would_be_right(mistake: Mistake, light_tables: Path) -> None:
    """Finding 25: a misspelt partner was a wrong id. Finding 26: what nobody sees passed."""
    if mistake.file == "identifiers.csv":
        shutil.copy(TABLES / mistake.file, light_tables)
    line, problem = spoilt(light_tables, mistake)
    line += mistake.below
    assert (problem.file, problem.line) == (mistake.file, line)
    assert (problem.column, problem.number) == (mistake.column, mistake.number)
    assert (problem.value, problem.kind) == (mistake.found, mistake.kind)
    assert mistake.right in problem.expected
    where = f" column {mistake.column} ({mistake.number}):" if mistake.column else ""
    assert str(problem).startswith(f"{mistake.file}:{line}:{where} found ")


def test_there_are_ten_mistakes() -> None:
    assert len(TEN) == 10


def rewritten(delimiter: str, encoding: str) -> Callable[[bytes], bytes]:
    """Return what saves a table as spreadsheets do, with another separator and encoding."""

    def save(content: bytes) -> bytes:
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter).writerows(csv.reader(io.StringIO(content.decode())))
        return text.getvalue().encode(encoding)

    return save


FILES: dict[str, tuple[Callable[[bytes], bytes], tuple[int, str, int], str]] = {
    "semicolons": (rewritten(";", "utf-8"), (1, "id", 1), "commas between the cells, not semicolons"),
    "semicolons and a mark": (rewritten(";", "utf-8-sig"), (1, "id", 1), "commas between the cells, not semicolons"),
    "semicolons in Windows-1252": (rewritten(";", "cp1252"), (1, "id", 1), "not semicolons"),
    "tabs": (rewritten("\t", "utf-8"), (1, "id", 1), "commas between the cells, not tabs"),
    "Unicode text": (rewritten("\t", "utf-16"), (1, "", 0), "text in UTF-8"),
    "UTF-16 without a mark": (rewritten(",", "utf-16-le"), (1, "", 0), "text in UTF-8"),
    "UTF-16 big-endian": (lambda content: content.decode().encode("utf-16-be"), (1, "", 0), "text in UTF-8"),
    "UTF-32": (rewritten(",", "utf-32"), (1, "", 0), "text in UTF-8"),
    "Windows-1252": (rewritten(",", "cp1252"), (3, "name", 2), "as Windows-1252 they would be 'Å'"),
    "Excel's first line": (lambda content: b"sep=,\n" + content, (1, "", 0), "the header line"),
    "empty": (lambda content: b"", (1, "", 0), "a header line: id,name,iso_alpha2"),
    "header alone": (lambda content: content.splitlines(keepends=True)[0], (1, "", 0), "the rows that"),
}


@pytest.mark.parametrize(("change", "place", "right"), FILES.values(), ids=FILES.keys())
def test_a_file_in_another_form_is_one_problem_that_names_the_form(
    change: Callable[[bytes], bytes], place: tuple[int, str, int], right: str, tables: Path
) -> None:
    """Finding 25: files of German and French Excel were explained as a matter of quotes."""
    path = tables / "countries.csv"
    path.write_bytes(change(path.read_bytes()))
    read, problems = examine(tables)
    assert read is None
    assert [(p.file, p.line, p.column, p.number) for p in problems] == [("countries.csv", *place)]
    assert right in problems[0].expected


HARMLESS: dict[str, tuple[Callable[[list[bytes]], list[bytes]], str]] = {
    "row at the end": (lambda lines: [*lines[:5], *lines[6:], lines[5]], "countries.csv:251: column id (1): found"),
    "row at the top": (lambda lines: [lines[0], lines[9], *lines[1:9], *lines[10:]], "countries.csv:2: column id (1)"),
    "backwards": (lambda lines: [lines[0], *lines[:0:-1]], "and 248 more rows elsewhere"),
    "byte order mark": (lambda lines: [b"\xef\xbb\xbf", *lines], "without a byte order mark"),
    "line ends of old": (lambda lines: [line.replace(b"\n", b"\r") for line in lines], "a line end of LF or CRLF"),
}


@pytest.mark.parametrize(("change", "said"), HARMLESS.values(), ids=HARMLESS.keys())
def test_what_the_graph_does_not_show_is_a_problem_but_does_not_stop_a_build(
    change: Callable[[list[bytes]], list[bytes]], said: str, tables: Path
) -> None:
    """Finding 25: a row out of the order of keys passed."""
    path = tables / "countries.csv"
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    read, problems = examine(tables)
    assert read is not None
    assert len(problems) == 1
    assert said in str(problems[0])


def test_a_row_out_of_order_is_told_where_it_belongs(tables: Path) -> None:
    path = tables / "organizations.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    before = max(number for number, line in enumerate(lines[1:], 2) if line.split(",")[0] < "aaa-corp")
    path.write_text("\n".join([*lines, "aaa-corp,AAA,company,US,,,"]) + "\n", encoding="utf-8")
    problems = examine(tables)[1]
    key = lines[before - 1].split(",")[0]
    assert [p.line for p in problems] == [len(lines) + 1]
    assert f"after line {before} ({key})" in problems[0].expected


def test_several_mistakes_are_all_named_and_nothing_else(tables: Path) -> None:
    """The first ten at once, as far as they are in different rows."""
    made = []
    for mistake in TEN.values():
        path = tables / mistake.file
        text = path.read_text(encoding="utf-8")
        if mistake.old in text:
            path.write_text(text.replace(mistake.old, mistake.new), encoding="utf-8")
            made.append((mistake.file, mistake.column, mistake.found))
    assert len(made) >= 5
    assert sorted((p.file, p.column, p.value) for p in examine(tables)[1]) == sorted(made)


def test_accents_of_every_name_are_normalized(tables: Path) -> None:
    path = tables / "countries.csv"
    text = path.read_text(encoding="utf-8")
    decomposed = unicodedata.normalize("NFD", text)
    assert decomposed != text
    path.write_text(decomposed, encoding="utf-8")
    problems = examine(tables)[1]
    assert [p.line for p in problems] == [
        n for n, line in enumerate(text.splitlines(), 1) if not unicodedata.is_normalized("NFD", line)
    ]
    assert {p.kind for p in problems} == {Kind.TEXT}
