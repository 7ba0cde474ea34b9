"""The questions of researchers and reporters, each against the tables, counted here on their own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations

import pyoxigraph as ox
import pytest

from graph.stores.store import EmbeddedStore, Triples
from ontology.namespaces import ID_BASE, ONTOLOGY_NAMESPACE
from queries.run import run
from tests.queries.asking import Row, ask, slugs
from tests.some import some
from tests.tables import (
    Cells,
    by_id,
    covered,
    first_day,
    last_day,
    last_games_year,
    listed,
    partners_of,
    published,
    rows,
    terms,
)

SCALES = {"one": 1, "million": 10**6, "billion": 10**9}


@cache
def games_of() -> dict[str, set[str]]:
    """The Games of each partner."""
    found = defaultdict(set)
    for row, edition in covered():
        found[row["partner"]].add(edition)
    return dict(found)


def year(edition: str) -> int:
    return int(by_id("games")[edition]["year"])


def last(identifier: str) -> str:
    return identifier.rpartition("/")[2]


def percent(part: int, whole: int) -> str:
    """Round half up, in whole numbers."""
    return str((200 * part + whole) // (2 * whole))


def in_top(row: Cells) -> bool:
    return row["programme"] in terms()


def domestic(row: Cells) -> bool:
    return by_id("programmes")[row["programme"]]["kind"] == "domestic"


def test_longest_relationships(store: EmbeddedStore) -> None:
    found = ask(store, "longest-relationships", games="10")
    expected = {partner: len(games) for partner, games in games_of().items() if len(games) >= 10}
    assert {last(row["partner"]): int(row["games"]) for row in found} == expected
    assert found[0]["partnerLabel"] == "The Coca-Cola Company"
    assert [int(row["games"]) for row in found] == sorted(expected.values(), reverse=True)
    for row in some(found):
        years = [year(edition) for edition in games_of()[last(row["partner"])]]
        assert (year(last(row["firstGames"])), year(last(row["lastGames"]))) == (min(years), max(years))
        assert int(row["years"]) == max(years) - min(years)


def test_companies_that_rose_to_top(store: EmbeddedStore) -> None:
    first: dict[str, dict[str, int]] = {"domestic": {}, "top": {}}
    for row, edition in covered():
        for kind, holds in (("domestic", domestic(row)), ("top", in_top(row))):
            if holds:
                earlier = first[kind].get(row["partner"], 9999)
                first[kind][row["partner"]] = min(earlier, year(edition))
    expected = {
        partner: (first["domestic"][partner], risen)
        for partner, risen in first["top"].items()
        if first["domestic"].get(partner, 9999) < risen
    }
    found = ask(store, "risen-to-top")
    assert {
        last(row["partner"]): (year(last(row["domesticGames"])), year(last(row["topGames"]))) for row in found
    } == expected
    assert {"kodak", "toyota", "deloitte"} <= set(expected)


def test_partners_that_left_top(store: EmbeddedStore) -> None:
    held: dict[str, list[Cells]] = defaultdict(list)
    for row in filter(in_top, rows("partnerships")):
        held[row["partner"]].append(row)
    programmes = by_id("programmes")
    expected = {
        partner: (
            len({row["programme"] for row in all_of_it}),
            max(last_day(row["end"] or programmes[row["programme"]]["end"]).isoformat() for row in all_of_it),
        )
        for partner, all_of_it in held.items()
        if not any(row["status"] in {"active", "announced"} for row in all_of_it)
    }
    found = ask(store, "departed-partners")
    assert {last(row["partner"]): (int(row["terms"]), row["until"]) for row in found} == expected
    assert expected["mcdonalds"] == (6, "2017-06-16")
    local = {
        partner: len({edition for row, edition in covered() if row["partner"] == partner and domestic(row)})
        for partner in expected
    }
    assert {last(row["partner"]): int(row["domesticGames"]) for row in found} == local


def test_partners_of_the_olympic_and_the_paralympic_programme(store: EmbeddedStore) -> None:
    found = ask(store, "partners-of-both-programmes")
    olympic = {row["partner"] for row in rows("partnerships") if in_top(row)}
    paralympic = {row["partner"] for row in rows("partnerships") if row["programme"] == "ipc-worldwide"}
    assert slugs(found, "partner") == sorted(olympic & paralympic)
    (toyota,) = (row for row in found if last(row["partner"]) == "toyota")
    assert toyota["otherFrom"] == "2015-11-01"


def test_corporate_successions(store: EmbeddedStore) -> None:
    pairs = [
        (row["organization"], row["other"])
        for row in rows("organization_relations")
        if row["relation"] in {"successor", "merged-into", "renamed-to", "acquired-by"}
    ]
    public = published()
    expected = {
        (before, after): (len(games_of().get(before, ())), len(games_of().get(after, ())))
        for before, after in pairs
        if before in public and (before in games_of() or after in games_of())
    }
    found = ask(store, "corporate-successions")
    assert {
        (last(row["organization"]), last(row["successor"])): (int(row["games"]), int(row["laterGames"]))
        for row in found
    } == expected
    assert ("schlumbergersema", "atos") in expected


@pytest.mark.parametrize("kind", ["state-company", "cooperative", "public-body"])
def test_partners_of_a_kind(store: EmbeddedStore, kind: str) -> None:
    organizations = by_id("organizations")
    expected = {
        partner: len(games)
        for partner, games in games_of().items()
        if organizations[partner]["kind"] == kind and organizations[partner]["country"]
    }
    found = ask(store, "partners-by-kind", kind=kind)
    assert {last(row["partner"]): int(row["games"]) for row in found} == expected


def test_partners_of_a_kind_from_a_country(store: EmbeddedStore) -> None:
    found = ask(store, "partners-by-kind", kind="state-company", country="china")
    assert {row["country"] for row in found} == {"country/china"}
    assert "state-grid" in slugs(found, "partner")


@pytest.mark.parametrize("kind", ["", "term", "domestic"])
def test_countries_by_decade(store: EmbeddedStore, kind: str) -> None:
    countries = {row["iso_alpha2"]: row["id"] for row in rows("countries")}
    organizations, programmes = by_id("organizations"), by_id("programmes")
    seen = {
        (f"{year(edition) // 10}0s", countries[organizations[row["partner"]]["country"]], row["partner"])
        for row, edition in covered()
        if organizations[row["partner"]]["country"] and kind in ("", programmes[row["programme"]]["kind"])
    }
    expected = Counter((decade, country) for decade, country, _ in seen)
    found = ask(store, "countries-by-decade", **({"kind": kind} if kind else {}))
    assert {(row["decade"], last(row["country"])): int(row["partners"]) for row in found} == expected


def test_host_country_share(store: EmbeddedStore) -> None:
    organizations, games = by_id("organizations"), by_id("games")
    backing = defaultdict(set)
    for row, edition in covered():
        if domestic(row):
            backing[edition].add(row["partner"])
    expected = {}
    for edition, partners in backing.items():
        if len(partners) >= 5:
            hosts = listed(games[edition]["country"])
            local = sum(organizations[partner]["country"] in hosts for partner in partners)
            expected[edition] = (str(len(partners)), str(local), percent(local, len(partners)))
    found = ask(store, "host-country-share", partners="5")
    assert {last(row["games"]): (row["partners"], row["fromHost"], row["percent"]) for row in found} == expected
    assert int(expected["1976-summer"][0]) >= 5


def test_state_owned_partners(store: EmbeddedStore) -> None:
    organizations = by_id("organizations")
    expected = {}
    for edition, partners in partners_of().items():
        owned = sum(organizations[partner]["kind"] == "state-company" for partner in partners)
        expected[edition] = (str(owned), str(len(partners)), percent(owned, len(partners)))
    found = ask(store, "state-owned-partners")
    assert {last(row["games"]): (row["stateOwned"], row["partners"], row["percent"]) for row in found} == expected
    assert int(expected["2022-winter"][0]) >= 6


def test_newcomers(store: EmbeddedStore) -> None:
    expected = {}
    for edition, partners in partners_of().items():
        new = sum(min(map(year, games_of()[partner])) == year(edition) for partner in partners)
        expected[edition] = (new, len(partners) - new)
    found = ask(store, "newcomers")
    assert {last(row["games"]): (int(row["newcomers"]), int(row["returning"])) for row in found} == expected


def test_partners_of_two_games(store: EmbeddedStore) -> None:
    found = ask(store, "partners-in-common", games="2008-summer", other="2022-winter")
    assert set(slugs(found, "partner")) == partners_of()["2008-summer"] & partners_of()["2022-winter"]
    assert all(int(row["gamesInAll"]) == len(games_of()[last(row["partner"])]) for row in some(found))


def test_joins_and_exits(store: EmbeddedStore) -> None:
    members = defaultdict(set)
    for row in filter(in_top, rows("partnerships")):
        members[row["programme"]].add(row["partner"])
    today = max(date.fromisoformat(row["date"]) for row in rows("releases"))
    expected = set()
    before: set[str] = set()
    for term in sorted(terms()):
        gone = {
            row["partner"] for row in rows("partnerships") if (row["programme"], row["status"]) == (term, "terminated")
        }
        begun = first_day(by_id("programmes")[term]["start"]) <= today
        expected |= {(term, "joined" if begun else "not-begun", partner) for partner in members[term] - before}
        expected |= {(term, "ended" if begun else "no-later-term", partner) for partner in before - members[term]}
        expected |= {(term, "left-early", partner) for partner in gone}
        before = members[term] - gone
    found = ask(store, "joins-and-exits")
    assert {(last(row["term"]), row["change"], last(row["partner"])) for row in found} == expected
    assert len(found) == len(expected)
    assert ("top-10", "joined", "deloitte") in expected
    assert ("top-12", "no-later-term", "airbnb") in expected, "finding 2: what is not yet recorded was a departure"
    assert ("top-09", "left-early", "mcdonalds") in expected


def test_partners_of_programme(store: EmbeddedStore) -> None:
    found = ask(store, "partners-of-programme")
    expected = {row["id"] for row in rows("partnerships") if row["programme"] in terms()}
    assert {last(row["partnership"]) for row in found} == {identifier.replace("/", "--") for identifier in expected}
    assert len(found) == len(expected)
    tiers = [row["rank"] for row in ask(store, "partners-of-programme", programme="2020-summer-domestic")]
    assert tiers == sorted(tiers)


def test_partners_from_country(store: EmbeddedStore) -> None:
    japanese = {name for name, row in by_id("organizations").items() if row["country"] == "JP"}
    found = ask(store, "partners-from-country")
    expected = [row["partner"] for row in rows("partnerships") if row["partner"] in japanese]
    assert Counter(last(row["partner"]) for row in found) == Counter(expected)


def test_category_tree(store: EmbeddedStore) -> None:
    categories = by_id("categories")

    def above(category: str) -> set[str]:
        broader = categories[category]["broader"]
        return {category} | (above(broader) if broader else set())

    groups = [(row, set().union(*map(above, listed(row["categories"])))) for row in rows("partnerships")]
    held = Counter(group for _, own in groups for group in own)
    holders = Counter(group for group, _ in {(group, row["partner"]) for row, own in groups for group in own})
    found = ask(store, "category-tree")
    assert {last(row["category"]): (int(row["partnerships"]), int(row["partners"])) for row in found} == {
        category: (held[category], holders[category]) for category in categories
    }
    assert sum(int(row["partnerships"]) for row in found if row["group"] == row["category"]) >= len(
        rows("partnerships")
    ), "one with categories of two groups counts in both"


def test_category_gaps(store: EmbeddedStore) -> None:
    held = defaultdict(set)
    for row in filter(in_top, rows("partnerships")):
        for category in listed(row["categories"]):
            held[category].add(row["programme"])
    expected = {
        (category, term)
        for category, there in held.items()
        for term in terms() - there
        if min(there) < term < max(there)
    }
    found = ask(store, "category-gaps")
    assert {(last(row["category"]), last(row["term"])) for row in found} == expected
    (insurance,) = (row for row in found if (last(row["term"]), last(row["category"])) == ("top-08", "insurance"))
    assert (insurance["heldBefore"], insurance["heldAfter"]) == ("Manulife Financial", "Allianz")


@pytest.mark.parametrize("partner", ["omega", "adidas", "visa"])
def test_rivals(store: EmbeddedStore, partner: str) -> None:
    held = [(category, row["partner"], edition) for row, edition in covered() for category in listed(row["categories"])]
    own = {
        category for row in rows("partnerships") if row["partner"] == partner for category in listed(row["categories"])
    }
    at = {(category, edition) for category, holder, edition in held if holder == partner}
    rivals = defaultdict(set)
    for category, holder, edition in held:
        if holder != partner and category in own and (category, edition) not in at:
            rivals[category, holder].add(edition)
    found = ask(store, "category-rivals", partner=partner)
    assert {(last(row["category"]), last(row["rival"])): int(row["games"]) for row in found} == {
        pair: len(games) for pair, games in rivals.items()
    }


def test_category_successions(store: EmbeddedStore) -> None:
    found = ask(store, "category-successions")
    pairs = {(last(row["category"]), last(row["former"]), last(row["partner"])) for row in found}
    assert {
        ("it-services", "ibm", "schlumbergersema"), ("it-services", "schlumbergersema", "atos"),
        ("express-delivery", "fedex", "usps"), ("express-delivery", "usps", "ups"),
        ("mobile-communications", "motorola", "samsung"),
    } <= pairs  # fmt: skip
    assert all(former != partner for _, former, partner in some(pairs))
    held = {(one, row["partner"]) for row in rows("partnerships") if in_top(row) for one in listed(row["categories"])}
    assert {(category, former) for category, former, _ in pairs} <= held


def overlapping(one: Cells, other: Cells) -> bool:
    programme = by_id("programmes")[one["programme"]]

    def bounds(row: Cells) -> tuple[str, str]:
        start = row["start"] or row["announced"] or programme["start"]
        end = row["end"] or programme["end"] or last_games_year(programme)
        return (first_day(start).isoformat() if start else "0000"), (last_day(end).isoformat() if end else "9999")

    return bounds(one)[0] <= bounds(other)[1] and bounds(other)[0] <= bounds(one)[1]


@pytest.mark.parametrize("programme", ["2020-summer-domestic", "2012-summer-domestic", "1980-winter-domestic"])
def test_exclusivity_findings(store: EmbeddedStore, programme: str) -> None:
    within = [row for row in rows("partnerships") if row["programme"] == programme]
    expected = {
        tuple(sorted((one["id"], other["id"])))
        for one, other in combinations(within, 2)
        if set(listed(one["categories"])) & set(listed(other["categories"]))
        and one["partner"] != other["partner"]
        and other["partner"] not in listed(one["joint_with"])
        and (one["territory"] == other["territory"] or "worldwide" in (one["territory"], other["territory"]))
        and overlapping(one, other)
    }
    found = ask(store, "exclusivity-findings", programme=programme)
    assert {(last(row["partnership"]), last(row["otherPartnership"])) for row in found} == expected
    assert expected


def test_announcements(store: EmbeddedStore) -> None:
    found = ask(store, "announcements")
    expected = {
        (row["id"], involved)
        for row in rows("events")
        for involved in listed(row["organizations"]) + listed(row["people"])
    }
    assert {(last(row["event"]), last(row["involved"])) for row in found} == expected
    assert len(found) == len(expected)


def test_announcements_of_one_company_and_kind(store: EmbeddedStore) -> None:
    expected = {
        row["id"] for row in rows("events") if "panasonic" in listed(row["organizations"]) and row["kind"] == "renewal"
    }
    found = ask(store, "announcements", who="panasonic", kind="renewal")
    assert set(slugs(found, "event")) == expected
    assert expected
    assert any(row["involved"] != "organization/panasonic" for row in found)


def test_events_by_country(store: EmbeddedStore) -> None:
    countries = {row["iso_alpha2"]: row["id"] for row in rows("countries")}
    expected = Counter(
        countries[row["country"]]
        for row in rows("events")
        if row["kind"] == "signing" and row["country"] and row["date"]
    )
    found = ask(store, "events-by-country", kind="signing")
    assert {last(row["country"]): int(row["events"]) for row in found} == expected


def test_people_and_roles(store: EmbeddedStore) -> None:
    found = ask(store, "people-and-roles", organization="ioc")
    expected = {row["id"]: row for row in rows("people") if row["organization"] == "ioc"}
    assert {last(row["role"]): row["title"] for row in found} == {slug: row["role"] for slug, row in expected.items()}
    events = Counter(person for row in rows("events") for person in set(listed(row["people"])))
    assert all(int(row["events"]) == events[last(row["person"])] for row in some(found))


def test_reports_against_the_revenue_of_the_term(store: EmbeddedStore) -> None:
    found = ask(store, "reports-against-revenue")
    revenue = defaultdict(list)
    for row in rows("statistics"):
        if row["measure"] == "top-revenue" and row["subject"] in terms():
            revenue[row["subject"]].append(Decimal(row["amount"]) * SCALES[row["unit_scale"]])
    assert any(row["qualifier"] for row in rows("statistics") if row["measure"] == "top-revenue")
    expected: Counter[tuple[str, int]] = Counter()
    for row in rows("reported_values"):
        programme = by_id("programmes").get(row["programme"], {})
        within = (
            row["years"] and programme.get("start", "9") <= row["years"][:4] and row["years"][-4:] <= programme["end"]
        )
        comparable = row["partnership"] and row["currency"] == "USD" and row["basis"] != "per-year"
        if row["programme"] in terms() and comparable and within:
            for figure in revenue[row["programme"]]:
                expected[row["id"], round(figure)] += 1
    assert Counter((last(row["value"]), round(Decimal(row["revenue"]))) for row in found) == expected
    qualified = {row["id"] for row in rows("statistics") if row["qualifier"]}
    for row in some(found):
        if last(row["statistic"]) in qualified:
            assert "percent" not in row, "a share of a bound or an estimate is no number"
            assert row["qualifierLabel"]
        else:
            assert row["percent"] == percent(int(Decimal(row["amount"])), int(Decimal(row["revenue"])))


def test_disagreeing_reports(store: EmbeddedStore) -> None:
    found = ask(store, "disagreeing-reports")
    (alibaba,) = (row for row in found if row["about"] == "organization/alibaba")
    reports = [row for row in rows("reported_values") if (row["partner"], row["basis"]) == ("alibaba", "total")]
    assert (alibaba["lowest"], alibaba["highest"], alibaba["reports"]) == ("600000000", "800000000", str(len(reports)))
    groups = defaultdict(set)
    for row in rows("reported_values"):
        holder = row["tier"] or row["partner"] or partner_of(row["partnership"])
        groups[holder, row["programme"], row["basis"], row["years"], row["currency"]].add(Decimal(row["amount"]))
    expected = Counter((min(amounts), max(amounts)) for key, amounts in groups.items() if len(amounts) > 1 and key[-1])
    assert Counter((Decimal(row["lowest"]), Decimal(row["highest"])) for row in found) == expected


def partner_of(partnership: str) -> str:
    return by_id("partnerships")[partnership]["partner"] if partnership else ""


def test_disagreeing_figures(store: EmbeddedStore) -> None:
    groups = defaultdict(set)
    for row in rows("statistics"):
        value = Decimal(row["amount"]) * SCALES[row["unit_scale"]]
        period = row["period_start"], row["period_end"]
        kind = row["tier"], row["qualifier"]
        groups[row["measure"], row["scope"], row["subject"], period, kind, row["currency"]].add(value)
    expected = Counter((key[0], min(values), max(values)) for key, values in groups.items() if len(values) > 1)
    found = ask(store, "disagreeing-figures")
    assert (
        Counter((last(row["indicator"]), Decimal(row["lowest"]), Decimal(row["highest"])) for row in found) == expected
    )


def test_tier_prices(store: EmbeddedStore) -> None:
    expected = {row["id"]: row["amount"] for row in rows("reported_values") if row["tier"]}
    found = ask(store, "tier-prices")
    assert {last(row["value"]): row["amount"] for row in found} == expected


@pytest.mark.parametrize("programme", ["top", "2012-summer-domestic"])
def test_single_source_statements(store: EmbeddedStore, programme: str) -> None:
    programmes = terms() | {"top"} if programme == "top" else {programme}
    expected = {
        row["id"]: listed(row["sources"])[0]
        for row in rows("partnerships")
        if row["programme"] in programmes and len(set(listed(row["sources"]))) == 1
    }
    found = ask(store, "single-source-statements", programme=programme)
    assert {last(row["partnership"]): last(row["source"]) for row in found} == expected


TABLES_WITH_SOURCES = (
    "partnerships", "games", "people", "events", "contributions", "games_covered", "reported_values", "statistics",
    "organizations", "organization_relations", "identifiers",
)  # fmt: skip


def cited() -> Iterable[tuple[str, str]]:
    """Each statement with each source that it names."""
    public = published()
    about = {"organizations": "id", "organization_relations": "organization", "identifiers": "about"}
    for table in TABLES_WITH_SOURCES:
        for place, row in enumerate(rows(table)):
            hidden = table in about and row.get("about_kind", "organization") == "organization"
            if hidden and row[about[table]] not in public:
                continue
            for source in set(listed(row.get("sources") or row.get("source") or "")):
                yield f"{table} {place}", source


def test_publishers(store: EmbeddedStore) -> None:
    publisher = {row["id"]: row["publisher"] for row in rows("sources") if row["publisher"]}
    documents, statements = defaultdict(set), defaultdict(set)
    for statement, source in cited():
        if source in publisher:
            documents[publisher[source]].add(source)
            statements[publisher[source]].add(statement)
    found = ask(store, "publishers", sources="3")
    assert {row["publisher"]: (int(row["sources"]), int(row["statements"])) for row in found} == {
        name: (len(items), len(statements[name])) for name, items in documents.items() if len(items) >= 3
    }


def test_statements_of_a_source(store: EmbeddedStore) -> None:
    source = "sina-2017-01-19-alibaba"
    found = ask(store, "statements-of-source", source=source)
    assert len(found) == sum(name == source for _, name in cited())
    assert "contribution/alibaba-cloud" in {row["statement"] for row in found}


def known_of(figure: Cells) -> tuple[int, int]:
    """The domestic partners of a Games that a published number counts: those known, and those without a beginning."""
    games, day = figure["subject"], figure["as_of"]
    there = {row["id"] for row, edition in covered() if edition == games}
    known, undated = set(), set()
    for row in rows("partnerships"):
        programme = by_id("programmes")[row["programme"]]
        if not domestic(row) or games not in listed(programme["games"]) or figure["tier"] not in {"", row["tier"]}:
            continue
        begun = row["start"] or row["announced"]
        if not day:
            known |= {row["partner"]} if row["id"] in there else set()
        elif last_day(row["end"] or programme["end"] or last_games_year(programme) or "9999") < first_day(day):
            continue
        elif not begun:
            undated.add(row["partner"])
        elif first_day(begun) <= last_day(day):
            known.add(row["partner"])
    return len(known), len(undated)


def test_coverage_against_official_counts(store: EmbeddedStore) -> None:
    figures = {row["id"]: row for row in rows("statistics") if row["measure"] == "domestic-partners"}
    found = {last(row["statistic"]): row for row in ask(store, "coverage-against-official-counts")}
    assert set(found) == set(figures), "every published count has a row"
    for name, row in some(found.items()):
        known, undated = known_of(figures[name])
        assert (int(row["known"]), int(row["undated"])) == (known, undated), name
        assert int(Decimal(row["official"])) == int(figures[name]["amount"])
        assert int(Decimal(row["difference"])) == known - int(figures[name]["amount"])
        assert row.get("asOf", "") == figures[name]["as_of"]
        assert ("tierLabel" in row) == bool(figures[name]["tier"])


@pytest.mark.parametrize(("day", "tier", "known"), [("2015-04-14", "gold-partner", 12), ("2016-06-07", "", 35)])
def test_tokyo_had_as_many_on_a_day_as_stated_beginnings_say(
    store: EmbeddedStore, day: str, tier: str, known: int
) -> None:
    (figure,) = (
        row
        for row in rows("statistics")
        if (row["subject"], row["as_of"], row["tier"]) == ("2020-summer", day, tier)
        and row["measure"] == "domestic-partners"
    )
    (row,) = (row for row in ask(store, "coverage-against-official-counts") if last(row["statistic"]) == figure["id"])
    assert int(row["known"]) == known


def test_the_network_of_a_games_as_rdf(store: EmbeddedStore) -> None:
    answer = run(store, "sponsorship-network", {"games": "2024-summer"})
    assert isinstance(answer, Triples)
    sponsors = {text(triple.object) for triple in answer.triples if triple.predicate.value.endswith("/sponsor")}
    assert sponsors == {f"organization/{partner}" for partner in partners_of()["2024-summer"]}


def test_a_partners_partnerships_as_rdf(store: EmbeddedStore) -> None:
    answer = run(store, "partner-graph", {"partner": "alibaba"})
    assert isinstance(answer, Triples)
    held = {
        text(triple.subject) for triple in answer.triples if triple.predicate.value == f"{ONTOLOGY_NAMESPACE}partner"
    }
    own = [row for row in rows("partnerships") if row["partner"] == "alibaba"]
    assert held == {f"partnership/{row['id']}" for row in own}
    sources = {
        text(triple.object) for triple in answer.triples if triple.predicate.value == f"{ONTOLOGY_NAMESPACE}source"
    }
    assert sources == {f"source/{source}" for row in own for source in listed(row["sources"])}


def text(term: object) -> str:
    assert isinstance(term, ox.NamedNode)
    return term.value.removeprefix(ID_BASE)


def test_rows_are_rows() -> None:
    """The helper of these tests agrees with the README's examples, or none of the above means anything."""
    by_games: Row = {
        "1988": str(len({row["partner"] for row, edition in covered() if in_top(row) and edition == "1988-summer"}))
    }
    assert by_games == {"1988": "9"}
    assert len({row["partner"] for row, edition in covered() if in_top(row) and edition == "2024-summer"}) == 16


