"""The questions that the product must answer, each against the tables, counted here on their own."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from graph.stores.store import EmbeddedStore
from tests.queries.asking import Row, ask, slugs
from tests.some import some
from tests.tables import by_id, first_day, last_day, left_early, listed, published, rows, stayed, terms


def top_partners_on(day: date) -> set[str]:
    """The partners of TOP on a day, straight from the tables."""
    programmes = by_id("programmes")
    partners = set()
    for row in rows("partnerships"):
        if row["programme"] in terms():
            start = row["start"] or programmes[row["programme"]]["start"]
            end = row["end"] or programmes[row["programme"]]["end"]
            if first_day(start) <= day <= last_day(end):
                partners.add(row["partner"])
    return partners


@pytest.mark.parametrize(
    ("day", "count"),
    [("2017-01-18", 12), ("2017-01-20", 13), ("1988-09-17", 9), ("2024-07-26", 16)],
)
def test_partners_of_top_on_a_day(store: EmbeddedStore, day: str, count: int) -> None:
    found = ask(store, "partners-on-date", programme="top", date=day)
    assert len(found) == count
    assert len(set(slugs(found, "partner"))) == count
    assert set(slugs(found, "partner")) == top_partners_on(date.fromisoformat(day))


def test_alibaba_joins_between_the_two_days(store: EmbeddedStore) -> None:
    before, after = (
        set(slugs(ask(store, "partners-on-date", programme="top", date=day), "partner"))
        for day in ("2017-01-18", "2017-01-20")
    )
    assert after - before == {"alibaba"}
    assert before < after


def test_a_partner_with_two_categories_has_one_row_that_names_both(store: EmbeddedStore) -> None:
    (row,) = (
        row for row in ask(store, "partners-on-date", date="2017-01-20") if row["partner"] == "organization/alibaba"
    )
    assert row["categories"] == "Cloud services; E-commerce platform services"
    assert row["partnerships"] == "1", "one deal, whose two categories are in one row"
    assert row["partnership"] == "partnership/top-09--alibaba"


@pytest.mark.parametrize(
    ("programme", "day"),
    [("top", "2017-01-18"), ("2012-summer-domestic", "2012-07-27"), ("ipc-worldwide", "2022-01-01")],
)
def test_evidence_of_each_row_leads_to_a_source(store: EmbeddedStore, programme: str, day: str) -> None:
    found = ask(store, "partners-on-date", programme=programme, date=day)
    assert found
    partnerships = by_id("partnerships")
    for row in some(found):
        sources = listed(partnerships[row["partnership"].rpartition("/")[2]]["sources"])
        followed = ask(store, "evidence-of", statement=row["partnership"].replace("/", ":", 1))
        assert {step["evidence"] for step in followed} == {row["evidence"]}
        assert set(slugs(followed, "source")) == set(sources)
        assert row["source"].rpartition("/")[2] in sources
        assert row["sourceLabel"]


def test_a_term_of_top_can_be_asked_alone(store: EmbeddedStore) -> None:
    found = ask(store, "partners-on-date", programme="top-09", date="2021-06-01")
    assert set(slugs(found, "partner")) == {"dow", "general-electric"}


def test_without_a_start_a_partner_counts_from_the_opening_of_its_games(store: EmbeddedStore) -> None:
    undated = "1984-winter-domestic"
    assert not by_id("programmes")[undated]["start"]
    opening = by_id("games")["1984-winter"]["opening"]
    before = date.fromordinal(date.fromisoformat(opening).toordinal() - 1).isoformat()
    unknown = [
        row["partner"]
        for row in rows("partnerships")
        if row["programme"] == undated and not row["start"] and not row["announced"]
    ]
    assert unknown
    on_the_day = ask(store, "partners-on-date", programme=undated, date=opening)
    assert set(unknown) <= set(slugs(on_the_day, "partner"))
    assert all("from" not in row for row in some(on_the_day) if row["partner"].rpartition("/")[2] in unknown)
    assert not set(unknown) & set(slugs(ask(store, "partners-on-date", programme=undated, date=before), "partner"))


def test_partners_of_a_games_by_tier(store: EmbeddedStore) -> None:
    found = ask(store, "partners-of-games", games="2012-summer")
    domestic = [row for row in found if row["programme"] == "programme/2012-summer-domestic"]
    london = [row for row in rows("partnerships") if row["programme"] == "2012-summer-domestic"]
    stayed = [row for row in london if not row["end"] or last_day(row["end"]) >= date(2012, 7, 27)]
    assert Counter(row["tier"].rpartition("--")[2] for row in domestic) == Counter(row["tier"] for row in stayed)
    assert {row["programme"] for row in found} == {"programme/top-07", "programme/2012-summer-domestic"}
    assert [row["programme"] for row in found] == sorted((row["programme"] for row in found), reverse=True)
    ranks = [int(row["rank"]) for row in domestic]
    assert ranks == sorted(ranks)


def test_history_of_a_partner(store: EmbeddedStore) -> None:
    found = ask(store, "partner-history", partner="coca-cola")
    assert sorted(slugs(found, "partnership")) == sorted(
        row["id"] for row in rows("partnerships") if row["partner"] == "coca-cola"
    )
    assert [row["from"] for row in found if "from" in row] == sorted(row["from"] for row in found if "from" in row)
    assert found[0]["partnership"] == "partnership/1928-summer-domestic--coca-cola"


def test_holders_of_a_category(store: EmbeddedStore) -> None:
    categories = by_id("categories")

    def within(category: str, group: str) -> bool:
        return category == group or (bool(category) and within(categories[category]["broader"], group))

    found = ask(store, "category-holders", category="technology")
    expected = [
        (row["id"], category)
        for row in rows("partnerships")
        for category in listed(row["categories"])
        if within(category, "technology")
    ]
    assert sorted(zip(slugs(found, "partnership"), slugs(found, "category"), strict=True)) == sorted(expected)


def test_holders_of_a_category_in_top_alone(store: EmbeddedStore) -> None:
    found = ask(store, "category-holders", category="timekeeping", programme="top")
    assert list(dict.fromkeys(slugs(found, "partner"))) == ["swatch-group", "omega"]
    assert len(found) == sum(
        "timekeeping" in listed(row["categories"]) and row["programme"] in terms() for row in rows("partnerships")
    )


def test_games_covered_by_a_partner(store: EmbeddedStore) -> None:
    found = ask(store, "games-covered", about="alibaba")
    stated = {row["games"] for row in rows("games_covered") if row["partner"] == "alibaba"}
    assert len(stated) == 6
    assert set(slugs(found, "games")) == stated
    assert all(row["stated"] == row["derived"] == "yes" for row in some(found))
    assert set(slugs(found, "source")) == {"sina-2017-01-19-alibaba"}


def test_games_covered_by_a_partnership(store: EmbeddedStore) -> None:
    found = ask(store, "games-covered", about="top-09--alibaba")
    assert slugs(found, "games") == ["2018-winter", "2020-summer"]
    assert all(row["stated"] == "yes" for row in some(found))
    found = ask(store, "games-covered", about="top-09--mcdonalds")
    assert not found


def test_games_covered_where_nobody_states_it(store: EmbeddedStore) -> None:
    found = ask(store, "games-covered", about="partnership:2012-summer-domestic--bp")
    assert [(row["games"], row["stated"], row["derived"]) for row in found] == [("games/2012-summer", "no", "yes")]
    assert "source" not in found[0]


def test_partners_by_country(store: EmbeddedStore) -> None:
    countries = {row["iso_alpha2"]: row["id"] for row in rows("countries")}
    organizations = by_id("organizations")

    def counted(held: set[tuple[str, str]]) -> Counter[tuple[str, str]]:
        return Counter((term, countries[organizations[partner]["country"]]) for term, partner in held)

    in_term = {(term, partner) for term, partner, _ in stayed() if term in terms()}
    gone = {(term, partner) for term, partner, _ in left_early() if term in terms()} - in_term
    assert gone, "nobody left within a term"
    found = ask(store, "partners-by-country", programme="top")
    for column, expected in (("partners", counted(in_term)), ("leftEarly", counted(gone))):
        actual = Counter(
            {(row["term"].rpartition("/")[2], row["country"].rpartition("/")[2]): int(row[column]) for row in found}
        )
        assert +actual == expected


def test_a_partner_without_country_is_counted_too(store: EmbeddedStore) -> None:
    nowhere = {row["id"] for row in rows("organizations") if not row["country"]}
    programme, count = next(
        iter(Counter(row["programme"] for row in rows("partnerships") if row["partner"] in nowhere).items())
    )
    (row,) = (row for row in ask(store, "partners-by-country", programme=programme) if "country" not in row)
    assert int(row["partners"]) == count


def test_partnerships_that_ended_early(store: EmbeddedStore) -> None:
    expected = {row["id"] for row in rows("partnerships") if row["status"] == "terminated"}
    found = ask(store, "partnerships-ended-early")
    assert set(slugs(found, "partnership")) == expected
    assert len(found) == len(expected)
    top = ask(store, "partnerships-ended-early", programme="top")
    assert slugs(top, "partner") == ["motorola", "mcdonalds"]
    assert top[1]["end"] == "2017-06-16"


def test_founding_partners_of_the_olympic_channel(store: EmbeddedStore) -> None:
    found = ask(store, "olympic-channel-founding-partners")
    expected = [row for row in rows("partnerships") if row["programme"] == "olympic-channel-founding"]
    assert sorted(slugs(found, "partnership")) == sorted(row["id"] for row in expected)
    assert list(dict.fromkeys(slugs(found, "partner"))) == ["bridgestone", "alibaba"]


def test_contributions_of_a_partner_and_of_the_body(store: EmbeddedStore) -> None:
    found = ask(store, "contributions", partner="alibaba")
    own = {row["id"] for row in rows("contributions") if row["partner"] == "alibaba"}
    body = {row["id"] for row in rows("contributions") if not row["partner"] and row["programme"] == "top"}
    assert {row["contribution"].rpartition("/")[2] for row in found if "partner" in row} == own
    assert {row["contribution"].rpartition("/")[2] for row in found if "partner" not in row} == body
    kinds = set(slugs(found, "kind"))
    assert {"funding", "products", "services", "technology", "people", "brand-protection", "media"} <= kinds
    assert [bool(row.get("partner")) for row in found] == sorted(
        (bool(row.get("partner")) for row in found), reverse=True
    )


def test_contributions_of_a_partner_that_is_not_in_top(store: EmbeddedStore) -> None:
    assert ask(store, "contributions", partner="next") == []


def test_reported_values_of_a_partner(store: EmbeddedStore) -> None:
    found = ask(store, "reported-values", about="alibaba")
    expected = [row for row in rows("reported_values") if row["partner"] == "alibaba"]
    assert sorted((row["amount"], row["reportedBy"]) for row in found) == sorted(
        (row["amount"], row["reported_by"]) for row in expected
    )
    assert {row["amount"] for row in found} == {"600000000", "800000000"}


@pytest.mark.parametrize("about", ["programme:top", "2012-summer-domestic"])
def test_reported_values_of_a_programme(store: EmbeddedStore, about: str) -> None:
    programme = about.rpartition(":")[2]
    programmes = {programme} | (terms() if programme == "top" else set())
    expected = {row["id"] for row in rows("reported_values") if row["programme"] in programmes}
    assert set(slugs(ask(store, "reported-values", about=about), "value")) == expected


def test_each_reported_value_has_one_row_a_source(store: EmbeddedStore) -> None:
    found = ask(store, "reported-values", about="top")
    assert len({(row["value"], row["source"]) for row in found}) == len(found)
    values = by_id("reported_values")
    assert Counter(slugs(found, "value")) == Counter(
        {slug: len(set(listed(values[slug]["sources"]))) for slug in set(slugs(found, "value"))}
    )


def test_evidence_of_a_partnership(store: EmbeddedStore) -> None:
    found = ask(store, "evidence-of", statement="top-09--alibaba")
    row = by_id("partnerships")["top-09--alibaba"]
    assert sorted(slugs(found, "source")) == sorted(listed(row["sources"]))
    assert {step["note"] for step in found} == {row["evidence"]}
    sources = by_id("sources")
    for step in some(found):
        source = sources[step["source"].rpartition("/")[2]]
        assert (step["sourceLabel"], step.get("url", ""), step.get("published", ""), step["language"]) == (
            source["title"], source["url"], source["published"], source["language"],
        )  # fmt: skip


def seats(term: str) -> tuple[int, int, int]:
    """Count companies, those who left early, and seats of a term as the data's README says."""
    partnerships = [row for row in rows("partnerships") if row["programme"] == term]
    companies = {row["partner"] for row in partnerships}
    gone = {row["partner"] for row in partnerships if row["status"] == "terminated"}
    holding = companies - gone
    joint = {frozenset({row["partner"], *listed(row["joint_with"])}) for row in partnerships if row["joint_with"]}
    shared = sum(len(group & holding) - 1 for group in joint)
    heirs = {
        (row["organization"], row["other"])
        for row in rows("organization_relations")
        if row["relation"] in {"successor", "merged-into", "renamed-to"}
    } | {
        (row["partner"], heir)
        for row in partnerships
        if row["end_reason"] == "merged"
        for heir in listed(row["remit_to"])
    }
    inherited = len({partner for partner, heir in heirs if partner in holding and heir in companies})
    return len(companies), len(gone), len(holding) - shared - inherited


