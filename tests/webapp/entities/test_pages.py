# ruff: noqa: RUF001 - typographic dashes are meant
"""The pages about one thing, on real examples rich and poor: what each shows, and that every statement has evidence."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise

import pytest
from flask.testing import FlaskClient

from tests.some import any_number, some
from tests.tables import by_id, left_early, listed, rows, stayed
from tests.webapp.html import Element, parse
from webapp.entities import programme
from webapp.entities.partner_summary import summary as partner_summary
from webapp.models.entity import Entity
from webapp.models.partnership import Partnership, partnerships_about
from webapp.models.reference_data import ReferenceData
from webapp.models.rows import CountriesListRow, ThingsWithPagesRow
from webapp.models.urls import subject_of
from webapp.text.dates import format_date, years
from webapp.text.english import amount, the_country


def page(client: FlaskClient, address: str) -> Element:
    response = client.get(address)
    assert response.status_code == 200, address
    return parse(response.text)


def part(found: Element, identifier: str) -> str:
    """The text from the heading with this identifier to the next heading of its level."""
    inside, words = False, []
    for element in found.all("main")[0].walk():
        if element.tag == "h2":
            inside = element.attributes.get("id") == identifier
        elif inside and element.tag in {"p", "li", "tr", "dd", "h3"}:
            words.append(element.text)
    return " ".join(words)


POOR_AND_RICH = [
    "/partner/alibaba", "/partner/coca-cola", "/partner/omega", "/partner/longines", "/partner/granberg",
    "/partner/mengniu", "/category/timekeeping", "/category/technology", "/category/banking", "/country/japan",
    "/country/belgium", "/country/afghanistan", "/country/united-states?part=2", "/person/thomas-bach",
    "/person/alexandre-bompard", "/event/2017-01-19-alibaba", "/source/yomiuri-2020-12-25-tokyo-68",
    "/partnership/top-09--alibaba", "/partnership/1896-summer-domestic--longines", "/programme/top?sort=country",
]  # fmt: skip


@pytest.mark.parametrize("address", POOR_AND_RICH)
def test_each_is_whole_and_says_how_to_cite_it(client: FlaskClient, address: str) -> None:
    found = page(client, address)
    assert len(found.all("h1")) == 1
    identifiers = [element.attributes["id"] for element in found.walk() if "id" in element.attributes]
    assert len(identifiers) == len(set(identifiers))
    targets = {link.attributes["href"][1:] for link in found.all("a") if link.attributes["href"].startswith("#")}
    assert targets <= set(identifiers)
    assert not [element for element in found.walk() if "style" in element.attributes]
    citation = found.all("p", class_="citation")[0].text
    assert "https://w3id.org/olympic-partnerships/id/" in citation
    assert "In: The Olympic Partnership Graph, version " in citation
    assert found.all("pre", class_="code")[0].text.startswith("@misc{opg-")
    assert "None" not in found.all("main")[0].text


@pytest.mark.parametrize("address", [address for address in POOR_AND_RICH if "source" not in address])
def test_each_keeps_to_its_headings(client: FlaskClient, address: str) -> None:
    levels = [int(element.tag[1]) for element in page(client, address).walk() if element.tag in {"h1", "h2", "h3"}]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in some(pairwise(levels)))


def test_a_partner_begins_with_its_timeline(client: FlaskClient) -> None:
    found = page(client, "/partner/coca-cola")
    drawings = found.all("svg", class_="net")
    assert "chronicle" in drawings[0].attributes["class"]
    assert len(drawings[0].all("a", class_="bar")) == 26
    assert len(drawings[0].all("a", class_="marked")) == 36


def test_a_partner_says_who_held_its_categories_before_and_after(client: FlaskClient) -> None:
    text = part(page(client, "/partner/omega"), "succession")
    assert "The Swatch Group (TOP V" in text
    assert "Seiko" in text
    assert "TOP XII" in text
    assert "in between without a recorded holder" in text


def test_who_took_over_comes_after(client: FlaskClient) -> None:
    held = {row.text for row in page(client, "/partner/nortel").all("table", class_="succession")[0].all("tr")}
    assert any("London 2012" in row and "Cisco (London 2012" in row and "beside" not in row for row in some(held))
    assert "taken over by Deloitte" in part(page(client, "/partner/atos"), "succession")


def test_long_lists_of_terms_are_told_by_their_ends(client: FlaskClient) -> None:
    text = part(page(client, "/partner/coca-cola"), "succession")
    assert "TOP I to TOP XII" in text
    assert "beside China Mengniu Dairy in TOP X, TOP XI and TOP XII" in text
    assert "itself (Los Angeles 1932" in text


def test_all_categories_of_a_partner_are_counted(client: FlaskClient) -> None:
    held = {one for row in rows("partnerships") if row["partner"] == "coca-cola" for one in listed(row["categories"])}
    assert len(held) > 1
    assert f"{len(held)} categories" in page(client, "/partner/coca-cola").all("ul", class_="figures")[0].text


def test_related_companies_stand_once_and_none_with_zero(client: FlaskClient, catalogue: ReferenceData) -> None:
    without_games = [row for row in catalogue.partner_rows if row.country and not int(row.gamesCount)]
    countries = Counter(catalogue.partner_countries.values())
    one = min(without_games, key=lambda row: (countries[row.country], row.partner))
    other = next(row for row in catalogue.partner_rows if row.country == one.country and row.partner != one.partner)
    found, address = page(client, catalogue.urls.page(other.partner)), catalogue.urls.page(one.partner)
    assert "From " in part(found, "related")
    names = [link.text for link in found.all("a") if link.attributes["href"] == address]
    assert names == [one.partnerLabel], "it is from the same country, once, and without a number: it was at no Games"


def test_relations_are_said_from_both_sides(client: FlaskClient) -> None:
    assert "Acquired by Nike in 2003" in part(page(client, "/partner/converse"), "facts")
    assert "Acquired SchlumbergerSema in January 2004" in part(page(client, "/partner/atos"), "facts")
    assert "Part of The Swatch Group" in part(page(client, "/partner/longines"), "facts")


def test_a_partner_names_related_companies_with_counts(client: FlaskClient) -> None:
    found = page(client, "/partner/omega")
    text = part(found, "related")
    for heading in ("At the same Games", "In the same category", "From Switzerland"):
        assert heading in text
    chips = [link.text for link in found.all("a") if link.attributes["href"] == "/partner/seiko" and link.all("span")]
    assert any(chip.startswith("Seiko 6") for chip in chips)


def notes(found: Element, place: Element) -> list[Element]:
    """The entries of the list of sources to which the marks in a place lead."""
    listed = {item.attributes["id"]: item for part in found.all("ol", class_="sources") for item in part.all("li")}
    marks = [link for refs in place.all("span", class_="refs") for link in refs.all("a")]
    return [listed[link.attributes["href"][1:]] for link in marks]


def test_evidence_is_in_notes(client: FlaskClient) -> None:
    found = page(client, "/partner/alibaba")
    rows = [row for row in found.all("tr") if "Joins TOP as cloud and e-commerce platform partner" in row.text]
    proof = notes(found, rows[0])
    assert len(proof) == 6
    sina = next(item for item in proof if "Sina Tech" in item.text)
    assert "19 January 2017 · Chinese" in sina.text
    assert any(link.attributes["href"].startswith("/source/") for link in sina.all("a"))
    assert rows[0].all("a", class_="record")[0].attributes["href"] == "/partnership/top-09--alibaba"


def test_gaps_of_a_category_are_told(client: FlaskClient) -> None:
    text = part(page(client, "/category/timekeeping"), "holders")
    assert text.index("TOP V") < text.index("Athens 1896")
    assert "nobody recorded" in text
    gaps = page(client, "/category/timekeeping").all("tr", class_="gap")
    assert any("Rome 1960" in gap.text for gap in gaps)


def test_a_gap_in_a_domestic_line_names_the_worldwide_holder(client: FlaskClient) -> None:
    gaps = [row.text for row in page(client, "/category/it-services").all("tr", class_="gap")]
    assert any("worldwide it was" in gap for gap in gaps)


def test_a_group_counts_its_narrower_categories(client: FlaskClient) -> None:
    found = page(client, "/category/technology")
    rows = {row.all("th")[0].text: row.text for row in found.all("table", class_="fields")[0].all("tbody")[0].all("tr")}
    assert "8 46 1896–2032" in rows["Timing, scoring and venue results"]
    assert len(rows) == 20


def test_a_country_shows_its_companies_and_its_games(client: FlaskClient) -> None:
    found = page(client, "/country/japan")
    text = found.all("main")[0].text
    assert "76 partners from Japan are recorded here; the first was Seiko, in 1963." in text
    assert "Japan hosted Tokyo 1964, Sapporo 1972, Nagano 1998 and Tokyo 2020." in text


def test_the_parts_of_a_long_page_have_everything_once(client: FlaskClient) -> None:
    first = page(client, "/country/japan")
    links = first.all("nav", class_="leaves")[0].all("a")
    parts = [first, *(page(client, link.attributes["href"].partition("#")[0]) for link in links)]
    tables = [found.all("table", class_="companies")[0].all("tbody")[0].all("tr") for found in parts]
    companies = [row.all("a")[0].attributes["href"] for rows in tables for row in rows]
    assert len(companies) == len(set(companies)) == 76
    assert "Companies 1 to 20 of 76" in first.text
    assert "Panasonic" in part(page(client, "/country/japan?part=programmes"), "programmes")
    group = page(client, "/category/technology")
    more = [page(client, a.attributes["href"].partition("#")[0]) for a in group.all("nav", class_="leaves")[0].all("a")]
    rows = [row for found in (group, *more) for row in found.all("table")[-1].all("tbody")[0].all("tr")]
    assert f"of {len(rows)}, in order of time" in group.text
    refused = client.get("/country/japan?part=9")
    assert refused.status_code == 404
    assert "This page has no part “9”; it has 1, 2, 3, 4 and programmes." in refused.text


@pytest.mark.parametrize(
    "address", ["/country/japan", "/country/japan?part=programmes", "/country/switzerland", "/country/belgium"]
)
def test_every_statement_about_a_country_has_its_sources(client: FlaskClient, address: str) -> None:
    found = page(client, address)
    for table in some(table for name in ("companies", "shares") for table in found.all("table", class_=name)):
        for row in some(table.all("tbody")[0].all("tr")):
            assert row.all("span", class_="refs"), row.text
    listed = {item.attributes["id"] for item in found.all("ol", class_="sources")[0].all("li")}
    cited = {link.attributes["href"][1:] for refs in found.all("span", class_="refs") for link in refs.all("a")}
    assert cited == listed
    for kind in ("games", "event"):
        for item in any_number(found.all("main")[0].all("li")):
            links = [link.attributes["href"] for link in item.all("a")]
            assert not links or not links[0].startswith(f"/{kind}/") or item.all("span", class_="refs"), item.text


def test_the_evidence_of_a_company_on_the_page_of_its_country(client: FlaskClient) -> None:
    found = page(client, "/country/china")
    rows = found.all("table", class_="companies")[0].all("tbody")[0].all("tr")
    proof = next(row for row in rows if row.text.startswith("Alibaba")).all("details", class_="evidence")[0]
    statement = next(item for item in proof.all("li") if item.all("a")[0].attributes["href"].startswith("/partnership"))
    assert "Joins TOP as cloud and e-commerce platform partner" in statement.text
    sina = [item.text for item in notes(found, statement) if "Sina Tech" in item.text]
    assert len(sina) == 1
    assert "19 January 2017 · Chinese" in sina[0]


def test_who_left_within_a_programme_is_not_counted_for_its_country(client: FlaskClient) -> None:
    countries = {row["iso_alpha2"]: row["id"] for row in rows("countries")}
    organizations = by_id("organizations")
    stayed_in = {(held_in, partner) for held_in, partner, _ in stayed()}
    gone = sorted({(held_in, partner) for held_in, partner, _ in left_early()} - stayed_in)
    for held_in, partner in some(gone):
        country = organizations[partner]["country"]
        address = f"/country/{countries[country]}"
        long = page(client, address).all("nav", class_="leaves")
        table = page(client, address + ("?part=programmes" if long else "")).all("table", class_="shares")[0]
        (row,) = (row for row in table.all("tr") if f"/programme/{held_in}" in hrefs(row))
        others = [other for held, other in stayed_in if held == held_in and organizations[other]["country"] == country]
        assert row.all("td", class_="num")[0].text == str(len(others))
        assert f"/partner/{partner}" in hrefs(row.all("span", class_="note")[0])


def hrefs(element: Element) -> list[str]:
    return [link.attributes["href"] for link in element.all("a")]


WORDS = {
    "minimum": "at least {}", "at-least": "at least {}", "maximum": "at most {}", "at-most": "at most {}",
    "about": "about {}", "target": "{} (target)", "forecast": "{} (forecast)", "per-year": "{} a year",
    "per-quadrennium": "{} every four years", "total": "{}", "": "{}",
}  # fmt: skip


def cell_of(element: Element, address: str) -> str:
    """The text of the row that leads to a thing."""
    (row,) = (row for row in element.all("tr") if address in hrefs(row))
    return row.text


@pytest.mark.parametrize(
    "basis", [basis for basis in WORDS if any(row["basis"] == basis for row in rows("reported_values"))]
)
def test_money_has_its_bounds_in_words(client: FlaskClient, basis: str) -> None:
    row = next(row for row in rows("reported_values") if row["basis"] == basis and row["partner"] and row["currency"])
    said = WORDS[basis].format(amount(row["amount"], row["currency"]))
    address = f"/reported-value/{row['id']}"
    assert said in cell_of(page(client, f"/partner/{row['partner']}"), address)
    title = page(client, address).all("h1")[0].text
    assert said in title


@pytest.mark.parametrize("word", sorted({row["qualifier"] for row in rows("statistics") if row["scope"] == "games"}))
def test_figures_have_their_qualifier_years_and_tier_in_words(client: FlaskClient, word: str) -> None:
    row = next(row for row in rows("statistics") if row["qualifier"] == word and row["scope"] == "games")
    scale = {"one": 1, "million": 10**6, "billion": 10**9}[row["unit_scale"]]
    value = amount(f"{Decimal(row['amount']) * scale:f}", row["currency"])
    text = cell_of(page(client, f"/games/{row['subject']}"), f"/statistic/{row['id']}")
    assert WORDS[word].format(value) in text
    assert years(row["period_start"], row["period_end"]) in text


def test_a_country_without_a_partner_says_so(client: FlaskClient) -> None:
    found = page(client, "/country/afghanistan")
    assert "No partner from Afghanistan is recorded" in found.text
    assert not found.all("svg", class_="chronicle")


def test_a_country_with_one_company(client: FlaskClient) -> None:
    text = page(client, "/country/belgium").all("main")[0].text
    assert "One partner from Belgium is recorded here: AB InBev, from 2024 on." in text
    assert "Belgium hosted Antwerp 1920." in text


def test_a_person_has_roles_events_and_company(client: FlaskClient) -> None:
    found = page(client, "/person/thomas-bach")
    assert "2013 – 23 June 2025" in part(found, "roles")
    events = found.all("ol", class_="happenings")[0].all("li")
    assert "Bach hands the IOC presidency to Coventry" in events[0].text
    assert all(event.all("span", class_="refs") for event in some(events) if event.all("h3"))
    assert "International Olympic Committee" in part(found, "met")


def test_an_organization_tells_what_it_ran_announced_and_who_spoke_for_it(client: FlaskClient) -> None:
    found = page(client, "/organization/ioc")
    lede = found.all("p", class_="lede")[0].text
    assert "It ran the Olympic Partner (TOP) Programme and the Olympic Channel Founding Partners." in lede
    assert "70 announcements and other events" in lede
    assert "TOP IX" in part(found, "programmes")
    assert "Thomas Bach, IOC President (2013–2025)" in part(found, "people")
    assert "12 of 70, the latest; show all" in found.text
    events = [item for feed in found.all("ol", class_="happenings") for item in feed.all("li") if item.all("h3")]
    assert len(events) == 70
    assert all(event.all("span", class_="refs") for event in some(events))


def test_an_organising_committee_leads_to_its_games_and_programme(client: FlaskClient) -> None:
    iri = subject_of("games", "2020-summer")
    here = client.application.extensions["opg"]
    committee = Entity.load(here.ask, iri)
    assert committee is not None
    organizer = committee.things("organisingCommittee")[0]
    found = page(client, here.catalogue.urls.page(organizer.iri))
    assert (
        "It ran the Tokyo 2020 Sponsorship Programme, in which 65 partners are recorded."
        in found.all("p", class_="lede")[0].text
    )
    assert "65" in part(found, "programmes")


def test_every_organization_has_a_page(client: FlaskClient) -> None:
    here = client.application.extensions["opg"]
    rows = [row.thing for row in here.ask.rows(ThingsWithPagesRow)]
    others = [iri for iri in rows if "/id/organization/" in iri and iri not in here.catalogue.partners]
    assert len(others) > 50
    for iri in some(others[::6]):
        assert len(page(client, here.catalogue.urls.page(iri)).all("p", class_="lede")) == 1


def test_an_event_names_who_where_and_what_else(client: FlaskClient) -> None:
    found = page(client, "/event/2017-01-19-alibaba")
    text = found.all("main")[0].text
    assert "Announcement in Davos, Switzerland, on 19 January 2017." in text
    assert "Jack Ma" in part(found, "participants")
    assert "Omega extends through 2032" in part(found, "others")
    assert "Ten of" in text
    assert found.all("ol", class_="sources")


def test_a_source_shows_what_rests_on_it(client: FlaskClient) -> None:
    found = page(client, "/source/yomiuri-2020-12-25-tokyo-68")
    text = found.all("main")[0].text
    assert "Partnerships (65)" in text
    assert "15 of 65" in text
    links = [link.attributes["href"] for link in found.all("a")]
    assert sum(link.startswith("/partnership/") for link in links) == 65
    assert "/queries/statements-of-source?source=yomiuri-2020-12-25-tokyo-68" in links


def test_a_partnership_shows_deal_evidence_and_neighbours(client: FlaskClient) -> None:
    found = page(client, "/partnership/top-04--samsung")
    text = found.all("main")[0].text
    assert "9 May 1997 – 2000" in text
    assert "in the place of Motorola" in text
    assert len(found.all("ol", class_="sources")[0].all("li")) == 6
    assert "Motorola" in part(found, "succession")
    assert found.all("svg", class_="chronicle")


def test_whatever_a_partnership_page_says_of_others_and_of_money_has_its_sources(client: FlaskClient) -> None:
    found = page(client, "/partnership/top-09--alibaba")
    own, further = found.all("ol", class_="sources")
    assert [item.attributes["value"] for item in own.all("li")] == ["1", "2", "3", "4", "5", "6"]
    assert further.all("li")[0].attributes["value"] == "7"
    money = next(row for row in found.all("tr") if row.text.startswith("USD 800 million"))
    assert "insidethegames" in notes(found, money)[0].text
    before = next(cell for cell in page(client, "/partnership/top-04--samsung").all("td") if "Motorola" in cell.text)
    assert before.all("span", class_="refs")


@pytest.mark.parametrize("address", ["/partner/omega", "/partner/coca-cola"])
def test_who_came_before_and_after_has_sources(client: FlaskClient, address: str) -> None:
    cells = [cell for row in page(client, address).all("table", class_="succession") for cell in row.all("td")]
    told = [cell for cell in cells if any(link.attributes["href"].startswith("/partnership") for link in cell.all("a"))]
    assert len(told) > 5
    assert all(cell.all("span", class_="refs") for cell in some(told))


def test_money_says_who_published_it(client: FlaskClient) -> None:
    found = page(client, "/partner/alibaba")
    row = next(row for row in found.all("tr") if row.text.startswith("USD 800 million"))
    [proof] = notes(found, row)
    assert "insidethegames" in proof.text
    assert any(link.attributes["href"].startswith("/source/") for link in proof.all("a"))
    figures = page(client, "/games/2020-summer")
    told = [
        row for row in figures.all("tr") if any(a.attributes["href"].startswith("/statistic/") for a in row.all("a"))
    ]
    assert told
    assert all(row.all("a", class_="record") for row in some(told))


def test_the_roles_of_people_at_an_event_have_their_sources(client: FlaskClient) -> None:
    people = page(client, "/event/2017-01-19-alibaba").all("dl", class_="facts")[0].all("li")
    bach = next(item for item in people if item.text.startswith("Thomas Bach, IOC President"))
    assert bach.all("span", class_="refs")


@pytest.mark.parametrize("address", [*POOR_AND_RICH, "/games/2020-summer", "/programme/2024-summer-domestic"])
def test_each_page_offers_its_tables(client: FlaskClient, address: str) -> None:
    address = address.partition("?")[0]
    found = page(client, address)
    links = [link.attributes["href"] for link in found.all("link", rel="alternate", type="text/csv")]
    assert links
    shown = [link.attributes["href"] for link in found.all("a")]
    for link in some(links):
        table = list(csv.DictReader(io.StringIO(client.get(link).text)))
        assert table or address == "/country/afghanistan", link
        assert link in shown
        assert len(client.get(link.replace(".csv?", ".json?")).get_json()["rows"]) == len(table)
        assert client.get(link.replace("/api/queries/", "/queries/").replace(".csv?", "?")).status_code == 200


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/partner/mcdonalds", "Its partnership in TOP IX ended before its time, on 16 June 2017: the partner left."),
        ("/partner/mcdonalds", "Its last recorded partnership was in PyeongChang 2018."),
        ("/partner/alibaba", "It is a partner now, in TOP XI and Olympic Channel"),
        ("/partner/kodak", "Its last recorded partnership, in TOP VI, ended in 2008."),
        ("/partner/panasonic", "Its last recorded partnership, in TOP X, ended in 2024."),
        (
            "/partner/motorola",
            "Its partnership in TOP IV ended before its time, in 1997: another partner took the field over.",
        ),
        (
            "/partner/alibaba",
            "has been a worldwide partner in three terms of the TOP programme (TOP IX, TOP X and TOP XI), for cloud",
        ),
        ("/partner/visa", "Its first recorded partnership, in TOP I, began in 1986. It is a partner now"),
        ("/partner/visa", "now, in TOP XI and Worldwide Paralympic Partners, and is announced for TOP XII."),
        ("/partner/omega", "to Seoul 1988. It is first recorded as a partner in Los Angeles 1932. It is a partner now"),
        (
            "/partner/mcdonalds",
            "It was also a domestic partner of Los Angeles 1984, Atlanta 1996 and PyeongChang 2018.",
        ),
        (
            "/partner/swatch-group",
            "was a worldwide partner in TOP V, for timing, scoring and venue results. Its partnership began",
        ),
        ("/partner/johnson-johnson", "from the United States, was a worldwide partner in TOP VI"),
        ("/partner/coca-cola", "The Coca-Cola Company, from the United States, has been a worldwide partner in eleven"),
        (
            "/partner/coca-cola",
            "It has also been a partner in the programme “Worldwide Paralympic Partners” and a domestic partner of 13",
        ),
        ("/partner/alsok", "Its partnership began on 20 October 2015 and ended on 31 December 2021."),
        ("/partner/nortel", "ended before its time, on 10 July 2009: the partner could not pay."),
        ("/partner/usps", "The United States Postal Service, a public body from the United States, was"),
        ("/organization/usopc", "The United States Olympic & Paralympic Committee is a National Olympic Committee"),
        (
            "/organization/naoc",
            "It ran the Nagano 1998 domestic marketing programme, in which seven partners are recorded.",
        ),
        ("/organization/rome-1960-oc", "The organising committee of Rome 1960 is an organising committee in Italy."),
        ("/organization/rome-1960-oc", "Two partners are recorded with it, before there was an organised programme."),
        ("/person/nicolas-g-hayek", "Nicolas G. Hayek appears in the sources with Swatch Group."),
        ("/person/tom-welch", "Tom Welch appears in the sources with the Salt Lake Organizing Committee."),
        ("/person/rob-prazmark", "Rob Prazmark appears in the sources with ISL Marketing AG"),
        ("/person/patrick-baumann", "president of the Lausanne 2020 Organising Committee"),
        ("/person/horst-dassler", "as founder of ISL Marketing AG (1982–1987) and president of adidas (1987)."),
        ("/person/john-coates", "chair of the Tokyo 2020 Coordination Commission (IOC)"),
        ("/person/christoph-p-malms", "became head of the Sporis holding (owner of ISL) in 1990."),
        ("/person/thomas-bach", "Thomas Bach was IOC President from 2013 to 2025."),
        ("/category/timekeeping", "Omega holds the category now, in TOP XI."),
        (
            "/partnership/top-09--alibaba",
            "Alibaba Group was a Worldwide Olympic Partner in TOP IX (19 January 2017 – 2020), for cloud services and "
            "e-commerce platform services. Its Games: PyeongChang 2018 and Tokyo 2020.",
        ),
        ("/partner/seiko", "was a domestic partner of six Games, from Tokyo 1964 to Salt Lake City 2002, for timing"),
        ("/category/banking", "now."),
    ],
)
def test_summaries_say_how_things_stand(client: FlaskClient, address: str, said: str) -> None:
    assert said in page(client, address).all("p", class_="lede")[0].text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "/partner/chiquita",
            "Chiquita, a company from the United States, was a domestic partner of Lake Placid 1980, for fresh "
            "produce.",
        ),
        (
            "/partner/361-degrees",
            "361 Degrees, a company from China, was an Official Supporter of Rio 2016, for sportswear and sports "
            "shoes.",
        ),
        (
            "/partner/pennymac",
            "Pennymac, a company from the United States, is an Official Supporter of Los Angeles 2028, for banking.",
        ),
        (
            "/partner/reebok",
            "Reebok, a company from the United States, was a domestic partner of Sydney 2000, for sportswear and "
            "sports shoes. Its partnership ended before its time, in December 1999: the two sides fell out.",
        ),
        (
            "/partner/air-china",
            "Air China, a state company from China, was a domestic partner of Beijing 2008 and Beijing 2022, for "
            "airlines. Its last recorded partnership, in Beijing 2022, ended in 2024.",
        ),
    ],
)
def test_no_beginning_of_a_programme_passes_for_that_of_a_partner(client: FlaskClient, address: str, said: str) -> None:
    found = page(client, address)
    assert found.all("p", class_="lede")[0].text == said
    assert said.startswith(found.all("meta", name="description")[0].attributes["content"].rstrip("…"))


def test_summaries_give_dates_that_a_source_gives_and_no_partner_is_in_and_out(client: FlaskClient) -> None:
    here = client.application.extensions["opg"]
    deals: dict[str, list[Partnership]] = {}
    for whole in here.catalogue.programmes:
        for deal in partnerships_about(here.catalogue, whole):
            deals.setdefault(deal.partner.iri, []).append(deal)
    told = 0
    for iri, own in some(deals.items()):
        subject = Entity.load(here.ask, iri)
        assert subject is not None
        text = " ".join(partner_summary(subject, own, [], here.catalogue))
        assert " since " not in text
        assert "  " not in text
        assert ("It is a partner now" in text) + ("ended in" in text) <= 1, text
        if found := re.search(r" (?:began|begins) (?:on|in) ([^.]+?)(?: and ended [^.]+)?\.", text):
            told += 1
            assert found[1] in {format_date(deal.start) for deal in own if deal.start}, text
    assert told > 50


def test_countries_have_the_article_that_english_gives_them(client: FlaskClient) -> None:
    rows = client.application.extensions["opg"].ask.rows(CountriesListRow)
    names = {row.countryLabel for row in rows}
    assert len(names) > 200
    assert {name for name in names if the_country(name) != name} == {
        "Åland Islands", "Bahamas", "British Indian Ocean Territory", "British Virgin Islands", "Caribbean Netherlands",
        "Cayman Islands", "Central African Republic", "Cocos (Keeling) Islands", "Comoros", "Cook Islands",
        "Dominican Republic", "Falkland Islands", "Faroe Islands", "French Southern Territories", "Gambia",
        "Heard and McDonald Islands", "Isle of Man", "Maldives", "Marshall Islands", "Netherlands",
        "Northern Mariana Islands", "Philippines", "Republic of the Congo", "Seychelles", "Solomon Islands",
        "Turks and Caicos Islands", "United Arab Emirates", "United Kingdom", "United States",
        "United States Minor Outlying Islands", "United States Virgin Islands",
    }  # fmt: skip


def test_games_are_told_by_tier_as_the_organiser_named_them(client: FlaskClient) -> None:
    text = part(page(client, "/games/2020-summer"), "partners")
    for tier in ("Gold Partner (15)", "Official Partner", "Official Supporter"):
        assert tier in text
    assert text.index("Worldwide") < text.index("Gold Partner")


def test_a_programme_shows_when_its_partners_came_in(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    found = page(client, "/programme/2020-summer-domestic")
    drawing = found.all("svg", class_="chronicle")[0]
    assert len(drawing.all("a", class_="bar")) == 40
    unstarted = [row for row in rows("partnerships") if row["programme"] == "2020-summer-domestic" and not row["start"]]
    announced = sum(bool(row["announced"]) for row in unstarted)
    said = f"{len(unstarted)} partnerships are not drawn, since no source says when they began; beginnings: "
    assert said + f"{announced} as announced, {len(unstarted) - announced} assumed." in found.text
    term = page(client, "/programme/top-09").all("svg", class_="chronicle")[0]
    assert term.all("a", class_="b-ended")
    monkeypatch.setattr(programme, "_LANES", 12)
    fewer = page(client, "/programme/2020-summer-domestic?anew")  # an address that is not kept from before
    assert "12 of 40 partnerships with a known beginning" in fewer.text
    everything = page(client, "/programme/2020-summer-domestic?all").all("svg", class_="chronicle")[0]
    assert len(everything.all("a", class_="bar")) == 40


@pytest.mark.parametrize("address", ["/programme/2024-summer-domestic", "/country/belgium", "/country/japan"])
def test_the_legend_of_a_timeline_names_the_colours_that_are_in_it(client: FlaskClient, address: str) -> None:
    figure = next(found for found in page(client, address).all("figure") if found.all("svg", class_="chronicle"))
    named = {colour_of(item) for item in figure.all("ul", class_="legend")[0].all("li")} - {""}
    drawn = {colour_of(part) for part in figure.all("svg", class_="chronicle")[0].walk()} - {""}
    assert named == drawn


def colour_of(element: Element) -> str:
    return next((name for name in element.attributes.get("class", "").split() if name.startswith("f-")), "")


def test_a_programme_whose_partners_all_came_together_has_no_such_picture(client: FlaskClient) -> None:
    assert not page(client, "/programme/1896-summer-domestic").all("svg", class_="chronicle")


@pytest.mark.parametrize(
    ("address", "kind", "facts"),
    [
        (
            "/status/terminated",
            "Status of a partnership",
            {"Definition": "Ended before its time", "Top concept of": ""},
        ),
        (
            "/tier/2024-summer-domestic--official-supporter",
            "Tier",
            {"Rank": "3", "In the plural": "Official Supporters"},
        ),
        ("/contribution/alibaba-brand-protection", "Contribution", {"Kind of contribution": "brand protection"}),
        ("/reported-value/top-alibaba-75d1d5", "Reported value", {"Amount": "600 million", "From": "2017"}),
        ("/graph/curated", "Dataset", {"Description": "The facts of the tables"}),
        ("/scheme/status", "Concept scheme", {"Has top concept": "active"}),
    ],
)
def test_any_other_thing_is_told_in_words(client: FlaskClient, address: str, kind: str, facts: dict[str, str]) -> None:
    found = page(client, address)
    assert found.all("p", class_="eyebrow")[0].text == kind
    told = found.all("dl", class_="facts")[0]
    names = [name.text.removesuffix(" derived") for name in told.all("dt")]
    assert not [name for name in names if ":" in name], "names of terms are for programs"
    stated = dict(zip(names, (value.text for value in told.all("dd")), strict=True))
    assert {name: stated[name][: len(value)] for name, value in facts.items()} == facts


def test_a_page_says_why_it_ended_who_came_after_and_what_role_there_was(client: FlaskClient) -> None:
    text = part(page(client, "/partner/panasonic"), "partnerships")
    assert "Why it ended: the partner left or did not renew" in text
    assert "Taken over by TCL" in text
    assert "Also: torch relay worldwide partner" in part(page(client, "/partner/lenovo"), "partnerships")


def test_what_is_assumed_looks_assumed(client: FlaskClient) -> None:
    found = page(client, "/partner/seiko")
    assert any("(assumed)" in item.text for item in found.all("span", class_="assumed"))
    assert found.all("path", class_="c-hatch")
    assert "dates not recorded" in page(client, "/category/timekeeping").text


def test_lines_of_assumed_beginnings_are_not_solid(client: FlaskClient) -> None:
    """A partnership that is neither announced nor ended early nor joint has a line of its own if it has no start."""
    for name in ("2008-summer-domestic", "2012-summer-domestic"):
        deals = [row for row in rows("partnerships") if row["programme"] == name]
        shown = [row for row in deals if row["status"] not in {"announced", "terminated"} and not row["joint_with"]]
        assumed = {row["partner"] for row in shown if not (row["start"] or row["announced"])}
        figure = page(client, f"/programme/{name}").all("figure", class_="network")[-1]
        drawn = figure.all("svg")[0].all("path", class_="e-assumed")
        assert len(drawn) == len(assumed) > 0
        assert "beginning assumed or not recorded" in figure.all("ul", class_="legend")[0].text
    stated = page(client, "/programme/2024-summer-domestic")
    assert bool(stated.all("path", class_="e-assumed")) == ("beginning assumed or not recorded" in stated.text)


def test_years_in_tables_say_what_is_assumed_of_them(client: FlaskClient) -> None:
    """Finding 1: the years of a country's companies repeated what was assumed."""
    row = next(
        row
        for row in rows("partnerships")
        if row["programme"] == "2008-summer-domestic" and not (row["start"] or row["announced"] or row["end"])
        if sum(other["partner"] == row["partner"] for other in rows("partnerships")) == 1
    )
    name = next(other["name"] for other in rows("organizations") if other["id"] == row["partner"])
    (line,) = (line for line in page(client, "/country/china").all("tr") if line.text.startswith(name))
    assert "2003–2008 (assumed)" in [mark.text for mark in line.all("span", class_="assumed")]
    narrower = page(client, "/category/technology").all("span", class_="assumed")
    assert any(mark.text.endswith("assumed)") for mark in some(narrower))


