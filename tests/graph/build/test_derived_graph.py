"""What the build derives: dates, coverage of Games, sponsorship and succession, against the facts."""

import pytest

from graph.stores.store import EmbeddedStore
from tests.graph.build.test_curated_graph import ID, csv_rows, select
from tests.some import some
from tests.tables import first_day, last_day, listed


def bounds(store: EmbeddedStore, partnership: str) -> tuple[str, ...]:
    [row] = select(
        store,
        f"""SELECT ?from ?until {{ BIND(<{ID}partnership/{partnership}> AS ?p)
            OPTIONAL {{ ?p op:from ?from }} OPTIONAL {{ ?p op:until ?until }} }}""",
    )
    return row


@pytest.mark.parametrize(
    ("partnership", "expected"),
    [
        ("top-09--mcdonalds", ("2017-01-01", "2017-06-16")),
        ("top-09--alibaba", ("2017-01-19", "2020-12-31")),
        ("top-10--alibaba", ("2021-01-01", "2024-12-31")),
        ("top-10--deloitte", ("2022-04-01", "2024-12-31")),
        ("top-11--visa", ("2025-01-01", "2028-12-31")),
    ],
    ids=["own dates", "a day and a year", "the programme's end", "a month", "years"],
)
def test_bounds_are_the_first_and_last_day(partnership: str, expected: tuple[str, str], store: EmbeddedStore) -> None:
    assert bounds(store, partnership) == expected


def test_no_bound_lies_outside_what_its_row_says(store: EmbeddedStore) -> None:
    for row in some(csv_rows("partnerships")):
        first, last = bounds(store, row["id"])
        assert first.startswith(row["start"]), row["id"]
        assert last.startswith(row["end"]), row["id"]
        assert not (first and last) or first <= last, row["id"]


def sponsors(store: EmbeddedStore, games: str) -> set[str]:
    found = select(store, f"SELECT ?o {{ <{ID}games/{games}> <https://schema.org/sponsor> ?o }}")
    return {organization.removeprefix(ID + "organization/") for (organization,) in found}


def top_partners(games: str) -> set[str]:
    """Take from the table who has a TOP row in the term of these Games."""
    terms = {row["id"] for row in csv_rows("programmes") if row["kind"] == "term" and games in row["games"].split(";")}
    return {row["partner"] for row in csv_rows("partnerships") if row["programme"] in terms}


def test_a_partner_who_joined_or_left_in_between_sponsors_the_games_of_its_time(store: EmbeddedStore) -> None:
    assert sponsors(store, "2024-summer") >= top_partners("2024-summer")
    assert top_partners("2022-winter") - sponsors(store, "2022-winter") == {"deloitte", "ab-inbev"}
    assert top_partners("2018-winter") - sponsors(store, "2018-winter") == {"airbnb"}
    assert top_partners("2014-winter") - sponsors(store, "2014-winter") == {"bridgestone", "toyota"}


def test_who_leaves_top_can_stay_with_one_games(store: EmbeddedStore) -> None:
    found = select(
        store, f"SELECT ?p {{ ?p op:partner <{ID}organization/mcdonalds> ; op:coversGames <{ID}games/2018-winter> }}"
    )
    assert found == [(f"{ID}partnership/2018-winter-domestic--mcdonalds",)]


def test_tokyo_2020_held_in_2021_has_the_partners_of_its_term(store: EmbeddedStore) -> None:
    assert top_partners("2020-summer") - sponsors(store, "2020-summer") == {"mcdonalds"}
    assert "allianz" not in sponsors(store, "2020-summer")


def test_partners_of_a_bid_are_no_sponsors_of_the_games(store: EmbeddedStore) -> None:
    others = {r["partner"] for r in csv_rows("partnerships") if r["programme"] != "2024-summer-bid"}
    only_bid = {r["partner"] for r in csv_rows("partnerships") if r["programme"] == "2024-summer-bid"} - others
    assert only_bid
    assert not only_bid & sponsors(store, "2024-summer")


def test_each_direct_statement_has_its_partnership_and_the_reverse(store: EmbeddedStore) -> None:
    direct = select(store, "SELECT ?games ?partner { ?games <https://schema.org/sponsor> ?partner }")
    qualified = select(
        store, "SELECT DISTINCT ?games ?partner { ?p a op:Partnership ; op:coversGames ?games ; op:partner ?partner }"
    )
    inverse = select(store, "SELECT ?games ?partner { ?partner op:partnerOf ?games }")
    assert sorted(direct) == sorted(qualified) == sorted(inverse)


