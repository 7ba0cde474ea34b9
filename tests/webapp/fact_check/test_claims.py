"""What a sentence is read to say, and what the graph says of it: one example of each kind, and of each trap."""

from __future__ import annotations

from datetime import date

import pytest

from tests.some import some
from webapp.fact_check.check import check_text
from webapp.models.reference_data import ReferenceData

S, C, N, V = "supported", "contradicted", "not-recorded", "too-vague"


def verdicts(catalogue: ReferenceData, text: str, day: str = "2024-06-01") -> set[tuple[str, str]]:
    checked = check_text(catalogue, text, date.fromisoformat(day) if day else None)
    return {(claim.kind, claim.finding.verdict) for claim in checked.claims}


@pytest.mark.parametrize(
    ("text", "kind", "verdict"),
    [
        ("Alibaba is a worldwide Olympic partner.", "partner", S),
        ("McDonald's is a worldwide Olympic partner.", "partner", C),
        ("Toyota was never a partner of Tokyo 2020.", "partner", C),
        ("Kodak is no longer a TOP sponsor.", "partner", S),
        ("Samsung, a worldwide Olympic partner since 1984, is glad.", "from", C),
        ("Samsung's Olympic contract runs to 2036.", "until", C),
        ("Visa's Olympic deal runs to 2032.", "until", S),
        ("Canon was a Gold Partner of Tokyo 2020.", "tier", S),
        ("Danone was a premium partner of Paris 2024.", "tier", C),
        ("ANA was the official airline of Tokyo 2020.", "category", S),
        ("Asahi Breweries was the thirteenth Gold Partner of Tokyo 2020.", "ordinal", C),
        ("Airbnb pays $5 billion for its TOP sponsorship.", "money", C),
        ("Bridgestone paid $344 million for its TOP sponsorship.", "money", S),
        ("The TOP programme was created in 1985.", "since", S),
        ("The TOP programme was created in 1972.", "since", C),
        ("Atos was replaced by Deloitte.", "before", S),
        ("Deloitte was replaced by Atos.", "before", C),
        ("Lenovo left the TOP programme in 2008. Acer stepped in.", "before", S),
        ("Auf Lenovo folgte im TOP-Programm Acer.", "before", S),
        ("Auf Acer folgte im TOP-Programm Lenovo.", "before", C),
        ("Acer was the only sponsor to leave TOP in 2012.", "left", N),
        ("Korean Air and KORAIL sponsored PyeongChang 2018. The airline signed on 18 March 2015.", "event", S),
        ("Jack Ma and Thomas Bach announced in Davos that Alibaba had joined TOP.", "event", S),
        ("Lenovo was the first partner of TOP.", "ordinal", N),
        ("Die Allianz ist weltweiter Partner; der Versicherer hat seinen Sitz in Japan.", "country", C),
        ("The Korean electronics company Bridgestone is glad.", "country", C),
        ("IOC President Thomas Bach is glad.", "role", S),
        ("Lenovo, a Swiss computer maker, was a TOP sponsor.", "country", C),
        ("Cadbury is a tier one partner of London 2012.", "tier", C),
        ("Samsung signed its first TOP contract on 9 May 1997 in Lausanne.", "event", C),
        ("Samsung signed its first TOP contract on 9 May 1997 in Lausanne.", "event", S),
        ("Coca-Cola and Mengniu share a category of the TOP programme.", "category", S),
        ("Honda is a mere official partner of Los Angeles 2028.", "tier", C),
        ("Thomas Bach preside el COI desde 2015.", "role", C),
        ("Toyota joined the TOP programme in March 2016.", "event", C),
        ("Panasonic, whose contract ran out at the end of 2023, had been a TOP sponsor.", "left", C),
        ("Philips, de Alemania, fue socio de los Juegos.", "country", C),
        ("Orange was a premium partner of Paris 2024. Sodexo was an official partner, Sanofi too.", "tier", S),
        ("Carrefour is a premium partner of Paris 2024. Orange is an official partner of Paris 2024.", "tier", C),
        ("Air China has the rank of sponsor at Beijing 2008.", "tier", C),
        ("Andreani es de plata en Buenos Aires 2018.", "tier", C),
        ("The TOP programme began with nine companies.", "count", S),
        ("The TOP programme began with fifteen companies.", "count", C),
        ("Los Juegos de Barcelona 1992 tuvieron catorce socios colaboradores.", "count", C),
        ("Anheuser-Busch backed Los Angeles 1984, Atlanta 1996 and Salt Lake City 2002.", "partner", S),
        ("Furniture maker Ramler was a partner of Sydney 2000.", "category", S),
        ("ISL was founded in Lucerne in 1982.", "event", S),
        ("ISL was founded in Lucerne in 1985.", "event", C),
        ("BPCE was a partner of Paris 2024. Anne Hidalgo, the mayor of Paris, was glad.", "role", S),
        ("Los Angeles 1984 raised $123 million: Fuji was glad.", "money", S),
        ("Heineken UK poured the lager of London 2012.", "category", S),
        ("Salesforce left Los Angeles 2028 by mutual agreement.", "reason", S),
        ("Sonatel, a subsidiary of Orange, is a partner of Dakar 2026.", "relation", S),
        ("The Paris 2024 Games open on 26 July 2024.", "event", S),
        ("The Paris 2024 Games open on 28 July 2024.", "event", C),
        ("Seiko timed Nagano 1998, and Omega did the job at London 1948.", "partner", S),
        ("Delta signed an eight-year contract with LA28.", "count", S),
        ("McDonald's and the IOC ended their agreement three years early.", "left", S),
        ("Airbnb signed in London as a worldwide Olympic partner.", "event", S),
        ("Delta became a partner of Los Angeles 2028 in March 2020. Comcast came along a year later.", "event", S),
        ("Alibaba signed its TOP contract in 2018.", "event", C),
        ("Atos is a worldwide Olympic partner. Its contract runs until 2030.", "until", N),
        ("Reebok left Sydney 2000, in a deal worth A$15 million if The Independent is right.", "money", S),
        ("Volkswagen lieh den Organisatoren von München 1972 fast 800 Fahrzeuge.", "count", S),
        ("Barcelona 1992 tuvo sus patrocinadores. Cronometró, eso sí, Seiko.", "category", S),
        ("La cerveza griega Efes fue proveedora de los Juegos de Barcelona 1992.", "country", C),
        ("McDonald's left TOP on 16 June 2017; the reasons are a matter of rumour.", "left", S),
        ("Fiat signed for Torino 2006 on 18 March 2003. Sanpaolo IMI did so on the same day.", "event", S),
        ("Toyota joined TOP in 2015, Bridgestone a year earlier.", "event", S),
        ("Samsung stieg 1997 ins TOP-Programm ein und löste Motorola ab.", "before", S),
        ("Motorola fue sustituida por Samsung en 1997 en el programa TOP.", "from", S),
        ("Ricoh was a member of TOP II. Ricoh fue socio de TOP II de 1989 a 1992.", "until", S),
        ("Paris 2024: Egis a porté le total à dix-neuf partenaires, l'effectif passe donc à dix-neuf.", "count", S),
        ("Fournisseur de pneumatiques, Bridgestone est partenaire mondial du CIO.", "category", S),
        ("Partenaire mondial du CIO depuis 2022, Deloitte succède à Atos.", "from", S),
        ("Thomas Bach et Nick Hayek ont signé à Lausanne le contrat d'Omega, partenaire mondial.", "event", S),
        ("Toyota became the sixth Worldwide Paralympic Partner in November 2015.", "event", S),
        ("Streets was a Sydney 2000 Supplier.", "tier", S),
        ("UPS wurde als 22. Sponsor von London 2012 vorgestellt.", "ordinal", S),
        ("UPS wurde als 25. Sponsor von London 2012 vorgestellt.", "ordinal", C),
        ("BP was in the first tier of London 2012, Cisco one rung lower.", "tier", S),
        ("Xerox and the IOC agreed not to extend their agreement beyond 2004.", "until", S),
        ("Die Zeit in München 1972 nahm Junghans, gemeinsam mit Longines.", "partner", S),
        ("El comité de Barcelona 1992 que presidía Pasqual Maragall esperaba más.", "role", S),
        ("ブリヂストンはTOPスポンサーで、契約は24年までである。", "until", S),
        ("Bridgestone has been a Worldwide Paralympic Partner since 2018.", "from", S),
        ("联想加入TOP计划，2008年后退出。", "left", S),  # noqa: RUF001
        ("Correios se une a Nissan en Río 2016. La automotriz japonesa es patrocinadora.", "country", S),
    ],
)
def test_a_statement_is_judged(catalogue: ReferenceData, text: str, kind: str, verdict: str) -> None:
    assert (kind, verdict) in verdicts(catalogue, text)