def test_a_field_held_for_assumed_years_is_hatched(client: FlaskClient) -> None:
    """The bars of a group of categories stand for several partnerships each."""
    figure = page(client, "/category/technology").all("figure", class_="network")[0]
    assert figure.all("path", class_="c-hatch")
    assert "beginning or end assumed" in figure.all("ul", class_="legend")[0].text


def test_kind_and_country_say_their_source_or_that_there_is_none(client: FlaskClient) -> None:
    assert "Country and kind of organization: no source recorded" in page(client, "/partner/361-degrees").text
    assert re.search(r"Kind and country: Sources: \[\d+\]", part(page(client, "/partner/3m"), "facts"))


def test_a_source_says_who_speaks_and_whether_it_is_a_copy(client: FlaskClient) -> None:
    copy = next(row for row in rows("sources") if row["copy_of"].startswith("http"))
    text = page(client, f"/source/{copy['id']}").text
    assert f"The address is that of a copy. The original: {copy['copy_of']}" in text
    assert "Rests on it alone" in text


def test_what_each_worldwide_partner_brings_stands_on_its_page(client: FlaskClient) -> None:
    worldwide = {row["id"] for row in rows("programmes") if row["kind"] != "domestic"}
    brought: dict[str, list[str]] = {}
    for row in some(rows("contributions")):
        if row["partner"] and row["programme"] in worldwide:
            brought.setdefault(row["partner"], []).append(row["description"])
    assert len(brought) >= 20
    for partner, descriptions in some(brought.items()):
        found = page(client, f"/partner/{partner}")
        links = [link.text for link in found.all("a") if link.attributes["href"].startswith("/contribution/")]
        for description in some(descriptions):
            rest = next(text for text in links if description.endswith(text))
            assert description.removesuffix(rest).rstrip(" ,;") in part(found, "contributions"), partner


