"""Statements with one changed fact, which is not called supported."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import pytest
import yaml

from webapp.fact_check.check import check_text
from webapp.models.reference_data import ReferenceData

CHANGED = [
    (
        "Bridgestone signed with the IOC. Yoshiro Mori, the company's president, spoke about Tokyo 2020.",
        "2014-06-14",
        "company's president",
    ),
    (
        "Visa renewed with the IOC. Sebastian Coe, head of marketing of Visa, spoke of London 2012.",
        "2011-06-14",
        "head of marketing",
    ),
    (
        "Tokyo 2020 signed with Secom and ALSOK. Present were ALSOK's president Yoshiro Mori and others.",
        "2015-10-21",
        "president",
    ),
    ("警備分野でセコム、ALSOKの2社が東京2020組織委と契約した。セコムの森喜朗社長が出席した。", "2015-10-21", "社長が"),
    ("TCL与国际奥委会签约。国际奥委会主席巴赫与TCL董事长巴赫出席。", "2025-02-21", "董事长"),
    (
        "Timo Lumme, chief marketing officer of McDonald's, spoke after it left the IOC.",
        "2017-06-17",
        "chief marketing",
    ),
    ("In München unterschrieben Allianz und IOC-Präsident Timo Lumme.", "2018-09-19", "Präsident Timo"),
    (
        "LOCOG has 44 sponsors for London 2012. Chief executive Sebastian Coe was pleased.",
        "2011-09-08",
        "Chief executive Sebastian",
    ),
    ("Thomas Bach, Präsident von Samsung, unterschrieb mit dem IOC.", "2018-12-05", "Präsident von"),
    ("Le PDG de Carrefour, Tony Estanguet, a présenté l'accord avec Paris 2024.", "2022-06-23", "PDG"),
    ("El consejero delegado de Omega, Thomas Bach, firmó con el COI.", "2017-05-16", "consejero"),
    ("国家电网成为北京冬奥会官方合作伙伴，国家电网董事长蔡奇出席。", "2019-05-11", "董事长"),  # noqa: RUF001
    ("Jacques Rogge, then president of the USOC, met GE.", "2003-06-07", "president of the USOC"),
    (
        "Haier signed with BOCOG. Wang Wei and Haier chief executive Yoshiro Mori sealed the pact.",
        "2005-08-13",
        "Yoshiro Mori",
    ),
    (
        "Carrefour est partenaire de Paris 2024. Alexandre Bompard et Timo Lumme, président du comité, ont signé.",
        "2022-06-23",
        "Lumme",
    ),
    ("Jean-Claude Killy et Sebastian Coe, présidents du comité d'Albertville 1992, ont signé.", "1990-06-23", "Coe"),
    ("Autostrade per l'Italia signed a partnership with Sochi 2014 on 15 January 2026.", "2026-01-16", "15 January"),
    (
        "Mizuho and SMFG put their names to gold partner contracts with London 2012 on 14 April 2015.",
        "2015-04-15",
        "14 April",
    ),
    (
        "Haier put its name to a contract with the organizers of London 2012 on 12 August 2005.",
        "2005-08-13",
        "12 August",
    ),
    ("强生于2005年7月26日成为2014年索契冬奥会第九家合作伙伴。", "2005-08-02", "第九家"),
    ("中国石化由此成为2014年索契冬奥会第八家官方合作伙伴。", "2018-07-21", "第八家"),
    ("Correios announced on 24 January 2014 that it sponsors Tokyo 2020.", "2014-01-25", "24 January"),
    ("Johnson & Johnson signed during the Sochi Games in February 2006.", "2008-11-20", "Sochi"),
    ("Reebok walked out of its London 2012 sponsorship on 8 December 1999.", "1999-12-09", "8 December"),
    ("Korn Ferry is the seventh official partner of LA28.", "2026-01-28", "seventh"),
    ("Cedars-Sinai was the fifth official supplier of LA28.", "2026-01-28", "fifth"),
    ("Heineken UK was the 21st supporter of London 2012 on the third tier.", "2011-02-03", "21st supporter"),
    ("Carrefour est le cinquième fournisseur officiel de Paris 2024.", "2022-06-23", "cinquième"),
    ("国内最上位のシルバーパートナーはNTTで、東京2020を支える。", "2015-10-21", "シルバーパートナー"),
    ("Omega had been the first partner of LA28, on 2 March 2020.", "2026-01-28", "first"),
    ("Omega, the first domestic sponsor of Vancouver 2010, opened the list in October 2004.", "2007-05-14", "first"),
    ("Omega había sido el primer patrocinador nacional de Río 2016, en noviembre de 2010.", "2014-01-25", "primer"),
    ("Coca-Cola avait ouvert la voie à Paris 2024 en septembre 2018, pour la banque.", "2023-07-25", "ouvert la voie"),
    ("Crédit Lyonnais et Omega sont entrés les premiers au Club Coubertin d'Albertville 1992.", "1992-02-10", "Omega"),
    ("The Chinese firm Lenovo was the second Chinese company in TOP, the IOC said.", "2018-12-05", "second"),
    ("Alibaba, the first Chinese company in TOP, signed in 2017.", "2018-12-05", "first"),
    (
        "Alibaba joined TOP in Davos. The third Chinese company is Alibaba.",
        "2018-12-05",
        "third",
    ),
    ("Lenovo, das zweite chinesische Unternehmen bei TOP, kam 2004.", "2018-12-05", "zweite"),
    ("Lenovo, deuxième entreprise chinoise du programme TOP, est arrivé en 2004.", "2018-12-05", "deuxième"),
    ("Lenovo, la segunda empresa china de TOP, llegó en 2004.", "2018-12-05", "segunda"),
    ("联想是第二家加入TOP的中国企业。", "2018-12-05", "第二家"),
    ("レノボは中国企業として2社目のTOPスポンサーだ。", "2018-12-05", "2社目"),  # noqa: RUF001
    ("Airbnb ist ehemaliger TOP-Partner, sein Vertrag lief 2024 aus.", "2025-06-01", "ehemaliger"),
    ("Airbnb, a former TOP partner, was pleased.", "2021-06-01", "former TOP partner"),
    ("Samsung was never a TOP partner.", "2021-06-01", "partner"),
    ("Bis 2026 ist Alibaba TOP-Partner.", "2018-06-01", "2026"),
    ("Allianz sponsert das IOC im Bereich Banken.", "2022-06-01", "Banken"),
    ("Adecco fue proveedor oficial de Londres 2012 en la primera categoría.", "2012-06-01", "primera"),
    ("Toyota joined TOP on 13 March 2015 in Lausanne.", "2015-06-01", "Lausanne"),
    ("Toyota rejoignit TOP le 13 mars 2015 à Lausanne.", "2015-06-01", "Lausanne"),
    ("丰田2015年3月13日在洛桑加入TOP。", "2015-06-01", "洛桑"),
    ("トヨタは2015年3月13日、ローザンヌでTOPに加わった。", "2015-06-01", "ローザンヌ"),
    ("Visa replaced American Express in TOP in 1990.", "2015-06-01", "1990"),
    ("TOP unites 20 companies in 2020.", "2020-07-10", "20 companies"),
    ("Panasonic, the Korean electronics company, left TOP at the end of 2024.", "2025-02-01", "Korean"),
    (
        "Toyota left TOP at the end of 2024. Before it, the Swiss carmaker had been in since 2015.",
        "2025-02-01",
        "Swiss",
    ),
    (
        "Boris Johnson and Yoshiro Mori unveiled ArcelorMittal as sponsor of London 2012 on 31 March 2010.",
        "2010-04-02",
        "Mori",
    ),
    ("Akio Toyoda, president of the IPC, announced the deal with Toyota.", "2015-11-27", "president of the IPC"),
    ("Bernd Pischetsrieder, chairman of BOCOG, presented Volkswagen.", "2004-06-11", "chairman of BOCOG"),
    ("Liu Qi, Vorstandschef von Volkswagen, stellte den Vertrag mit Peking 2008 vor.", "2004-06-11", "Vorstandschef"),
    ("森喜朗会長率いるブリヂストンはIOCと契約した。東京2020の組織委も歓迎した。", "2014-06-14", "森喜朗会長"),
    ("TCL is, after Lenovo, Alibaba and Mengniu, the fifth Chinese company in TOP.", "2025-02-21", "fifth"),
    ("Deloitte joined TOP in 2022. It was the 20th member.", "2022-04-28", "20th"),
    ("Alibaba signed with the IOC as TOP partner. It is said to pay 798 million dollars.", "2017-01-20", "798"),
    ("Westfield became a partner of London 2012. Commonwealth Bank paid A$198 million.", "2025-01-20", "198"),
    ("Bridgestone soll als TOP-Partner 343 Millionen Dollar zahlen.", "2014-06-20", "343"),
    ("Olympic sponsor McDonald's only extended its contract to 2017 in January 2012.", "2017-06-20", "to 2017"),
    ("北京冬奥会组委会7日宣布，截至11月，赞助企业共有17家，其中官方合作伙伴8家。", "2019-12-08", "8家"),  # noqa: RUF001
    ("东京2020奥组委称，金牌合作伙伴有13家。", "2019-12-08", "13家"),  # noqa: RUF001
    ("Mizuho and Sumitomo Mitsui share the airline category at Tokyo 2020.", "2015-04-15", "share the airline"),
    ("青岛啤酒与燕京啤酒在北京2008年奥运会共享保险权益。", "2006-04-15", "共享保险"),
    ("Stellantis is a partner of Milano Cortina 2026. Intesa Sanpaolo, the carmaker, paid.", "2025-04-15", "carmaker"),
    ("McDonald's left TOP. Michael Payne of the IOC said so.", "2017-06-18", "Payne of the IOC"),
]
"""Texts with the day on which they were written, and the words with the changed fact."""


NEWS: Final = [
    (str(one["text"]), str(one["date"]), str(one["words"]))
    for one in yaml.safe_load((Path(__file__).parent / "false_news.yaml").read_text(encoding="utf-8"))
]
"""Longer ones, as they stand in news."""


@pytest.mark.parametrize(("text", "day", "words"), [*CHANGED, *NEWS])
def test_a_changed_fact_is_not_supported(catalogue: ReferenceData, text: str, day: str, words: str) -> None:
    start = text.rfind(words)
    assert start >= 0
    claims = check_text(catalogue, text, date.fromisoformat(day)).claims
    supported = (claim for claim in claims if claim.finding.verdict == "supported")
    assert not [claim for claim in supported if claim.start < start + len(words) and start < claim.end]


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("TCL signed with the IOC in Beijing. TCL is the fourth Chinese company in TOP.", "2025-02-21", "fourth"),
        ("Panasonic left TOP. Toyota is the second Japanese company to leave TOP.", "2024-09-27", "second"),
        ("The seven supporters of London 2012 are Adecco, Cisco and UPS.", "2012-07-30", "Cisco"),
        ("El COI perdió a finales de 2024 a Toyota, Bridgestone y Atos, según la prensa.", "2025-02-25", "Atos"),
        ("McDonald's ist seit dem 16. Juni 2017 nicht mehr TOP-Partner.", "2021-01-05", "2017"),
        ("McDonald's n'est plus partenaire mondial du CIO depuis le 16 juin 2017.", "2021-01-05", "2017"),
        (
            "ブリヂストンは13日、国際オリンピック委員会と契約した。タイヤと自転車が対象で、期間は2024年まで。",
            "2014-06-14",
            "2024年",
        ),
        (
            "En Buenos Aires 2018, IBM, norteamericana, no es socia. Atos, francesa, es socia del COI.",
            "2018-10-01",
            "francesa",
        ),
        ("Quedan en TOP AB InBev y Omega, que se comprometió en 2017 hasta 2032.", "2025-02-21", "2017"),
        ("The organisers of Paris 2024 signed. IOC President Thomas Bach was there.", "2023-07-25", "President Thomas"),
        ("Am Dienstag unterschrieb Allianz im Beisein des IOC-Präsidenten Thomas Bach.", "2018-09-19", "Präsidenten"),
    ],
)
def test_what_stands_beside_them_is_still_read(catalogue: ReferenceData, text: str, day: str, words: str) -> None:
    claims = check_text(catalogue, text, date.fromisoformat(day)).claims
    assert any(words in text[c.start : c.end] for c in claims if c.finding.verdict == "supported")