@pytest.mark.parametrize(
    "text",
    [
        "Air France figure parmi les partenaires premium de Paris 2024.",
        "Honda is a mere official partner of Los Angeles 2028.",
        "Asahi Breweries was the thirteenth Gold Partner of Tokyo 2020.",
    ],
)
def test_nothing_of_a_clause_with_a_false_part_is_supported(catalogue: ReferenceData, text: str) -> None:
    verdicts_of = some({verdict for _, verdict in verdicts(catalogue, text)})
    assert S not in verdicts_of


@pytest.mark.parametrize(
    "text",
    [
        "Alibaba could be a worldwide Olympic partner until 2050.",
        "Is Pepsi a worldwide Olympic partner?",
        "If Visa left, Mastercard would be a worldwide Olympic partner.",
        "Visa requirements for Paris have been eased until 2050.",
        "Unlike Visa, Mastercard was never a worldwide Olympic partner.",
        "Visa is glad, while Mastercard has been a worldwide Olympic partner since 1950.",
        "Rumour has it that Samsung leaves after Paris 2024.",
        "Within a month three Japanese companies left the TOP programme.",
        "Quatre parrains du CIO sont partis l'an dernier : la liste est connue.",
        "Salt Lake City 2002 had its helpers. Schenker is a Swiss forwarder.",
        "Según fuentes, Danone se sumaría a Carrefour como patrocinadora de París 2024.",
        "Danone rejoindrait Carrefour parmi les partenaires de Paris 2024.",
        "The Washington Post says that somebody close to signing has pulled out.",
    ],
)
def test_no_plain_statement_is_read_where_there_is_none(catalogue: ReferenceData, text: str) -> None:
    assert not {verdict for _, verdict in verdicts(catalogue, text)} & {S, C}