def test_partners_per_term_count_companies_and_seats(store: EmbeddedStore) -> None:
    found = ask(store, "partners-per-term", programme="top")
    counted = {
        row["term"].rpartition("/")[2]: tuple(int(row[name]) for name in ("companies", "leftEarly", "seats"))
        for row in found
    }
    assert counted == {term: seats(term) for term in terms()}
    assert counted["top-10"] == (16, 0, 15)
    assert counted["top-05"] == (12, 0, 11)
    assert counted["top-09"] == (15, 1, 14)


def test_partners_per_term_stand_beside_every_official_number(store: EmbeddedStore) -> None:
    found = ask(store, "partners-per-term", programme="top")
    official = {row["statistic"].rpartition("/")[2]: row["official"] for row in found if "statistic" in row}
    covered = {games for row in rows("programmes") if row["id"] in terms() for games in listed(row["games"])}
    figures = [row for row in rows("statistics") if row["measure"] == "top-partners"]
    expected = [row for row in figures if row["scope"] != "games" or row["subject"] in covered]
    assert official == {row["id"]: row["amount"] for row in expected}
    assert len(official) == sum("statistic" in row for row in found)
    (year,) = (row for row in found if row.get("about") == "period/2026")
    assert (year["term"], year["seats"], year["official"]) == ("programme/top-11", str(seats("top-11")[2]), "11")