@pytest.mark.parametrize(
    ("address", "programme", "day"),
    [
        ("/partnership/top-09--alibaba", "top-09", "2017-01-19"),
        ("/partner/alibaba", "top-09", "2017-01-19"),
        ("/partnership/1896-summer-domestic--longines", "1896-summer-domestic", "1896-04-06"),
        ("/event/2017-01-19-alibaba", "top-09", "2017-01-19"),
    ],
)
def test_who_else_was_in_that_day_is_one_click_away(
    client: FlaskClient, address: str, programme: str, day: str
) -> None:
    links = {link.attributes["href"] for link in page(client, address).all("a")}
    question = f"/queries/partners-on-date?programme={programme}&date={day}"
    assert question in links
    assert "/queries/partners-on-date?programme=top-10&date=2017-01-19" not in links, "TOP X had not begun"
    assert client.get(question).status_code == 200


def test_contributions_do_not_hang_on_one_source_and_one_without_address_says_so(client: FlaskClient) -> None:
    """Finding 5 of the pages: one source without an address carried all contributions."""
    sources = by_id("sources")
    cited = [listed(row["sources"]) for row in rows("contributions")]
    addressed = [any(sources[source]["url"] for source in own) for own in some(cited)]
    assert sum(addressed) > 0.9 * len(addressed)
    used = Counter(source for own in cited for source in own)
    assert max(used.values()) < 0.1 * len(cited)
    unreached = next(source for source in used if not sources[source]["url"])
    found = page(client, f"/source/{unreached}")
    assert "No address is known for it." in found.text
    assert not found.all("a", class_="away")


