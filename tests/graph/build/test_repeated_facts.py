"""Rows that say something twice, or something else than another table.

A fresh pair of eyes added them, and the check of the tables said nothing.
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.build.load_tables import ROWS, examine
from graph.build.problems import Problem

LA = "2028-summer-domestic"
GOOGLE = f"{LA}--google"
NEWS = "la28sponsors-google"
NEXT_YEAR = str((datetime.now(UTC) + timedelta(days=400)).date())


def added(folder: Path, table: str, row: str) -> tuple[Problem, ...]:
    """Return what is found once a row is among those of a table, in their order."""
    file = folder / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        names, *rows = csv.reader(stream)
    (new,) = csv.reader([row])
    assert len(new) == len(names)
    keys = [names.index(column) for column in ROWS[table].key]
    rows = sorted([*rows, new], key=lambda cells: [cells[key] for key in keys])
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([names, *rows])
    return examine(folder)[1]


ADDED = {
    "a name of another organization": ("aliases", "organization,mengniu,可口可乐,zh,name", "alias", "coca-cola"),
    "the name of another as an alias": ("aliases", "organization,panasonic,Samsung,,name", "alias", "samsung"),
    "an organization twice": (
        "organizations", "kornferry,Korn Ferry,company,US,https://kornferry.example/,,", "name", "korn-ferry"
    ),
    "an organization under its former name": (
        "organizations", "matsushita-co,Matsushita,company,JP,,,", "alias", "matsushita-co"
    ),
    "a name in one language and in none": ("aliases", "organization,toyota,Toyota,en,name", "alias", "a name once"),
    "a person twice": (
        "people", "t-bach,t-bach,Thomas Bach,IOC President,ioc,2013,,tass-2025-coventry", "name", "the same, as t-bach"
    ),
    "an event twice": (
        "events", f"x-google,2025-10-08,,US,announcement,la28;google,,{LA},{GOOGLE},LA28 and Google,{NEWS}", "id",
        "la28-google-2025",
    ),
    "a figure twice": (
        "statistics",
        "2028-summer--domestic-partners--founding-partner--7,games,2028-summer,domestic-partners,founding-partner,5,,,one,"
        f"2025,2025,2025-10-08,Google is the fifth,{NEWS}", "id", "2028-summer--domestic-partners--founding-partner--3",
    ),
    "a programme that has parts": (
        "partnerships", f"top--google,google,top,,Cloud,cloud-services,,,2026-03-03,worldwide,,active,,,,Cloud,{NEWS}",
        "programme", "the part of top that it belongs to, such as top-",
    ),
    "Games of no agreement": (
        "games_covered", f"nike,2032-summer-domestic,2032-summer,{NEWS}", "programme", "in which nike has a partnership"
    ),
    "nobody at an event": (
        "events", f"x-google,2025-11-08,,US,announcement,,,{LA},,LA28 and others,{NEWS}", "organizations", "who did"
    ),
    "an event of another programme": (
        "events", f"x-google,2025-11-08,,US,announcement,la28,,2032-summer-domestic,{GOOGLE},LA28 again,{NEWS}",
        "programmes", f"the programme of {GOOGLE}, which is {LA}",
    ),
    "an announcement before the announcement": (
        "events", f"x-google,2024-11-08,,US,announcement,la28;google,,{LA},{GOOGLE},LA28 again,{NEWS}", "date",
        f"when {GOOGLE} was announced",
    ),
    "a city in another country": (
        "events", f"x-google,2025-11-08,Los Angeles,CA,announcement,la28,,{LA},,LA28 again,{NEWS}", "country",
        "US, as in the other rows with Los Angeles",
    ),
    "a source of the future": (
        "sources", f"x-news,News,Added News,https://added.example/x,{NEXT_YEAR},en,,news,", "published",
        "a date that has come already",
    ),
    "completed before the end": (
        "partnerships",
        f"{LA}--airbnb,airbnb,{LA},official-supporter,Homes,bicycles,,,2026-03-03,US,,completed,,,,Homes,{NEWS}",
        "status", "active or announced, since it goes on until 2028",
    ),
    "an amount that is scaled twice": (
        "statistics",
        "2028-summer--domestic-sponsorship-revenue--9,games,2028-summer,domestic-sponsorship-revenue,,2200000000,,USD,"
        f"billion,2026,2026,2026-03-03,2.2 bn,{NEWS}", "amount", "how many billions",
    ),
    "a line break": (
        "contributions", f'x-google,google,{LA},technology,"Cloud{chr(10)}services",{NEWS}', "description",
        "line break",
    ),
    "a parent below": (
        "organization_relations", "ab-inbev,parent,ambev,,,,", "other", "no organization that has ambev above it"
    ),
    "a successor before": (
        "organization_relations", "iren,merged-into,aem-torino,,,,", "other", "no organization that has iren after it"
    ),
    "a category below one that is no group": (
        "categories", "x-air,Flights,airline,", "broader", "a group, such as transport-and-travel; airline is in"
    ),
    "a person with the family name first": (
        "people", "bach-thomas,bach-thomas,BACH Thomas,IOC President,ioc,2013,,tass-2025-coventry", "name",
        "as bach-thomas",
    ),
    "an organization in capital letters": (
        "organizations", "kornferry,KORN FERRY,company,US,https://kornferry.example/,,", "name", "korn-ferry"
    ),
    "a programme under another id": (
        "programmes", "x-top,TOP IX,domestic,,ioc,,,,", "name", "no name of other programmes"
    ),
    "a place with its country": (
        "events", f'x-google,2025-11-08,"Seoul, South Korea",KR,signing,la28,,{LA},,LA28 again,{NEWS}', "place",
        "Seoul alone",
    ),
    "a site with a space": (
        "organizations", "nimbus,Nimbus,company,US,https://www.nimbus mobility.example,,", "homepage",
        "did you mean https://www.nimbusmobility.example?",
    ),
    "a site with a coded space": (
        "organizations", "nimbus,Nimbus,company,US,https://www.nimbus%20mobility.example,,", "homepage",
        "did you mean https://www.nimbusmobility.example?",
    ),
    "years as one date": (
        "partnerships",
        f"{LA}--airbnb,airbnb,{LA},official-supporter,Homes,bicycles,2024-28,,2026-03-03,US,,active,,,,Homes,{NEWS}",
        "start", "2024 as the first, and 2028 as the last",
    ),
    "an address as a source": (
        "contributions", f"x-google,google,{LA},technology,Cloud,https://added.example/x", "sources",
        "a key of sources.csv; a new one needs its row there",
    ),
    "an event twice with others at it": (
        "events",
        f"x-g,2025-10-08,,US,announcement,google,,{LA},,Google becomes the fifth founding partner of LA28,{NEWS}",
        "id", "la28-google-2025",
    ),
    "a person twice with another role": (
        "people", "t-bach,t-bach,Thomas Bach,President,ioc,2013,,tass-2025-coventry", "name", "the same, as t-bach"
    ),
    "a report of money twice": (
        "reported_values",
        f"{LA}-comcast-2,{LA}--comcast,comcast,{LA},,200000000,USD,total,2021-2028,Sports Business Journal,Paid,{NEWS}",
        "id", f"as {LA}-comcast-",
    ),
    "a category twice": ("categories", "robotaxi,Mobility,transport-and-travel,", "label", "no label of other"),
    "an ordinal of other Games": (
        "games", f"2036-summer,Ahmedabad 2036,summer,35,2036,Ahmedabad,IN,,,,,,,scheduled,{NEWS}", "ordinal",
        "no ordinal of other games",
    ),
    "a page with where a reader came from": (
        "sources",
        "x-news,News,Added News,https://dailyhive.com/mapped/airbnb-partnership-olympic-housing?utm_source=x,2026,en,,news,",
        "url", "as dailyhive-2019-11-airbnb",
    ),
    "the name as an alias": ("aliases", "organization,google,Google,en,short", "alias", "than that in organi"),
    "letters of another language": ("aliases", "organization,google,グーグル,zh,other", "language", "ja, of which"),
    "a second confirmed item": (
        "identifiers", "organization,starbucks,wikidata,Q99999991,confirmed,lm-kbc,", "value", "one of them is"
    ),
    "active after its end": (
        "partnerships",
        f"{LA}--airbnb,airbnb,{LA},official-supporter,Homes,bicycles,,2026-03,2026-02-03,US,,active,,,,Homes,{NEWS}",
        "status", "completed or terminated, since it ended 2026-03",
    ),
    "active before its start": (
        "partnerships",
        f"{LA}--airbnb,airbnb,{LA},official-supporter,Homes,bicycles,{NEXT_YEAR},,2026-02-03,US,,active,,,,Homes,{NEWS}",
        "status", "announced, since it starts 20",
    ),
    "announced in the future": (
        "partnerships",
        f"{LA}--airbnb,airbnb,{LA},official-supporter,Homes,bicycles,,,{NEXT_YEAR},US,,active,,,,Homes,{NEWS}",
        "announced", "a date that has come already",
    ),
    "terminated before its end": (
        "partnerships",
        f"{LA}--airbnb,airbnb,{LA},official-supporter,Homes,bicycles,,2028,2026-02-03,US,,terminated,,,,Homes,{NEWS}",
        "status", "active or announced, since it goes on until 2028",
    ),
    "a follower while it goes on": (
        "partnerships",
        f"{LA}--airbnb,airbnb,{LA},official-supporter,Homes,bicycles,,,2026-02-03,US,,active,,google,,Homes,{NEWS}",
        "remit_to", "nobody, unless status is completed or terminated",
    ),
    "Games of a term of others": (
        "games_covered", "toyota,top,2028-summer,sportbusiness-2015-03-toyota", "games",
        "Games of a part of top in which toyota has a partnership",
    ),
    "a contribution to a programme of others": (
        "contributions", f"x-nike,nike,2032-summer-domestic,services,Shoes,{NEWS}", "programme",
        "in which nike has a partnership",
    ),
    "half a partner": (
        "statistics",
        f"2028-summer--domestic-partners--9,games,2028-summer,domestic-partners,,30.5,,,one,2026,2026,2026-03-10,30,{NEWS}",
        "amount", "a whole number",
    ),
    "years that are no Olympiad": (
        "statistics",
        f"2002-2005--broadcast-revenue--9,quadrennium,2002-2005,broadcast-revenue,,2,,USD,billion,2002,2005,,2,{NEWS}",
        "subject", "such as 2001-2004",
    ),
    "a figure of the future": (
        "statistics",
        f"2028-summer--domestic-partners--9,games,2028-summer,domestic-partners,,30,,,one,2026,2026,{NEXT_YEAR},30,{NEWS}",
        "as_of", "or qualifier forecast or target",
    ),
    "completed before they were held": (
        "games", f"2036-summer,Ahmedabad 2036,summer,36,2036,Ahmedabad,IN,,,,,,,completed,{NEWS}", "status", "scheduled"
    ),
    "a domestic programme as a part": (
        "programmes", "2036-summer-domestic,Ahmedabad,domestic,top,ioc,,,,", "part_of", "unless kind is term"
    ),
    "an announcement after all that tells of it": (
        "partnerships",
        f"{LA}--airbnb,airbnb,{LA},official-supporter,Homes,bicycles,,,2026-02-03,US,,active,,,,Homes,itg-2015-03-toyota",
        "sources", "not older than announced, 2026-02-03",
    ),
    "an event after all that tells of it": (
        "events", f"x-google,2025-11-08,,US,signing,la28;google,,{LA},,LA28 and Google sign,itg-2015-03-toyota",
        "sources", "not older than date, 2025-11-08",
    ),
    "a programme of other Games than its id": (
        "programmes", "2036-summer-domestic,Ahmedabad,domestic,,ioc,2032-summer,,,", "games", "2036-summer among them"
    ),
    "an office twice": (
        "people", "thomas-bach--2,thomas-bach,Thomas Bach,IOC president,ioc,2013,,tass-2025-coventry", "role",
        "a fact that is new",
    ),
    "a contribution twice": (
        "contributions",
        "x-361,361-degrees,2016-summer-domestic,products,"
        '"Two million pieces of uniforms for the 87,000 staff and volunteers of Rio 2016",tribuna-2016-361',
        "description", "361-degrees-uniforms-rio",
    ),
    "a tier twice": ("tiers", f"{LA},x-partner,,founding partner,Founding Partners", "name", "no name of other tiers"),
    "a label in small letters": ("categories", "x-air,airlines,transport-and-travel,", "label", "no label of other"),
    "a page in another scheme": (
        "sources", "x-page,Google,LA28,http://la28-sponsors.pages.dev/google/,2026,en,,blog,", "url", NEWS
    ),
    "announced in a programme that is over": (
        "partnerships",
        "2020-summer-domestic--nike,nike,2020-summer-domestic,official-partner,Shoes,sportswear,,,2016-02-03,JP,,announced"
        ",,,,Shoes,itg-2015-03-toyota;la28sponsors-google",
        "status", "completed or terminated, since it ended",
    ),
    "Games that closed as scheduled": (
        "games",
        f"2023-summer,Riga 2023,summer,99,2023,Riga,LV,2023-07-01,2023-07-10,,,,,scheduled,{NEWS}", "status",
        "since they closed on 2023-07-10",
    ),
    "its own follower": (
        "partnerships",
        "2020-summer-domestic--nike,nike,2020-summer-domestic,official-partner,Shoes,sportswear,,,2016-02-03,JP,,completed"
        ",,nike,,Shoes,la28sponsors-google",
        "remit_to", "another than the partner",
    ),
    "a figure in another unit": (
        "statistics",
        "1960-summer--broadcast-revenue--2,games,1960-summer,broadcast-revenue,,1200000,,USD,one,1960,1960,,In dollars,"
        "abendblatt-tv-revenue",
        "id", "line 3 has the same",
    ),
    "a figure after all that tells of it": (
        "statistics",
        "2028-summer--domestic-partners--9,games,2028-summer,domestic-partners,,30,,,one,2026,2026,2026-03-10,30,"
        "itg-2015-03-toyota",
        "sources", "not older than as_of",
    ),
    "a tier withdrawn without its programme": (
        "withdrawn", "tiers,official-sponsor,It was inferred", "id", "such as 2028-summer-domestic--official-sponsor"
    ),
}  # fmt: skip
"""The table, the row, the column that is to be named, and what is said of it."""

FULL_TABLES = ("statistics", "identifiers")
"""Tables that have no rows in `light_tables`."""


@pytest.mark.parametrize(("table", "row", "column", "said"), ADDED.values(), ids=ADDED)
def test_an_added_row_is_told_once_at_its_cell(
    request: pytest.FixtureRequest, table: str, row: str, column: str, said: str
) -> None:
    found = added(request.getfixturevalue("tables" if table in FULL_TABLES else "light_tables"), table, row)
    assert [(problem.column, said in problem.expected) for problem in found] == [(column, True)], found


def test_an_announcement_of_the_day_and_a_place_of_the_same_name_are_no_mistakes(light_tables: Path) -> None:
    row = f"x-google,2025-11-08,Los Angeles (Chile),CL,announcement,la28,,{LA},,LA28 again,{NEWS}"
    assert added(light_tables, "events", row) == ()