def test_categories_per_term(store: EmbeddedStore) -> None:
    found = ask(store, "categories-per-term", programme="top")
    gone = {held for held in left_early() if held[0] in terms()}
    for column, held in (("partners", {held for held in stayed() if held[0] in terms()}), ("leftEarly", gone)):
        actual = Counter(
            {(row["term"].rpartition("/")[2], row["category"].rpartition("/")[2]): int(row[column]) for row in found}
        )
        assert +actual == Counter((term, category) for term, _, category in held)
    named = {(row["term"].rpartition("/")[2], row["category"].rpartition("/")[2]): row["holders"] for row in found}
    for term, partner, category in some(gone):
        holders = [name for other, name, field in stayed() | gone if (other, field) == (term, category)]
        label = by_id("organizations")[partner]["name"]
        assert len(holders) > 2 or f"{label} (left early)" in named[term, category]
    assert all("group" in row for row in some(found))


@pytest.mark.parametrize(
    ("name", "organization"),
    [
        ("alibaba", "alibaba"), ("ALIBABA", "alibaba"), ("阿里巴巴", "alibaba"), ("mcdonalds", "mcdonalds"),
        ("McDonald's", "mcdonalds"), ("coca cola", "coca-cola"), ("ブリヂストン", "bridgestone"), ("кока", "coca-cola"),
        ("atos origin", "atos"), ("Corona Cero", "ab-inbev"),
    ],
)  # fmt: skip
def test_organizations_are_found_by_any_of_their_names(store: EmbeddedStore, name: str, organization: str) -> None:
    assert organization in slugs(ask(store, "find-organization", name=name), "organization")