def test_what_hangs_on_the_day_of_the_text_is_too_vague_without_one(catalogue: ReferenceData) -> None:
    assert ("partner", V) in verdicts(catalogue, "Alibaba is currently a worldwide Olympic partner.", "")


def test_the_day_of_the_text_decides_what_is_so_now(catalogue: ReferenceData) -> None:
    text = "Toyota is a worldwide Olympic partner."
    assert ("partner", S) in verdicts(catalogue, text, "2020-01-01")
    assert ("partner", C) in verdicts(catalogue, text, "2025-06-01")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The worldwide sponsors, among them Kodak and FedEx, kept silent.", N),
        ("Entre los patrocinadores mundiales figuraban Ricoh y Federal Express.", N),
        ("FedEx was once among the worldwide sponsors.", S),
        ("FedEx was a worldwide sponsor at Seoul 1988.", S),
    ],
)
def test_a_partnership_that_is_over_supports_only_what_looks_back(
    catalogue: ReferenceData, text: str, verdict: str
) -> None:
    checked = check_text(catalogue, text, date(1999, 12, 10))
    told = {claim.finding.verdict for claim in checked.claims if claim.reads.startswith("FedEx ")}
    assert told == {verdict}


@pytest.mark.parametrize(
    ("text", "reads", "supported"),
    [
        ("IOC President Kirsty Coventry spoke.", "Kirsty Coventry: ", False),
        ("McDonald's signed at Innsbruck in 2012 with the IOC's then president, Thomas Bach.", "Thomas Bach: ", False),
        ("McDonald's signed in Lausanne in 2014 with the IOC's then president, Thomas Bach.", "Thomas Bach: ", True),
        ("Salt Lake City, hôte en 1998, prendra le relais en 2033.", "Salt Lake City", False),
        ("Salt Lake City, hôte en 2002, prendra le relais en 2034.", "Salt Lake City", True),
        ("Carrefour est partenaire premium de Paris 2024. Orange et Decathlon ont ce statut.", "Orange: ", True),
        ("Carrefour est partenaire premium de Paris 2024. Orange et Decathlon ont ce statut.", "Decathlon ", False),
        ("Carrefour is a premium partner of Paris 2024. Orange holds that status, too.", "Orange: premium", True),
        ("Before Sydney 2000, Sema Group was picked in a deal put at $798 million.", "Reported: $798", False),
        ("At Los Angeles 1984, Levi Strauss was an official licensee.", "Levi", False),
    ],
)
def test_an_office_a_city_and_a_rank_are_those_told(
    catalogue: ReferenceData, text: str, reads: str, supported: bool
) -> None:
    checked = check_text(catalogue, text, date(2025, 3, 1))
    assert any(c.finding.verdict == S and c.reads.startswith(reads) for c in checked.claims) is supported