def holders_before(store: EmbeddedStore, partnership: str) -> set[str]:
    found = select(store, f"SELECT ?before {{ <{ID}partnership/{partnership}> op:succeeds ?before }}")
    return {before.removeprefix(ID + "partnership/") for (before,) in found}


def test_succession_names_who_held_the_category_before(store: EmbeddedStore) -> None:
    assert "top-10--panasonic" in holders_before(store, "top-11--tcl")
    assert holders_before(store, "top-05--atos") == {"top-05--schlumbergersema"}
    assert holders_before(store, "top-10--visa") == set()


def test_a_renewal_is_no_succession(store: EmbeddedStore) -> None:
    found = select(store, f"SELECT ?before {{ <{ID}partnership/top-10--visa> op:renews ?before }}")
    assert found == [(f"{ID}partnership/top-09--visa",)]
    mixed = select(store, "SELECT ?a { ?a op:succeeds ?b . ?a op:partner ?p . ?b op:partner ?p }")
    assert mixed == []


def test_taking_part_in_a_term_is_taking_part_in_top(store: EmbeddedStore) -> None:
    found = select(store, f"SELECT ?p {{ <{ID}organization/tcl> op:participatesIn ?p }}")
    assert {programme.removeprefix(ID + "programme/") for (programme,) in found} >= {"top", "top-11", "top-12"}


def bases(store: EmbeddedStore, kind: str) -> dict[str, tuple[str, str]]:
    found = select(store, f"SELECT ?p ?from ?until {{ ?p a op:{kind} ; op:fromBasis ?from ; op:untilBasis ?until }}")
    last = [tuple(cell.rpartition("/")[2] for cell in row) for row in found]
    return {key: (first, end) for key, first, end in last}


def test_each_beginning_says_what_it_rests_on(store: EmbeddedStore) -> None:
    programmes = {row["id"]: row for row in csv_rows("programmes")}
    found = bases(store, "Partnership")
    assert len(found) == len(csv_rows("partnerships"))
    for row in some(csv_rows("partnerships")):
        own = "stated" if row["start"] else "announced" if row["announced"] else ""
        assert found[row["id"]][0] == own or ("assumed" if programmes[row["programme"]]["start"] else "unknown")
        assert (found[row["id"]][1] == "stated") == bool(row["end"])
        first, _ = bounds(store, row["id"])
        assert bool(first) == (found[row["id"]][0] != "unknown")


def test_nothing_begins_before_it_was_announced_unless_a_source_states_its_start(store: EmbeddedStore) -> None:
    found = bases(store, "Partnership")
    for row in some(row for row in csv_rows("partnerships") if row["announced"] and not row["start"]):
        first, _ = bounds(store, row["id"])
        assert found[row["id"]][0] == "announced"
        assert first == first_day(row["announced"]).isoformat()


def test_no_role_stands_at_an_event_outside_its_time(store: EmbeddedStore) -> None:
    """Finding 4 of the pages: a president of 2015 stood at an event of 2024, with articles of 2015."""
    roles = {row["id"]: row for row in csv_rows("people")}
    events = {row["id"]: row for row in csv_rows("events")}
    years = {row["id"]: row["published"][:4] for row in csv_rows("sources")}
    found = select(store, "SELECT ?event ?role { ?event op:participantRole ?role }")
    told = {tuple(iri.rpartition("/")[2] for iri in pair) for pair in found}
    for event, role in some(told):
        row, at = roles[role], events[event]
        assert row["person"] in listed(at["people"])
        if row["start"] or row["end"]:
            assert not row["start"] or first_day(row["start"]) <= last_day(at["date"])
            assert not row["end"] or first_day(at["date"]) <= last_day(row["end"])
        else:
            shared = set(listed(row["sources"])) & set(listed(at["sources"]))
            assert shared or at["date"][:4] in {years[source] for source in listed(row["sources"])}
    everybody = {
        (key, role)
        for key, at in events.items()
        for role, row in roles.items()
        if row["person"] in listed(at["people"])
    }
    assert told < everybody
    assert ("1997-03-25-team-millennium-newspapers", "john-coates") in everybody - told
