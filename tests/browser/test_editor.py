"""The query editor in a real browser: it runs, helps, points to errors, and is safe whatever an answer holds.

Each test also shows that the editor asks no other host, and that nothing it does offends the Content Security Policy:
either would be a request or a line on the console, which `_Visit` looks through at the end.
"""

from __future__ import annotations

import csv
import io
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests import needs
from tests.abuse.lengths import sample
from tests.browser.lent_pages import lent_page

expect.set_options(timeout=20_000)  # the machine may be busy with other tests

_OP = "PREFIX op: <https://w3id.org/olympic-partnerships/ontology#>\n"
_RDFS = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
_BUSIEST = (
    _OP
    + _RDFS
    + """SELECT ?partner ?partnerLabel (COUNT(DISTINCT ?games) AS ?gamesCount)
WHERE { ?partner op:partnerOf ?games ; rdfs:label ?partnerLabel }
GROUP BY ?partner ?partnerLabel ORDER BY DESC(?gamesCount) ?partnerLabel LIMIT 5"""
)
_HOSTILE = """SELECT ?label ?link ?count {
  VALUES (?label ?link ?count) {
    ("<script>window.hacked = 1</script>" <javascript:window.hacked=1> 1)
    ("<img src=x onerror='window.hacked = 1'>" <https://w3id.org/olympic-partnerships/id/x/"><b> 2)
    ("</td></table><svg onload='window.hacked = 1'>" <data:text/html,x> 3)
  }
}""".replace('/x/"><b>', "/x/%22%3E%3Cb%3E>")


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    needs.bundle("sparql")


@dataclass
class _Visit:
    """One opening of the editor, with what the browser asked for and complained about meanwhile."""

    page: Page
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def queries(self) -> list[Request]:
        """The requests to the endpoint itself, other than for the page."""
        return [
            asked
            for asked in self.requests
            if urlsplit(asked.url).path == "/sparql" and not asked.is_navigation_request()
        ]

    @property
    def text(self) -> str:
        """The query in the editor."""
        return str(self.page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()"))

    def type(self, text: str) -> None:
        """Put `text` in the place of the query, keystroke by keystroke."""
        self.page.locator(".CodeMirror textarea").focus()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text)


@contextmanager
def _visit(
    browser: Browser, address: str, query: str | None = None, width: int = 1440, **options: Any
) -> Iterator[_Visit]:
    requests: list[Request] = []
    complaints: list[str] = []
    listeners: dict[str, Callable[[Any], None]] = {
        # Playwright marks its handlers, which a method of a list does not bear.
        "request": lambda request: requests.append(request),  # noqa: PLW0108
        "console": lambda message: complaints.append(message.text),
        "pageerror": lambda error: complaints.append(str(error)),
    }
    with lent_page(browser, listeners, width, **options) as page:
        visit = _Visit(page, requests, complaints)
        page.goto(f"{address}/sparql" + (f"?query={quote(query)}" if query else ""))
        page.wait_for_selector(".CodeMirror")
        yield visit
        foreign = [asked.url for asked in visit.requests if not asked.url.startswith((address, "blob:", "data:"))]
        assert foreign == []
        assert visit.complaints == []
        scripts = {asked.url for asked in visit.requests if asked.resource_type == "script"}
        assert len({urlsplit(script).path for script in scripts}) == len(scripts), "one of two addresses runs twice"


def test_it_opens_with_a_query_and_asks_nothing_by_itself(browser: Browser, address: str) -> None:
    with _visit(browser, address) as visit:
        visit.page.wait_for_load_state("networkidle")
        assert visit.text.startswith("PREFIX op:")
        assert visit.queries == []
        visit.page.get_by_role("button", name="Run", exact=True).click()
        rows = visit.page.locator(".sq-table tbody tr")
        expect(rows.first).to_contain_text("The Coca-Cola Company")
        status = visit.page.get_by_role("main").get_by_role("status").first
        expect(status).to_contain_text(f"{rows.count()} rows")


