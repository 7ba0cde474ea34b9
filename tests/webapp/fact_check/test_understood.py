"""False statements that are contradicted, and true ones that are not."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.fact_check.check import check_text
from webapp.fact_check.claim import Claim
from webapp.models.reference_data import ReferenceData

PLAIN = (
    "Samsung has been a TOP partner since 1990.",
    "McDonald's is a worldwide Olympic partner.",
    "Omega's Olympic contract runs until 2040.",
    "Decathlon was a premium partner of Paris 2024.",
    "Panasonic left the TOP programme in 2021.",
    "Asahi Breweries was the thirteenth Gold Partner of Tokyo 2020.",
    "Samsung ist seit 1990 TOP-Partner.",
    "Toyota ist derzeit weltweiter Olympia-Partner.",
    "Der Olympia-Vertrag von Omega läuft bis 2040.",
    "Decathlon war Premium-Partner von Paris 2024.",
    "Airbnb kam im November 2017 zum TOP-Programm.",
    "Samsung est partenaire TOP depuis 1990.",
    "Toyota est un partenaire mondial du CIO.",
    "Le contrat olympique d'Omega court jusqu'en 2040.",
    "Decathlon était partenaire premium de Paris 2024.",
    "Panasonic a quitté le programme TOP en 2021.",
    "Samsung es socio TOP desde 1990.",
    "Airbnb se unió al programa TOP en noviembre de 2017.",
    "El contrato olímpico de Omega llega hasta 2040.",
    "Sadia fue patrocinadora de nivel 1 de Río 2016.",
    "El programa TOP se creó en 1972.",
    "三星自1990年起是TOP合作伙伴。",
    "丰田是奥林匹克全球合作伙伴。",
    "欧米茄的奥运合同到2040年为止。",
    "松下2021年退出TOP计划。",
    "瑞士公司德勤是TOP合作伙伴。",
    "サムスンは1990年からTOPパートナーだ。",
    "トヨタ自動車は現在ワールドワイドオリンピックパートナーだ。",
    "オメガの五輪契約は2040年まで続く。",
    "キヤノンは東京2020の4社目のゴールドパートナーだった。",  # noqa: RUF001
)
"""False statements in short sentences."""

TANGLED = (
    "Bridgestone has also been a Worldwide Paralympic Partner since 2018.",
    "It follows Google, the fifth founding partner of Los Angeles 2028, and Intuit, the sixth.",
    "TOP II had 12 members, and ten global sponsors backed Atlanta 1996.",
    "McDonald's is an official partner of PyeongChang 2018 although it left the TOP programme last year.",
    "Bridgestone, seventh at the IPC after Toyota, sixth, joined there in 2018.",
    "Lenovo, whose seat Acer took in 2009, had joined in 2004.",
    "Auf Lenovo, das 2004 kam und 2008 ging, folgte mit Acer aus Taiwan ein Anbieter, der bis 2012 blieb.",
    "John Hancock und danach Manulife aus Kanada hatten die Versicherungen bis zu den Spielen von Peking inne.",
    "Es folgten Randstad und, als Nummer drei, von Anfang an Premium-Partner von Milano Cortina 2026, Deloitte.",
    "Toyota, das mit Panasonic, Partner seit 1985, aufhörte, war 2015 gekommen.",
    "Neun Firmen trugen TOP I, zwölf TOP II.",
    "Toyota, partenaire du CIO depuis 2015 et, comme Panasonic depuis 2014, du Comité paralympique, s'en va.",
    "Deloitte succède à Atos, parti en 2024, comme Atos avait succédé à IBM, parti en 2000.",
    "Après Lenovo, premier chinois en 2004, Alibaba en 2017 et Mengniu en 2019, TCL est le quatrième.",
    "Allianz reprend depuis 2021 la place de Manulife, partenaire jusqu'en 2008.",
    "Neuf sociétés composaient TOP I, douze TOP II.",
    "Acer, que sustituyó a Lenovo, socio desde 2004, estuvo hasta 2012.",
    "Visa, en el movimiento paralímpico desde 2002, lo está en TOP desde 1986.",
    "De bronce son cuatro socios de Buenos Aires 2018, entre ellos EY y la marca española de ropa deportiva Joma.",
    "En el plano mundial figuraban Mars, Philips, Ricoh y McDonald's, que se quedaría hasta 2017.",
    "En TOP conviven así tres grupos de China, con Alibaba y Mengniu.",
    "TCL接替了1985年加入、2024年退出的松下。",
    "宏碁接替2008年退出的联想，于2009年加入，2012年退出。",  # noqa: RUF001
    "中国企业加入奥林匹克全球合作伙伴计划始于2004年签约的联想。",
    "阿里巴巴并非北京2022年冬奥会组委会的本土伙伴，而是国际奥委会的全球合作伙伴。",  # noqa: RUF001
    "蒙牛不是第一家加入TOP的中国企业：2004年3月，联想在北京签约。",  # noqa: RUF001
    "トヨタ自動車は国内の協賛社ではなく、国際オリンピック委員会のワールドワイドパートナーだ。",
    "2004年に加わり2008年に去ったレノボに代わり、台湾のエイサーが2012年まで務めた。",  # noqa: RUF001
    "みずほと三井住友の2社とゴールドパートナー契約を結んだのは東京2020の組織委員会だ。",
    "ビザは2002年から、サムスンは2006年からパラリンピックの協賛社だ。",
)
"""True statements whose dates, numbers and countries are easily taken for those of something else."""


def claims_of(catalogue: ReferenceData, text: str) -> tuple[Claim, ...]:
    return check_text(catalogue, text, date(2026, 11, 30)).claims


def contradicted(catalogue: ReferenceData, text: str) -> list[str]:
    return [claim.reads for claim in claims_of(catalogue, text) if claim.finding.verdict == "contradicted"]


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_false_statement_is_contradicted(catalogue: ReferenceData, text: str) -> None:
    assert contradicted(catalogue, text)


@pytest.mark.parametrize("text", TANGLED)
def test_a_tangled_true_statement_is_not_contradicted(catalogue: ReferenceData, text: str) -> None:
    assert not contradicted(catalogue, text)


@pytest.mark.parametrize(
    ("clear", "unclear"),
    [
        # Another sponsor of the sentence has that country, that number, or that amount.
        (
            "EY, a Spanish company, was a partner of Buenos Aires 2018.",
            "EY, a Spanish company, and Joma were partners of Buenos Aires 2018.",
        ),
        (
            "Randstad was the third domestic sponsor of Milano Cortina 2026.",
            "After Randstad, the third domestic sponsor of Milano Cortina 2026 was Deloitte.",
        ),
        ("Airbnb, which pays $5 billion, is a TOP partner.", "Airbnb, which pays $957 million, is a TOP partner."),
        # The sponsor began in another programme in that year.
        ("Samsung, a TOP partner since 1990, stays.", "Samsung, a TOP partner since 2006, stays."),
        # The sponsor is told by a pronoun, the end by Games.
        (
            "Atos is a worldwide Olympic partner and has a contract until 2030.",
            "Atos stays. Its contract as a worldwide Olympic partner runs until 2030.",
        ),
        ("Manulife's TOP contract ran until 2022.", "Manulife's TOP contract ran until Beijing 2022."),
        # A beginning of a programme stands in a part of a sentence.
        ("The TOP programme was created in 1972.", "The TOP programme, which was created in 1972, goes on."),
    ],
)
def test_only_what_has_one_meaning_is_contradicted(catalogue: ReferenceData, clear: str, unclear: str) -> None:
    kind = {claim.kind for claim in claims_of(catalogue, clear) if claim.finding.verdict == "contradicted"}
    assert kind
    open_ = [claim for claim in claims_of(catalogue, unclear) if claim.finding.verdict == "not-recorded"]
    assert kind <= {claim.kind for claim in open_ if claim.finding.graph}
    assert not contradicted(catalogue, unclear)