@pytest.mark.parametrize(
    ("text", "kind", "sure"),
    [
        ("Honda joined LA28 in December 2024.", "event", True),
        ("Honda is a partner of LA28. It joined in December 2024.", "event", False),
        ("Honda joined LA28 in December.", "event", False),
        ("Honda joined LA28 in December 2024, said a blog that could be wrong.", "event", False),
        ("Danone was a premium partner of Paris 2024.", "tier", True),
        ("Danone and Cisco were premium partners of Paris 2024.", "tier", False),
        ("Airbnb paid $5 billion for its TOP sponsorship.", "money", True),
        ("Airbnb is in TOP. The company paid $5 billion for its TOP sponsorship.", "money", False),
        ("Honda is a partner of LA28. LA28 puts the total of domestic sponsorship at $9 billion.", "money", False),
        ("Correios se une a Nissan en Río 2016. La automotriz japonesa es patrocinadora.", "country", False),
        ("联想宣布, 2008年之后不再担任奥运会全球合作伙伴。接替它的是宏碁。", "before", False),
        ("TOP计划有新成员。宏碁接替的是TCL。", "before", False),
        ("Acer was replaced by Lenovo in the TOP programme.", "before", True),
        ("Toyota and Panasonic left TOP in 2024; only Panasonic has been replaced, by TCL.", "before", False),
        ("サムスン電子は国内の協賛社ではなく、国際オリンピック委員会のワールドワイドパートナーだ。", "partner", False),
        ("阿里巴巴并非组委会的本土伙伴, 而是国际奥委会的全球合作伙伴。", "partner", False),
        (
            "TCL hereda el puesto de Panasonic. Su contrato se extiende a Milano Cortina 2026 y Brisbane 2032.",
            "covers",
            False,
        ),
        ("En TOP conviven así tres grupos de ese país, con Alibaba y Mengniu.", "count", False),
        ("The TOP programme has three partners.", "count", True),
        ("Manulife hatte die Sparte im TOP-Programm bis zu den Spielen von Peking inne.", "until", False),
        (
            "Milano Cortina 2026: Erst kam Esselunga, gefolgt von Randstad und, als Nummer drei, von Deloitte.",
            "ordinal",
            False,
        ),
        ("蒙牛不是第一家加入TOP的中国企业。", "country", False),
    ],
)
def test_only_what_is_said_in_so_many_words_is_contradicted(
    catalogue: ReferenceData, text: str, kind: str, sure: bool
) -> None:
    assert ((kind, C) in verdicts(catalogue, text, "2026-01-15")) is sure


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("At Moscow 1980 the gymnasts landed on mats from Sarniege.", "category", "mats"),
        ("The partners of Buenos Aires 2018 were these. Gold: YPF and Banco Ciudad.", "tier", "Banco Ciudad"),
        ("北京冬奥会首家伙伴是中国银行，2018年7月20日，中国石化加入。", "event", "2018年7月20日"),  # noqa: RUF001
        ("Les parrains mondiaux du CIO : Coca-Cola (boissons), Visa (paiement), Omega.", "partner", "Omega"),
        ("Les parrains mondiaux du CIO : Coca-Cola (boissons), Visa (paiement), Omega.", "category", "paiement"),
        ("Worldwide Olympic partners:\n- Visa: payment services, since 1986", "category", "payment"),
        ("東京2020の公式パートナーはANA、日本郵政だ。", "tier", "日本郵政"),
        ("Allianz joins Visa and Samsung on the list of worldwide Olympic partners.", "partner", "Samsung"),
        ("ASICS est partenaire de Tokyo 2020 aux côtés de Canon et de LIXIL.", "partner", "LIXIL"),
        ("Intel se suma a Visa y Samsung en el programa TOP.", "partner", "Visa"),
        ("The TOP programme goes on. Visa, Samsung and Omega remain partners.", "partner", "Visa"),
        ("Danone fue patrocinadora de Barcelona 1992, junto a Seat y Telefónica.", "partner", "Seat"),
    ],
)
def test_things_told_in_passing_are_supported(catalogue: ReferenceData, text: str, kind: str, words: str) -> None:
    claims = check_text(catalogue, text, date(2018, 10, 4)).claims
    told = [text[one.start : one.end] for one in claims if one.kind == kind and one.finding.verdict == S]
    assert any(words in part for part in told)