def test_every_alias_finds_its_organization(store: EmbeddedStore) -> None:
    public = published()
    sample = [row for row in rows("aliases") if row["about_kind"] == "organization" and row["about"] in public][::9]
    for row in some(sample):
        assert row["about"] in slugs(ask(store, "find-organization", name=row["alias"]), "organization"), row["alias"]


@pytest.mark.parametrize("name", ["&", " . ", "'", "xyzzy"])
def test_a_name_without_letters_or_holders_finds_nothing(store: EmbeddedStore, name: str) -> None:
    assert ask(store, "find-organization", name=name) == []


def test_published_figures(store: EmbeddedStore) -> None:
    scales = {"one": 1, "million": 10**6, "billion": 10**9}
    found = ask(store, "published-figures", indicator="top-revenue")
    expected = sorted(
        round(float(row["amount"]) * scales[row["unit_scale"]])
        for row in rows("statistics")
        if row["measure"] == "top-revenue"
    )
    assert sorted(round(float(row["amount"])) for row in found) == expected


@pytest.mark.parametrize("indicator", ["top-revenue", "domestic-sponsorship-revenue", "top-partners"])
def test_a_figure_says_what_it_covers_and_how_it_is_qualified(store: EmbeddedStore, indicator: str) -> None:
    tables = by_id("statistics")
    for row in some(ask(store, "published-figures", indicator=indicator)):
        figure = tables[row["statistic"].rpartition("/")[2]]
        span = int(figure["period_end"][:4]) - int(figure["period_start"][:4]) + 1
        if figure["scope"] == "games":
            assert (row["series"], row.get("years", "")) == ("one Games", "")
        else:
            assert (row["series"], row["years"]) == ("one year" if span == 1 else "several years", str(span))
        assert row.get("qualifierLabel", "") == figure["qualifier"].replace("-", " ")
        assert ("tierLabel" in row) == bool(figure["tier"])
        assert row.get("asOf", "") == figure["as_of"]