def test_one_deal_of_two_categories_is_one_partnership_with_one_end_and_one_event(client: FlaskClient) -> None:
    """Finding 6 of the pages: it was two rows with different ends and two events, and its later terms were nobody's."""
    found = page(client, "/partner/alibaba")
    deals = [row for row in rows("partnerships") if row["partner"] == "alibaba"]
    assert len({(row["programme"], row["partner"]) for row in deals}) == len(deals)
    signed = [row for row in rows("events") if "top-09--alibaba" in listed(row["partnerships"])]
    assert len(signed) == 1
    headings = [link.text for head in found.all("h3") for link in head.all("a")]
    assert headings.count(signed[0]["title"]) == 1
    held = [row.text for row in found.all("table", class_="succession")[0].all("tr")]
    assert len([text for text in held if "TOP IX, TOP X and TOP XI" in text]) == 2, (
        "both categories, in all three terms"
    )


@pytest.mark.parametrize(
    ("address", "before", "after"),
    [
        ("/games/2020-summer", "/games/2016-summer", "/games/2024-summer"),
        ("/programme/top-09", "/programme/top-08", "/programme/top-10"),
        ("/programme/top-01", "", "/programme/top-02"),
    ],
)
def test_games_and_terms_lead_to_those_before_and_after(
    client: FlaskClient, address: str, before: str, after: str
) -> None:
    [along] = page(client, address).all("nav", class_="along")
    found = {link.attributes["rel"]: link.attributes["href"] for link in along.all("a")}
    assert found == {rel: href for rel, href in (("prev", before), ("next", after)) if href}
