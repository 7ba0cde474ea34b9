"""Sentences with several Games, terms or numbers.

Each number and date must go with its own.
"""

from __future__ import annotations

from datetime import date

import pytest

from webapp.fact_check.check import check_text
from webapp.models.reference_data import ReferenceData

S, C, N = "supported", "contradicted", "not-recorded"


def told(catalogue: ReferenceData, text: str, day: str) -> set[tuple[str, str]]:
    claims = check_text(catalogue, text, date.fromisoformat(day) if day else None).claims
    return {(claim.kind, claim.finding.verdict) for claim in claims}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("IOC President Thomas Bach sealed an agreement with TCL that runs to 2032.", "2025-02-20"),
        ("TCL unterschrieb mit IOC-Präsident Thomas Bach einen Vertrag, der bis 2032 läuft.", "2025-02-20"),
        ("Le président du CIO Thomas Bach a signé un contrat qui court jusqu'en 2032.", "2025-02-20"),
        ("El presidente del COI Thomas Bach firmó con TCL un contrato hasta 2032.", "2025-02-20"),
        ("国际奥委会主席托马斯·巴赫与TCL签署了到2032年的协议。", "2025-02-20"),
        ("TOP II had 12 members, and ten global sponsors backed Atlanta 1996.", ""),
        ("Le TOP II comptait 12 partenaires et dix sponsors mondiaux ont soutenu Atlanta 1996.", ""),
        ("Toyota, who backed Tokyo 2020, leaves after Paris 2024, where it met 82 domestic partners.", ""),
        ("Tokyo 2020 signed two gold partners on Tuesday.", "2015-04-15"),
        ("東京2020組織委員会は銀行2社とゴールドパートナー契約を結んだ。", "2015-04-15"),
        ("阿里巴巴并不是TOP计划第一家来自中国的合作伙伴；联想2004年3月在北京签约。", "2017-01-20"),  # noqa: RUF001
        ("Alibaba is not the first Chinese TOP partner.", "2017-01-20"),
        ("LVMH ist kein Goldpartner von Paris 2024.", "2024-01-20"),
        ("YPF, de Buenos Aires 2018, había firmado en marzo en La Plata.", "2018-10-04"),
        ("McDonald's is an official partner of PyeongChang although it left the TOP programme in 2017.", "2018-02-06"),
        ("UPS quit the TOP programme after a meeting in Atlanta.", "2020-01-01"),
        ("Atos ist seit 2001 weltweiter Partner.", "2021-03-01"),
        ("Omega's contract, which Thomas Bach has praised since 2013, is one of a worldwide partner.", "2021-03-01"),
    ],
)
def test_nothing_is_contradicted(catalogue: ReferenceData, text: str, day: str) -> None:
    assert C not in {verdict for _, verdict in told(catalogue, text, day)}


@pytest.mark.parametrize(
    ("text", "day", "kind", "verdict"),
    [
        ("Thomas Bach, IOC president since 2010, met Visa.", "2020-01-01", "role", N),
        ("TOP II had 12 members, and ten global sponsors backed Atlanta 1996.", "", "count", S),
        ("After London 2012 and its seven tier one partners came Rio 2016.", "2023-01-05", "count", S),
        ("The second edition of the TOP programme had twelve partners.", "", "count", S),
        ("Die zweite Auflage des TOP-Programms zählte zehn Partner.", "", "count", C),
        ("Erst 1985 rief das IOC das TOP-Programm ins Leben. Zwölf Firmen zählte die erste Auflage.", "", "count", N),
        ("Tokyo 2020 has 20 gold partners.", "2015-04-15", "count", C),
        ("Worldwide contracts that reach as far as Brisbane are held by Allianz and TCL.", "2026-06-01", "until", S),
        (
            "Die Brauerei Yanjing hat es zum Partner gebracht, während UPS als Sponsor von Peking 2008 liefert.",
            "2005-08-15",
            "partner",
            N,
        ),
        ("IBM bowed out of the TOP programme after Nagano.", "2020-01-01", "left", C),
        ("IBM, qui s'était retiré du programme TOP après Nagano, ne revient pas.", "2020-01-01", "left", C),
        ("IBM se retiró del programa TOP después de Nagano.", "2020-01-01", "left", C),
        ("IBM长野之后退出TOP计划。", "2020-01-01", "left", C),
        ("Xerox verließ das TOP-Programm nach Athen.", "2020-01-01", "left", S),
    ],
)
def test_what_stands_together_is_judged(catalogue: ReferenceData, text: str, day: str, kind: str, verdict: str) -> None:
    assert (kind, verdict) in told(catalogue, text, day)
