"""What somebody writes about a view, and stories: told without scripts, escaped, with their evidence."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from check_jsonschema import main as check
from click.testing import CliRunner
from flask.testing import FlaskClient

from tests.some import some
from tests.webapp.html import parse

WORDS = {"title": "A <b>new</b> one", "note": "1 < 2 & so on"}
STEPS = (
    ("step", "tier=top&date=2017-01-18&title=The day before"),
    ("step", f"from=partner/alibaba&mark=partner/alibaba&mark=programme/top-09&{urlencode(WORDS)}"),
    ("step", ""),
)
STORY = (("story", "How Alibaba came"), *STEPS)


@pytest.mark.parametrize("page", ["/explore", "/explore/embed"])
def test_words_about_a_view_are_shown_as_words(client: FlaskClient, page: str) -> None:
    query = urlencode({"title": "<img src=x>", "note": "<script>alert(1)</script>", "mark": "partner/visa"})
    found = client.get(f"{page}?{query}").text
    assert "<img src=x>" not in found
    assert "<script>alert" not in found
    read = parse(found)
    assert [one.text for one in read.all("h1")] == ["<img src=x>"]
    assert "<script>alert(1)</script>" in read.text
    assert "by whoever made this address" in read.text
    assert '<meta name="robots" content="noindex">' in found


def test_a_story_is_told_step_by_step(client: FlaskClient) -> None:
    page = client.get(f"/explore?{urlencode([*STORY, ('at', '2')])}")
    read = parse(page.text)
    assert "step 2 of 3 · Previous · Next" in read.text
    assert "A <b>new</b> one" in read.text
    assert "1 < 2 & so on" in read.text
    assert "<svg" in page.text
    ways = {link.attributes.get("rel"): link.attributes["href"] for link in read.all("a") if "rel" in link.attributes}
    before, after = (parse(client.get(ways[way]).text) for way in ("prev", "next"))
    assert "The day before" in before.text
    assert "step 3 of 3 · Previous" in after.text
    assert "Next" not in after.text.partition("step 3 of 3")[2][:40]


def test_a_step_has_its_evidence_beside_it(client: FlaskClient) -> None:
    page = parse(client.get(f"/explore?{urlencode([*STORY, ('at', '2')])}").text)
    assert "What is recorded of Alibaba Group, TOP IX here" in page.text
    beside = parse(client.get("/explore/evidence?from=partner/alibaba&mark=partner/alibaba&mark=programme/top-09").text)
    links = [link.attributes["href"] for link in some(beside.all("a"))]
    assert links[0] == "/partnership/top-09--alibaba"
    assert any(link.startswith("/source/") for link in links)
    assert not any(link.startswith("/partnership/top-10") for link in links), "what joins both that are marked"


def test_a_person_that_is_marked_has_roles_and_events(client: FlaskClient) -> None:
    beside = parse(client.get("/explore/evidence?from=person/jack-ma&mark=person/jack-ma").text)
    links = [link.attributes["href"] for link in beside.all("a")]
    assert any(link.startswith(("/event/", "/role/")) for link in some(links))


def test_the_schema_takes_what_the_documentation_shows(client: FlaskClient, tmp_path: Path) -> None:
    guide = (Path(__file__).parents[3] / "docs" / "how-to" / "tell-a-story.md").read_text(encoding="utf-8")
    example = guide.partition("```json\n")[2].partition("\n```")[0]
    (tmp_path / "schema.json").write_text(client.get("/explore/story.schema.json").text)
    (tmp_path / "good.json").write_text(example)
    (tmp_path / "bad.json").write_text('{"steps": [{"title": "No view"}]}')
    schema = ("--schemafile", str(tmp_path / "schema.json"))
    fine, poor = (CliRunner().invoke(check, [*schema, str(tmp_path / name)]) for name in ("good.json", "bad.json"))
    assert fine.exit_code == 0, fine.output
    assert "'view' is a required property" in poor.output
    for step in some(json.loads(example)["steps"]):
        assert client.get(f"/explore/view.json?{step['view']}").status_code == 200
