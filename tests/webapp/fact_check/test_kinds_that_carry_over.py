"""Kinds of statements that are read without a list of wordings.

Each stands beside false ones of its kind, of which nothing is called supported.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.webapp.fact_check.reading import supported
from webapp.fact_check.check import check_text
from webapp.models.reference_data import ReferenceData

YOUTH = "Dakar 2026 Youth Olympics are the {} in summer after {}."
PARALLEL = "Alibaba became a TOP partner in 2017. It was the {} member."


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        (YOUTH.format("fourth", "Singapore 2010, Nanjing 2014 and Buenos Aires 2018"), "2026-03-06", "fourth"),
        (YOUTH.format("fourth", "Singapore 2010, Nanjing 2014 and Buenos Aires 2018"), "2026-03-06", "Nanjing 2014"),
        ("Innsbruck hosted Winter Games in 1964.", "2012-01-01", "1964"),
        ("MILAN - One day before the opening of Milano Cortina 2026 all is set.", "2026-02-05", "One day before"),
        (
            "A dos días de la apertura, Buenos Aires 2018 tiene los socios que buscaba.",
            "2018-10-04",
            "dos días",
        ),
        ("PyeongChang 2018 has 66 partners. The South Korean hosts are content.", "2018-02-06", "South Korean hosts"),
        ("When Atlanta held the Games from 19 July to 4 August 1996, Coca-Cola was everywhere.", "", "19 July"),
        ("The Games of Sydney 2000 open on 15 September next year.", "1999-12-09", "15 September"),
        ("東京大会は来年7月23日に開幕する。", "2020-12-25", "23日"),
    ],
)
def test_facts_of_games_are_told(catalogue: ReferenceData, text: str, day: str, words: str) -> None:
    assert any(words in part for part in supported(catalogue, text, day))


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        (YOUTH.format("third", "Singapore 2010 and Nanjing 2014"), "2026-03-06", "third"),
        (YOUTH.format("fourth", "Lillehammer 2016"), "2026-03-06", "Lillehammer"),
        ("Les Jeux des Alpes françaises 2030 seront les vingt-septièmes d'hiver.", "2026-02-24", "vingt"),
        ("Innsbruck hosted Winter Games in 1968.", "2012-01-01", "1968"),
        ("MILAN - Four days before the opening of Milano Cortina 2026 all is set.", "2026-02-05", "Four days"),
        ("PyeongChang 2018 has 66 partners. The Japanese hosts are content.", "2018-02-06", "Japanese"),
        ("When Atlanta held the Games from 20 July to 4 August 1996, Coca-Cola was everywhere.", "", "20 July"),
        ("The Games of Sydney 2000 open on 16 September next year.", "1999-12-09", "16 September"),
        ("東京大会は来年7月24日に開幕する。", "2020-12-25", "24日"),
    ],
)
def test_false_facts_of_games_are_not_supported(catalogue: ReferenceData, text: str, day: str, words: str) -> None:
    assert not [part for part in supported(catalogue, text, day) if words in part]


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("The organisers of French Alps 2030 under Edgar Grospiron have no partner.", "2026-02-24", "under Edgar"),
        ("The IOC signed with Airbnb. IOC President Bach was pleased.", "2019-11-19", "President Bach"),
        ("Billy Payne's committee ran the Games of Atlanta 1996.", "", "Billy Payne's committee"),
        ("El comité de Buenos Aires 2018 que preside Gerardo Werthein busca más.", "2018-10-03", "Werthein"),
        ("PyeongChang 2018の組織委とIOCが合意した。バッハIOC会長が述べた。", "2017-01-01", "バッハ"),
    ],
)
def test_an_office_is_told_without_its_body_beside_it(
    catalogue: ReferenceData, text: str, day: str, words: str
) -> None:
    assert any(words in part for part in supported(catalogue, text, day))


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("The organisers of Paris 2024 under Edgar Grospiron have six partners.", "2023-07-25", "under Edgar"),
        (
            "Samsung renewed with the IOC. Its chief executive Thomas Bach signed.",
            "2018-12-04",
            "chief executive Thomas",
        ),
        ("The IOC signed with Airbnb. IOC President Kirsty Coventry was pleased.", "2019-11-19", "Kirsty"),
        ("Billy Payne's committee had seven sponsors at Sydney 2000.", "2000-09-01", "Payne"),
        ("Yoshiro Mori, president of Coca-Cola, signed for Tokyo 2020.", "2016-01-01", "president of Coca"),
    ],
)
def test_an_office_of_another_body_or_day_is_not_supported(
    catalogue: ReferenceData, text: str, day: str, words: str
) -> None:
    assert not [part for part in supported(catalogue, text, day) if words in part]


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        (
            "McDonald's left the TOP programme. The burger chain had been in it since 1997.",
            "2017-06-17",
            "burger chain",
        ),
        ("Asahi Breweries is a gold partner of Tokyo 2020 for beer and wine.", "2016-01-01", "wine"),
        ("アサヒビールは東京2020のゴールドパートナーで、対象はビールとワイン。", "2016-01-01", "ワイン"),
        ("Der Versicherungspartner Allianz zahlt an das IOC.", "2022-01-01", "Versicherungspartner"),
        ("Toyota and Bridgestone, both of Japan, are TOP partners.", "2020-01-01", "Japan"),
        ("TCL has moved into Panasonic's place in the TOP programme.", "2025-02-21", "Panasonic's place"),
        (PARALLEL.format("thirteenth"), "2018-01-01", "thirteenth"),
        (
            "TCL became a TOP partner in 2025. Included are Milano Cortina 2026 and Los Angeles 2028.",
            "2025-02-21",
            "Los Angeles 2028",
        ),
        ("McDonald's left the TOP programme in June 2017 with immediate effect.", "2017-06-19", "immediate effect"),
        ("LA28 has partners. Oakley, which makes the eyewear, is thought to pay $60 million.", "2026-03-01", "eyewear"),
    ],
)
def test_trades_places_and_numbers_carry_over(catalogue: ReferenceData, text: str, day: str, words: str) -> None:
    assert any(words in part for part in supported(catalogue, text, day))


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("McDonald's left the TOP programme. The brewer had been in it since 1997.", "2017-06-17", "brewer"),
        ("Asahi Breweries is a gold partner of Tokyo 2020 for beer and tyres.", "2016-01-01", "tyres"),
        ("アサヒビールは東京2020のゴールドパートナーで、対象はビールとタイヤ。", "2016-01-01", "タイヤ"),
        ("Uhrenpartner Visa zahlt an das IOC.", "2020-01-01", "Uhrenpartner"),
        ("Toyota and Samsung, both of Japan, are TOP partners.", "2020-01-01", "Japan"),
        ("Lenovo's place in the TOP programme went to Panasonic.", "2012-01-01", "Lenovo's place"),
        (PARALLEL.format("twelfth"), "2018-01-01", "twelfth"),
        ("TCL became a TOP partner in 2025. Included are Sochi 2014 and Rio 2016.", "2025-02-21", "Sochi"),
        ("The founding partners of LA28 are Delta, Comcast, Honda and Uber.", "2026-03-01", "Uber"),
        ("Airbnb signed in 2019. The Swedish company is a TOP partner.", "2020-01-01", "Swedish"),
        ("LVMH signed with Paris 2024 in the host city in 2020.", "2023-07-25", "host city"),
    ],
)
def test_what_does_not_fit_is_not_supported(catalogue: ReferenceData, text: str, day: str, words: str) -> None:
    assert not [part for part in supported(catalogue, text, day) if words in part]


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("Toyota announced its decision to leave in September 2024.", True),
        ("Toyota and the IOC signed a contract in September 2024.", False),
        ("Toyota joined in September 2024.", False),
        ("Toyota unterzeichnete im September 2024 in Lausanne einen Vertrag mit dem IOC.", False),
        ("Toyota a signé un contrat avec le CIO en septembre 2024.", False),
        ("Toyota firmó un contrato con el COI en septiembre de 2024.", False),
        ("丰田于2024年9月签约。", False),
        ("トヨタは2024年9月に契約を締結した。", False),
    ],
)
def test_the_end_of_a_contract_is_none_that_was_signed(catalogue: ReferenceData, text: str, true: bool) -> None:
    assert any("2024" in part for part in supported(catalogue, text, "2025-01-10")) == true


@pytest.mark.parametrize(
    "text",
    [
        "百威英博则计划把合同延长到2032年。",
        "AB InBev plant, den Vertrag bis 2032 zu verlängern.",
        "AB InBev hofft darauf, bis 2032 Partner des IOC zu bleiben.",
        "AB InBev planea ampliar el contrato hasta 2032.",
        "AB InBev prévoit de prolonger le contrat jusqu'en 2032.",
        "ABインベブは契約を2032年まで延長する計画だ。",
    ],
)
def test_a_plan_supports_no_end(catalogue: ReferenceData, text: str) -> None:
    assert not any("2032" in part for part in supported(catalogue, text, "2026-02-21"))


@pytest.mark.parametrize(
    "text",
    [
        "The second cycle of TOP counted twelve companies, among them Ricoh, Mars and Xerox.",
        "Der zweite Zyklus von TOP zählte zwölf Firmen, darunter Ricoh, Mars und Xerox.",
    ],
)
def test_a_term_told_by_its_number_is_that_of_the_list(catalogue: ReferenceData, text: str) -> None:
    """Xerox joined TOP with its third term."""
    found = supported(catalogue, text, "1995-01-01")
    assert {"Ricoh", "Mars"} <= set(found)
    assert "Xerox" not in found


TCL = "TCL signed as worldwide Olympic partner. The contract runs through the 2032 Games in Brisbane.\n\n"


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        (TCL + "TCL had sponsored the Asian Games before.", "2025-02-20", "had sponsored"),
        (TCL + "Auch die Weltmeisterschaften hatte TCL gesponsert.", "2025-02-20", "gesponsert"),
        ("冬奥会2022年在北京举行。安踏也是亚运会的合作伙伴。", "2021-02-20", "也是"),
        (
            "Milano Cortina 2026 is near. In the corridors one speaks of Poste Italiane as its next Premium Partner.",
            "2025-02-20",
            "Poste Italiane",
        ),
        (
            "O.C. Tanner was shown off last May. Hallmark may follow this year at Salt Lake City 2002.",
            "2000-02-03",
            "year",
        ),
    ],
)
def test_other_events_and_hearsay_support_nothing(catalogue: ReferenceData, text: str, day: str, words: str) -> None:
    assert words in text
    assert not any(words in part for part in supported(catalogue, text, day))


@pytest.mark.parametrize(
    "text",
    [
        "(Translated from Portuguese) The company TAM became official airline of Rio 2016.",
        "(Traducido del portugués) La empresa TAM es la transportadora oficial de Río 2016.",
        "(Übersetzt aus dem Portugiesischen) Die Fluggesellschaft TAM ist Partner von Rio 2016.",
    ],
)
def test_the_language_of_a_text_is_no_country_of_a_company(catalogue: ReferenceData, text: str) -> None:
    claims = check_text(catalogue, text, date(2015, 3, 1)).claims
    assert claims
    assert not any(claim.kind == "country" for claim in claims)


def test_an_owner_told_in_passing_does_not_act(catalogue: ReferenceData) -> None:
    text = "Kronenbourg brews for Paris 2024.\n\nThe brewer, part of the Carlsberg group, signed as official supporter."
    assert "official supporter" in supported(catalogue, text, "2024-02-20")


def test_a_german_clause_may_begin_with_what_its_sponsor_is(catalogue: ReferenceData) -> None:
    text = "Den Anfang bei Milano Cortina 2026 machte Esselunga, erster Premium-Partner wurde im Februar 2023 Eni."
    claims = check_text(catalogue, text, date(2026, 2, 24)).claims
    assert any(claim.kind == "tier" and claim.finding.verdict == "supported" for claim in claims)
    assert not any(claim.finding.verdict == "contradicted" for claim in claims)