def test_a_link_fills_and_runs(browser: Browser, address: str) -> None:
    with _visit(browser, address, _BUSIEST) as visit:
        first = visit.page.locator(".sq-table tbody tr").first
        expect(first.locator("td").nth(1)).to_have_text("The Coca-Cola Company")
        assert visit.text == _BUSIEST
        expect(visit.page.get_by_role("img", name="Chart of gamesCount")).to_be_visible()
        first.get_by_role("link").click()
        visit.page.wait_for_url("**/partner/coca-cola")


_REVENUE = """PREFIX op: <https://w3id.org/olympic-partnerships/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?start ?end ?aboutLabel ?qualifier ?amount ?currency WHERE {
  ?figure op:indicator <https://w3id.org/olympic-partnerships/id/indicator/top-revenue> ;
    op:refersTo/rdfs:label ?aboutLabel ; op:refStart ?start ; op:refEnd ?end ; op:value ?amount .
  OPTIONAL { ?figure op:qualifier ?qualifier }
  OPTIONAL { ?figure op:currency ?currency }
} ORDER BY ?start ?end"""


def test_bounds_are_outlined_and_years_of_different_number_have_charts_of_their_own(
    browser: Browser, address: str
) -> None:
    with _visit(browser, address, _REVENUE) as visit:
        chart = visit.page.locator(".sq-chart")
        rows = visit.page.locator(".sq-table tbody tr")
        terms = [
            row for row in rows.all() if row.locator("td").nth(0).inner_text() != row.locator("td").nth(1).inner_text()
        ]
        bounds = [row for row in terms if row.locator("td").nth(3).inner_text()]
        assert bounds
        expect(chart.locator("[data-mark=bar].sq-outlined rect")).to_have_count(len(bounds))
        expect(chart.locator("[data-mark=bar].sq-plain rect")).to_have_count(len(terms) - len(bounds))
        plain, outlined = (
            chart.locator(f"[data-mark=bar].{name}").evaluate(
                "bars => [getComputedStyle(bars).fillOpacity, getComputedStyle(bars).strokeDasharray]"
            )
            for name in ("sq-plain", "sq-outlined")
        )
        assert plain == ["1", "none"]
        assert outlined == ["0.25", "4px, 3px"]
        expect(chart.locator(".legend")).to_contain_text("An outlined bar is no plain figure")
        expect(chart).to_contain_text("none")
        visit.page.get_by_label("Show").select_option(label="amount (one year, USD)")
        expect(chart.locator("[data-mark=dot] circle")).to_have_count(rows.count() - len(terms))
        line = chart.locator("[data-mark=line] path").get_attribute("d")
        assert line is not None
        assert line.count("M") == 2, "the year without a figure is no gap"


def test_the_address_is_the_link(browser: Browser, address: str) -> None:
    with _visit(browser, address) as visit:
        visit.type("SELECT (1 AS ?one) {}")
        visit.page.keyboard.press("Control+Enter")
        expect(visit.page.get_by_role("main").get_by_role("status").first).to_contain_text("1 row")
        assert parse_qs(urlsplit(visit.page.url).query) == {"query": [visit.text]}
        visit.page.get_by_role("button", name="Link to this query").click()
        assert visit.page.get_by_label("Link to this query", exact=True).last.input_value() == visit.page.url
        visit.page.go_back()
        expect(visit.page.locator(".sq-table")).to_have_count(0)
        assert visit.text.startswith("PREFIX op:")


def test_a_long_query_is_posted_and_shared_without_the_server(browser: Browser, address: str) -> None:
    long = "SELECT (1 AS ?one) {}\n#" + "x" * 70_000
    with _visit(browser, address) as visit:
        visit.page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", long[:20_000])
        visit.page.get_by_role("button", name="Run", exact=True).click()
        expect(visit.page.get_by_role("main").get_by_role("status").first).to_contain_text("1 row")
        assert visit.queries[-1].method == "POST"
        assert "#query=" in visit.page.url
        visit.page.reload()
        expect(visit.page.get_by_role("main").get_by_role("status").first).to_contain_text("1 row")
        assert visit.text == long[:20_000]