def test_every_answer_with_a_published_figure_has_its_qualifier(store: EmbeddedStore) -> None:
    tables = by_id("statistics")
    for name in ("partners-per-term", "coverage-against-official-counts", "reports-against-revenue"):
        for row in some(row for row in ask(store, name) if "statistic" in row):
            assert row.get("qualifierLabel", "") == tables[row["statistic"].rpartition("/")[2]]["qualifier"].replace(
                "-", " "
            )


def test_anything_is_found_by_name(store: EmbeddedStore) -> None:
    found = ask(store, "find-thing", name="tokyo 2020")
    assert {"games/2020-summer", "programme/2020-summer-domestic"} <= {row["thing"] for row in found}
    assert found[0]["exact"] == "yes"


TABLE_OF_CLASS = {
    "Category": "categories", "Contribution": "contributions", "Country": "countries", "Coverage": "games_covered",
    "Event": "events", "Games": "games", "Organization": "organizations", "Partnership": "partnerships",
    "Programme": "programmes", "ReportedValue": "reported_values", "Role": "people", "Source": "sources",
    "Statistic": "statistics", "Tier": "tiers",
}  # fmt: skip


def counts(store: EmbeddedStore) -> dict[str, Row]:
    return {row["what"].replace("#", "/").rpartition("/")[2]: row for row in ask(store, "counts")}


@pytest.mark.parametrize(("kind", "table"), TABLE_OF_CLASS.items())
def test_counts_are_those_of_the_tables(store: EmbeddedStore, kind: str, table: str) -> None:
    expected = published() if table == "organizations" else rows(table)
    assert int(counts(store)[kind]["count"]) == len(expected)


def test_counts_of_partners_and_people(store: EmbeddedStore) -> None:
    found = counts(store)
    assert int(found["partner"]["count"]) == len({row["partner"] for row in rows("partnerships")})
    assert int(found["Person"]["count"]) == len({row["person"] for row in rows("people")})
    assert {"curated", "derived", "ontology", "description"} <= set(found)


@pytest.mark.parametrize(
    ("programme", "day", "count"),
    [
        ("2020-summer-domestic", "2015-04-14", 12),
        ("2020-summer-domestic", "2016-06-07", 35),
        ("2008-summer-domestic", "2003-10-01", 0),
        ("2026-winter-domestic", "2025-03-07", 14),
        ("top", "2017-01-18", 12),
    ],
)
def test_partners_by_stated_or_announced_beginnings(store: EmbeddedStore, programme: str, day: str, count: int) -> None:
    """Finding 1: Beijing had 44 partners in 2003, Tokyo 25 before the first one signed."""
    found = ask(store, "partners-on-date", programme=programme, date=day, basis="announced")
    assert len(found) == count
    assert {row["fromBasis"] for row in found} <= {"stated", "announced"}


def test_bases_add_up(store: EmbeddedStore) -> None:
    day, programme = "2016-06-07", "2020-summer-domestic"
    sets = [
        set(slugs(ask(store, "partners-on-date", programme=programme, date=day, basis=basis), "partner"))
        for basis in ("stated", "announced", "assumed")
    ]
    assert sets[0] < sets[1] < sets[2]
    assert sets[2] == set(slugs(ask(store, "partners-on-date", programme=programme, date=day), "partner"))
