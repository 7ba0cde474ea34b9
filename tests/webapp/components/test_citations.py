"""Citations are read by the libraries of other programs, which find in each format what the sentence says."""

from __future__ import annotations

import json
from pathlib import Path

import citeproc
import pytest
import rispy
import yaml
from check_jsonschema import main as check
from citeproc.source.json import CiteProcJSON
from click.testing import CliRunner
from pybtex.database import parse_string
from pybtex.richtext import Text

from ontology.namespaces import BASE, DATASET_IRI, ID_BASE
from tests import tables
from tests.some import some
from webapp.components.citations import AUTHORS, TITLE, Citation, of_dataset, of_part
from webapp.models.data_version import DataVersion

NOW = DataVersion("1.1+0ca31b17", "2026-11-27")
HOSTILE = "Procter & Gamble_{x} 50% #1 $5 ~ \\ } Nestlé 阿里巴巴\nER  - "
CITATIONS = {
    "dataset": of_dataset(NOW),
    "release": of_dataset(DataVersion("1.1", "2026-11-27")),
    "thing": of_part("Alibaba Group", f"{ID_BASE}organization/alibaba", NOW),
    "answer": of_part("Partners (programme top)", "/queries/partners-on-date?programme=top&q=a%20b_c~d", NOW),
    "hostile": of_part(HOSTILE, "/queries/find-thing?name=%7B%25%5C%7D", NOW),
    "year": of_part("Alibaba Group", f"{ID_BASE}organization/alibaba", DataVersion("1.1", "2026")),
    "undated": of_part("Alibaba Group", f"{ID_BASE}organization/alibaba", DataVersion("0ca31b17")),
}

UNKNOWN_TO_PYBTEX = (("\\textbraceleft", "{"), ("\\textbraceright", "}"), ("\\$", "$"))
"""Commands that its decoder leaves as they are."""


@pytest.fixture(params=CITATIONS)
def citation(request: pytest.FixtureRequest) -> Citation:
    return CITATIONS[request.param]


def date_of(citation: Citation) -> list[str]:
    return [part for part in citation.version.date.split("-") if part]


def test_bibtex(citation: Citation) -> None:
    entries = parse_string(citation.bibtex, "bibtex").entries
    assert list(entries) == [citation.key]
    entry = entries[citation.key]
    assert entry.type == "misc"
    assert [str(person) for person in entry.persons["author"]] == [f"{{{AUTHORS}}}"]
    fields = dict(entry.fields)
    title = str(Text.from_latex(fields["title"]))
    for told, meant in UNKNOWN_TO_PYBTEX:
        title = title.replace(told, meant)
    assert "".join(title.split()) == "".join(citation.title.split())
    assert fields["url"] == citation.address, "an address stays as it is"
    assert fields["version"] == citation.version.number
    assert citation.version.number in fields["note"], "for styles that know no version"
    assert fields.get("year") == next(iter(date_of(citation)), None)
    assert fields.get("month") == ("November" if len(date_of(citation)) > 1 else None)


def test_ris(citation: Citation) -> None:
    (found,) = rispy.loads(citation.ris)
    assert found["type_of_reference"] == "DATA"
    assert found["id"] == citation.key
    assert found["authors"] == [AUTHORS]
    assert found["title"] == citation.title == " ".join(citation.title.split())
    assert found["urls"] == [citation.address]
    assert found["edition"] == citation.version.number
    assert found.get("date", "") == "/".join(date_of(citation))
    assert found.get("year") == next(iter(date_of(citation)), None)


def test_csl_json(citation: Citation) -> None:
    items = json.loads(citation.csl_json)
    assert [item["id"] for item in items] == [citation.key]
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, CiteProcJSON(items), citeproc.formatter.plain)
    bibliography.register(citeproc.Citation([citeproc.CitationItem(citation.key)]))
    (said,) = map(str, bibliography.bibliography())
    assert said.startswith(AUTHORS)
    for part in some([*date_of(citation)[:1], citation.address.partition("?")[0]]):
        assert part in said


@pytest.mark.parametrize("version", [NOW, DataVersion("1.1", "2026-11-27"), DataVersion("0ca31b17")])
def test_cff(version: DataVersion, tmp_path: Path) -> None:
    file = tmp_path / "CITATION.cff"
    file.write_text(of_dataset(version).cff, encoding="utf-8")
    assert valid(file)
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert (found["version"], found.get("date-released", "")) == (version.number, version.date)
    file.write_text(of_dataset(version).cff.replace("type: dataset", "type: graph"), encoding="utf-8")
    assert not valid(file), "the schema is applied"


def valid(file: Path) -> bool:
    """Tell whether a file fits the schema of the Citation File Format."""
    return CliRunner().invoke(check, ["--builtin-schema", "vendor.citation-file-format", str(file)]).exit_code == 0


def test_the_file_of_the_repository_cites_the_newest_release() -> None:
    release = max(tables.rows("releases"), key=lambda row: row["date"])
    citation = of_dataset(DataVersion(release["version"], release["date"]))
    file = Path(__file__).parents[3] / "CITATION.cff"
    assert yaml.safe_load(file.read_text(encoding="utf-8")) == yaml.safe_load(citation.cff)
    assert valid(file)


def test_the_sentence() -> None:
    assert CITATIONS["dataset"].text == (
        "The Olympic Partnership Graph contributors (2026): The Olympic Partnership Graph, version 1.1+0ca31b17 of "
        f"27 November 2026 [data set]. {DATASET_IRI} (CC BY 4.0)"
    )
    assert CITATIONS["thing"].text == (
        "The Olympic Partnership Graph contributors (2026): “Alibaba Group”. In: The Olympic Partnership Graph, "
        f"version 1.1+0ca31b17 of 27 November 2026 [data set]. {ID_BASE}organization/alibaba (CC BY 4.0)"
    )
    assert f"{AUTHORS}: “Alibaba Group”. In: {TITLE}, version 0ca31b17 [data set]." in CITATIONS["undated"].text


def test_a_release_is_cited_by_its_own_address() -> None:
    assert CITATIONS["release"].address == f"{DATASET_IRI}/1.1"
    assert CITATIONS["dataset"].address == DATASET_IRI, "another build has no address of its own"


def test_keys_stay_and_tell_apart() -> None:
    assert CITATIONS["thing"].key == "opg-organization-alibaba"
    assert CITATIONS["thing"].key == CITATIONS["undated"].key, "another version does not change it"
    assert CITATIONS["release"].key == "opg-dataset-1-1"
    long = [of_part("", f"{BASE}explore?{'hide=partner/visa&' * 9}{end}", NOW).key for end in "ab"]
    assert len(set(long)) == 2
    assert all(len(key) < 80 for key in some(long))