@pytest.mark.parametrize(
    ("typed", "offered"),
    sample(
        [
            ("SELECT * { ?s op:par", "op:partner"),
            ("SELECT * { ?s a op:Part", "op:Partnership"),
            ("SELECT * { ?s sponso", "schema:sponsor"),
        ]
    ),
)
def test_completion_from_the_description_of_the_dataset(
    browser: Browser, address: str, typed: str, offered: str
) -> None:
    with _visit(browser, address) as visit:
        before = len(visit.requests)
        visit.type(typed)
        hint = visit.page.locator(".CodeMirror-hint").filter(has_text=offered).first
        expect(hint).to_be_visible()
        hint.click()
        prefix = offered.partition(":")[0]
        assert f"PREFIX {prefix}: <" in visit.text, "what is used is declared"
        assert visit.text.endswith(typed.rpartition(" ")[0] + " " + offered)
        assert len(visit.requests) == before, "nothing is asked to complete"


def test_examples_have_a_preview_and_run(browser: Browser, address: str) -> None:
    with _visit(browser, address) as visit:
        panel = visit.page.get_by_role("complementary", name="Examples")
        panel.get_by_role("searchbox").fill("held a product category")
        summaries = panel.locator("summary:visible")
        expect(summaries).to_have_count(1)
        summaries.click()
        expect(panel.locator("pre:visible")).to_contain_text("skos:broader")
        panel.get_by_role("button", name="Insert").click()
        assert visit.text.startswith("# Who has held a product category over time\nPREFIX")
        assert visit.queries == []
        panel.get_by_role("button", name="Run").click()
        expect(visit.page.locator(".sq-table tbody tr").first).to_be_visible()


def test_an_error_is_shown_where_it_is(browser: Browser, address: str) -> None:
    query = _OP + "SELECT ?partner WHERE {\n  ?partner op:partnerOf <script>alert(1)</script> .\n}"
    with _visit(browser, address, query) as visit:
        alert = visit.page.get_by_role("alert")
        expect(alert).to_contain_text("line 3")
        expect(visit.page.locator(".sq-fault-sign")).to_have_count(1)
        expect(visit.page.locator(".sq-fault").first).to_be_visible()
        alert.get_by_role("button", name="Go to line 3").click()
        cursor = visit.page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getCursor().line")
        assert cursor == 2
        visit.page.keyboard.type(" ")
        expect(visit.page.locator(".sq-fault")).to_have_count(0)
        assert any("400" in complaint for complaint in visit.complaints), "the browser itself notes the status"
        visit.complaints[:] = [complaint for complaint in visit.complaints if "400" not in complaint]


def test_a_hint_leads_to_the_term(browser: Browser, address: str) -> None:
    with _visit(browser, address, _OP + "SELECT * { ?x op:patner ?y }") as visit:
        hint = visit.page.locator(".sq-hints li")
        expect(hint).to_contain_text("op:patner is not in the vocabulary. Did you mean op:partner")
        hint.get_by_role("button", name="Go there").click()
        cursor = visit.page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getCursor()")
        assert (cursor["line"], cursor["ch"]) == (1, 14)


def test_nothing_in_an_answer_becomes_markup(browser: Browser, address: str) -> None:
    with _visit(browser, address, _HOSTILE) as visit:
        expect(visit.page.locator(".sq-table tbody tr")).to_have_count(3)
        expect(visit.page.locator(".sq-table td").first).to_have_text("<script>window.hacked = 1</script>")
        expect(visit.page.get_by_role("img", name="Chart of count")).to_be_visible()
        addresses = visit.page.locator(".sq-table a").evaluate_all("links => links.map(link => link.protocol)")
        assert len(addresses) == 1
        assert set(addresses) <= {"http:", "https:"}
        assert visit.page.locator(".sq-outcome :is(script, img, b)").count() == 0
        assert visit.page.evaluate("window.hacked") is None


@pytest.mark.parametrize(
    ("label", "media_type"), sample([("CSV", "text/csv"), ("XML", "application/sparql-results+xml")])
)
def test_downloads_are_the_endpoints_own_bytes(browser: Browser, address: str, label: str, media_type: str) -> None:
    asked = urllib.request.Request(f"{address}/sparql?query={quote(_BUSIEST)}", headers={"Accept": media_type})
    with urllib.request.urlopen(asked, timeout=30) as response:
        own = response.read()
    with _visit(browser, address, _BUSIEST) as visit:
        # The browser tells of a request and of a download in ways of their own, so either may come first.
        with (
            visit.page.expect_request(lambda asked: asked.headers.get("accept") == media_type),
            visit.page.expect_download() as taken,
        ):
            visit.page.get_by_role("link", name=label, exact=True).click()
        assert taken.value.path().read_bytes() == own
        assert visit.queries
    if label == "CSV":
        assert len(list(csv.reader(io.StringIO(own.decode())))) == 6


