"""Statements that a text makes in passing.

What is told of them stands beside their traps.
"""

from __future__ import annotations

from datetime import date

import pytest

from webapp.fact_check.check import check_text
from webapp.models.reference_data import ReferenceData

S, C = "supported", "contradicted"


def parts(catalogue: ReferenceData, text: str, day: str, verdict: str) -> list[str]:
    claims = check_text(catalogue, text, date.fromisoformat(day) if day else None).claims
    return [text[claim.start : claim.end] for claim in claims if claim.finding.verdict == verdict]


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Die Geldgeber von London 2012 sind viele, von Cadbury bis UPS und BMW.", "2012-01-01", "UPS"),
        ("The IOC is content. It keeps Coca-Cola, Visa and Omega.", "2024-10-02", "Omega"),
        ("LVMH est partenaire premium de Paris 2024, rejoignant BPCE et Orange.", "2023-07-25", "BPCE"),
        ("Heineken is a grand national sponsor of Athens 2004, as are Hyundai and FAGE.", "2004-08-11", "FAGE"),
        ("Cadbury is an official supporter of London 2012. So is ArcelorMittal.", "2012-01-01", "ArcelorMittal"),
        ("Omega is a TOP partner until 2032, like Visa and Deloitte.", "2024-10-02", "Visa"),
        ("LVMH est partenaire premium de Paris 2024. Elle retrouve à ce rang Orange.", "2023-07-25", "Orange"),
        ("Iveco ist offizieller Sponsor von Torino 2006, auf derselben Stufe wie Eutelsat.", "2006-02-09", "Eutelsat"),
        ("Nissan is a partner of Rio 2016. Bradesco had opened the ball in August 2010.", "2015-01-01", ""),
        (
            "Eni ist Premiumpartner von Milano Cortina 2026, Salomon schon im Oktober 2023.",
            "2026-02-20",
            "Oktober 2023",
        ),
        (
            "LVMH is a partner of Paris 2024. The deal was shown at the Grand Palais Éphémère.",
            "2023-07-25",
            "Grand Palais",
        ),
        ("Carrefour, parrain de Paris 2024, a reçu Tony Estanguet à Drancy.", "2022-06-22", "Drancy"),
        ("McDonald's left TOP, three years before its contract was due to run out.", "2017-06-17", "three years"),
        ("NTT signed for Tokyo 2020 on 26 January 2015. The next day Asahi Breweries came.", "2016-01-01", "next day"),
        ("Le partenaire de Paris 2024 est EDF. La veille, Egis avait signé.", "2022-06-22", "La veille"),
        ("Dow left TOP after Tokyo 2020, Kodak after Beijing 2008.", "2024-01-01", "Kodak after Beijing 2008"),
        ("Bridgestone said on Tuesday that it would not renew its Olympic contract.", "2024-10-02", "not renew"),
        ("Atos, a TOP partner, is leaving.", "2024-10-02", "leaving"),
        ("Sema Group came after IBM in the TOP programme.", "", "Sema Group came after IBM"),
        ("Bei München 1972 hatten im Juni 1971 rund 160 Firmen eine Lizenz.", "", "160 Firmen"),
        (
            "Los Juegos de Buenos Aires 2018 tienen en casa trece socios. Hay seis de plata y cuatro de bronce.",
            "2018-10-04",
            "cuatro de bronce",
        ),
        ("Au-dessus, le programme TOP II réunit douze multinationales.", "", "douze multinationales"),
        (
            "Korn Ferry became a founding partner of LA28, in the company of Delta and Honda, and is to help it.",
            "2025-06-20",
            "Delta",
        ),
        ("Tokyo 2020 has struck 62 domestic deals.", "2019-06-25", "62 domestic deals"),
        ("The IOC's Timo Lumme spoke of McDonald's, a TOP partner.", "2017-06-20", "IOC's Timo Lumme"),
        ("LVMH wird Partner von Paris 2024, sagte Thomas Bach vom IOC.", "2023-07-25", "Thomas Bach vom IOC"),
        (
            "Barcelona 1992 pasó. En 2018 fueron los Juegos de la Juventud de Buenos Aires. En el oro entró YPF.",
            "2019-06-01",
            "YPF",
        ),
        (
            "阿里巴巴是TOP计划的第13个赞助商，但不是中国第一家。",  # noqa: RUF001
            "2017-01-20",
            "阿里巴巴是TOP计划的第13个赞助商",
        ),
        ("Brisbane 2032 is to be held from 23 July to 8 August 2032.", "2024-02-01", "23 July to 8 August 2032"),
        ("Les Alpes françaises 2030 : des Jeux du 1er au 17 février 2030.", "2025-02-01", "1er au 17 février 2030"),
        ("長野五輪は1998年2月7日から22日まで。", "1995-03-03", "7日から22日"),
        (
            "Allianz ist TOP-Partner. Der Vertrag läuft lange. Eingeschlossen ist Paris 2024.",
            "2018-09-19",
            "Paris 2024",
        ),
        ("Airbnb is a TOP partner. The deal stretches over Beijing 2022.", "2020-01-01", "Beijing 2022"),
        (
            "みずほはゴールドパートナー。調印式には森喜朗会長、みずほの佐藤康博社長が出席した。",
            "2015-04-15",
            "佐藤康博社長",
        ),
        ("All six places of national partner of Vancouver 2010 are sold.", "2007-05-12", "six places"),
        ("En Buenos Aires 2018 el oro cuesta un millón de dólares, la plata 600.000.", "2018-10-04", "600.000"),
        ("長野1998のスポンサーはセイコーだ。協賛金の一部は現金である。", "1998-02-01", "一部は現金"),
        ("LVMH est partenaire de Paris 2024. Le groupe verserait 150 millions d'euros.", "2023-07-25", "150 millions"),
        ("Coca-Cola and Mengniu signed the first joint agreement of the TOP programme.", "2020-01-01", "first joint"),
        ("Ciscoは東京2020のパートナーで、外資系で初めて加わった。", "2016-07-01", "外資系で初めて"),
        ("Citi is the third International Partner of the IPC.", "2019-01-01", "third International Partner"),
        ("BP is an International Partner of the International Paralympic Committee.", "2018-10-19", "International"),
        ("Whether Atos, the French company, will stay in TOP is open.", "2021-09-06", "French company"),
        ("Bridgestone left TOP, the third Japanese company to do so.", "2024-10-02", "third Japanese company"),
        ("Hallmark signed for Salt Lake City 2002, in personal expression products.", "2000-10-05", "personal expr"),
        ("AB InBev schenkt bei Milano Cortina 2026 seit Januar 2024 das Bier aus.", "2026-02-05", "Bier"),
        ("Delta was the first partner of LA28, Comcast number two.", "2026-01-01", "number two"),
        ("Ottobock will stay with the Paralympics until 2032.", "2021-09-06", "until 2032"),
        ("科大讯飞是北京2022年冬奥会官方赞助商，负责自动语音转换与翻译。", "2021-01-01", "翻译"),  # noqa: RUF001
        ("EDF s'est hissé au rang de partenaire premium de Paris 2024.", "2019-11-20", "partenaire premium"),
    ],
)
def test_what_is_told_in_passing_is_supported(catalogue: ReferenceData, text: str, day: str, words: str) -> None:
    assert any(words in part for part in parts(catalogue, text, day, S))


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Panasonic and Toyota are leaving TOP. So are Visa and Omega.", "2024-10-02", "Visa"),
        ("LVMH est partenaire premium de Paris 2024, rejoignant BPCE et Danone.", "2023-07-25", "Danone"),
        ("Heineken is a grand national sponsor of Athens 2004, as are Adecco and Shell.", "2004-08-11", "Shell"),
        ("LVMH est partenaire premium de Paris 2024. Elle retrouve à ce rang Decathlon.", "2023-07-25", "Decathlon"),
        ("McDonald's left TOP, five years before its contract was due to run out.", "2017-06-17", "five years"),
        ("LVMH is a partner of Paris 2024. The deal was shown at the Stade de France.", "2023-07-25", "Stade"),
        ("NTT signed for Tokyo 2020 on 26 January 2015. The next day Canon came.", "2016-01-01", "next day"),
        ("Dow left TOP after Tokyo 2020, Visa after Beijing 2008.", "2024-01-01", "Visa after"),
        ("En Buenos Aires 2018 el oro cuesta un millón de dólares, la plata 900.000.", "2018-10-04", "900.000"),
        ("Visa and Omega signed the first joint agreement of the TOP programme.", "2020-01-01", "first joint"),
        (
            "Toyota is an International Partner of the International Paralympic Committee.",
            "2018-10-19",
            "International",
        ),
        ("Coca-Cola made its first appearance at Amsterdam 1928.", "2010-02-05", "first"),
        ("Dittmeyer war der zweite Lizenznehmer von München 1972.", "", "zweite"),
        ("BMW has the phones of Atlanta 1996.", "1996-07-18", "phone"),
        ("Omega took care of the clocks of Barcelona 1992.", "1993-01-01", "clocks"),
        ("Bradesco, a partner of Rio 2016, signed in Recife.", "2015-01-01", "Recife"),
    ],
)
def test_what_is_false_in_passing_is_not_supported(catalogue: ReferenceData, text: str, day: str, words: str) -> None:
    assert not [part for part in parts(catalogue, text, day, S) if words in part]


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Samsung of Japan, a TOP partner, might leave.", "2017-06-16", "Samsung of Japan"),
        ("Delta came first at LA28, in March 2020, and Comcast came third a year later.", "2026-01-27", "third"),
        (
            "The premium partners of Paris 2024 include BPCE, EDF, Sanofi and Danone.",
            "2023-07-25",
            "Danone",
        ),
    ],
)
def test_what_a_table_plainly_excludes_is_contradicted(
    catalogue: ReferenceData, text: str, day: str, words: str
) -> None:
    assert any(words in part for part in parts(catalogue, text, day, C))


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Westfield was signed yesterday as the 44th domestic sponsor of London 2012.", "2011-03-24", "London 2012"),
        ("Carrefour est le cinquième partenaire premium de Paris 2024.", "2023-02-10", "Paris 2024"),
        (
            "BMW ist Premium-Partner von Innsbruck 2012, die am 13. Jänner 2012 beginnen.",
            "2011-03-01",
            "13. Jänner 2012 beginnen",
        ),
    ],
)
def test_the_games_behind_a_number_are_a_statement(catalogue: ReferenceData, text: str, day: str, words: str) -> None:
    assert words in parts(catalogue, text, day, S)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Bronce tienen EY y la marca española de ropa deportiva Joma en Buenos Aires 2018.", "2018-10-04"),
        ("Bronze haben EY und die spanische Marke für Sportkleidung Joma in Buenos Aires 2018.", "2018-10-04"),
        ("Bronze went to EY and the Spanish sportswear brand Joma at Buenos Aires 2018.", "2018-10-04"),
        ("中国企业加入奥林匹克全球合作伙伴计划始于2004年签约的联想。", "2025-02-21"),
        ("UPS was unveiled as the 23rd sponsor of London 2012.", "2009-10-01"),
    ],
)
def test_what_another_may_be_meant_by_is_not_contradicted(catalogue: ReferenceData, text: str, day: str) -> None:
    told = parts(catalogue, text, day, C)
    assert not [part for part in told if any(word in part for word in ("spa", "Spa", "始于", "London"))]


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("UPS was unveiled as the 23rd sponsor of London 2012.", "2009-10-01", "London 2012"),
        ("Ticket sales for the Paris 2024 Games begin on 26 July 2024.", "2023-01-01", "26 July"),
        ("La venta de entradas de los Juegos de Río 2016 empieza el 5 de agosto de 2016.", "2015-01-01", "agosto"),
        ("Le relais de la flamme de Paris 2024 commence le 26 juillet 2024.", "2023-01-01", "juillet"),
        ("The Olympics in Paris begin on 25 July 2024.", "2023-01-01", "July"),
        ("UPS was unveiled as the 22nd sponsor of Rio 2016.", "2009-10-01", "Rio 2016"),
        ("UPS could be unveiled as the 22nd sponsor of London 2012.", "2009-10-01", "London 2012"),
        ("インテルも去るのではとの観測が流れるが、IOCは論評を避けた。", "2024-10-02", "去る"),
    ],
)
def test_a_false_or_planned_part_keeps_its_games_open(
    catalogue: ReferenceData, text: str, day: str, words: str
) -> None:
    assert not [part for part in parts(catalogue, text, day, S) if words in part]