GAPS: dict[str, Callable[[], Sequence[Cells]]] = {
    "Partnerships whose beginning is assumed: that of the programme": lambda: [
        row
        for row in rows("partnerships")
        if not row["start"] and not row["announced"] and by_id("programmes")[row["programme"]]["start"]
    ],
    "Partnerships of which no source gives the beginning": lambda: [
        row
        for row in rows("partnerships")
        if not row["start"] and not row["announced"] and not by_id("programmes")[row["programme"]]["start"]
    ],
    "Organizations whose kind and country have no source recorded": lambda: [
        row for row in rows("organizations") if row["id"] in published() and not row["sources"]
    ],
    "Relations between organizations without a recorded source": lambda: [
        row for row in rows("organization_relations") if row["organization"] in published() and not row["sources"]
    ],
    "Programmes whose owner and dates have no source recorded": lambda: rows("programmes"),
    "Tiers whose names and ranks have no source recorded": lambda: rows("tiers"),
    "Countries without a recorded source": lambda: rows("countries"),
    "Sources of which a copy was seen, not the original": lambda: [row for row in rows("sources") if row["copy_of"]],
    "Partnerships that rest on blogs and forums alone": lambda: [
        row
        for row in rows("partnerships")
        if {by_id("sources")[source]["kind"] for source in listed(row["sources"])} <= {"blog", "forum"}
    ],
}


@pytest.mark.parametrize("what", GAPS)
def test_what_is_missing_is_counted_from_the_tables(store: EmbeddedStore, what: str) -> None:
    found = {row["what"]: int(row["missing"]) for row in ask(store, "what-is-missing")}
    assert found[what] == len(some(GAPS[what]()))