def test_other_forms_of_answer(browser: Browser, address: str) -> None:
    with _visit(browser, address, "ASK {}") as visit:
        expect(visit.page.locator(".sq-truth")).to_have_text("Yes")
        visit.type("CONSTRUCT WHERE { ?s a op:Territory }")
        visit.page.keyboard.press("Control+Enter")
        expect(visit.page.get_by_label("The answer in Turtle")).to_contain_text("Territory")
        expect(visit.page.get_by_role("link", name="JSON-LD")).to_be_visible()


def test_a_long_answer_is_shown_in_parts_and_sorted_whole(browser: Browser, address: str) -> None:
    query = _OP + "SELECT ?games ?nations { ?p op:coversGames ?games . ?games op:nations ?nations } LIMIT 450"
    with _visit(browser, address, query) as visit:
        rows = visit.page.locator(".sq-table tbody tr")
        expect(rows).to_have_count(200)
        expect(visit.page.locator(".sq-more")).to_contain_text("200 rows of 450 rows shown")
        visit.page.get_by_role("button", name="Show 200 more rows").click()
        expect(rows).to_have_count(400)
        visit.page.get_by_role("button", name="nations").click()
        expect(rows).to_have_count(200)
        shown = [int(text) for text in visit.page.locator(".sq-table td.num").all_inner_texts()]
        assert shown == sorted(shown)


def test_by_keyboard_alone(browser: Browser, address: str) -> None:
    with _visit(browser, address) as visit:
        visit.type("SELECT (2 AS ?two) {}")
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.closest('.CodeMirror') !== null"), "Tab indents"
        visit.page.keyboard.press("Escape")
        expect(visit.page.get_by_role("button", name="Run", exact=True)).to_be_focused()
        visit.page.keyboard.press("Tab")
        expect(visit.page.get_by_role("button", name="Link to this query")).to_be_focused()
        visit.page.keyboard.press("Shift+Tab")
        visit.page.keyboard.press("Enter")
        expect(visit.page.get_by_role("main").get_by_role("status").first).to_contain_text("1 row")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert visit.page.evaluate(outline) != "none", "where one is can be seen"


@pytest.mark.parametrize(("width", "scheme"), sample([(390, "light"), (390, "dark"), (1440, "dark"), (1440, "light")]))
def test_it_fits_the_screen_and_the_scheme(browser: Browser, address: str, width: int, scheme: str) -> None:
    with _visit(browser, address, _BUSIEST, width, color_scheme=scheme) as visit:
        expect(visit.page.get_by_role("img", name="Chart of gamesCount")).to_be_visible()
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
        paper = visit.page.evaluate("getComputedStyle(document.querySelector('.CodeMirror')).backgroundColor")
        brightness = sum(int(part) for part in paper.removeprefix("rgb(").removesuffix(")").split(","))
        assert (brightness > 384) == (scheme == "light")


def test_without_javascript_there_is_a_form(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{address}/sparql")
        expect(page.get_by_role("textbox").first).to_be_visible()
        assert page.locator("form textarea[name=query]").count() == 1
        page.get_by_role("button", name="Run", exact=True).click()
        expect(page.get_by_role("heading", name="Answer")).to_be_visible()
        assert page.locator("tbody tr").filter(has_text="The Coca-Cola Company").count() == 1
    finally:
        context.close()


def test_a_click_before_the_editor_is_there_is_not_lost(browser: Browser, address: str) -> None:
    context = browser.new_context()
    try:
        page = context.new_page()
        late: list[Route] = []
        hold = lambda route: late.append(route)  # noqa: E731, PLW0108 - see _visit
        page.route("**/sparql/editor.json", hold, times=1)
        page.goto(f"{address}/sparql")
        page.get_by_role("button", name="Run", exact=True).click()
        expect(page.locator(".sq-table tbody tr").first).to_contain_text("The Coca-Cola Company")
        assert len(late) == 1
    finally:
        context.close()
