"""Kinds of statements in Chinese and Japanese, with false ones beside them."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.fact_check.check import check_text
from webapp.models.reference_data import ReferenceData

TRUE = [
    # the sponsor of the sentence before, where a sentence names none
    (
        "アサヒビールは27日、東京2020の組織委と契約を結んだ。対象はビールで、契約は2020年末まで。",
        "2015-01-28",
        "2020年末",
    ),
    ("ダウは16日、IOCとTOP契約を結んだ。期限は2020年までとなっている。", "2010-07-17", "2020年まで"),
    ("エアビーアンドビーは18日、IOCと契約した。権利は宿泊の分野で、2028年までだ。", "2019-11-19", "2028年まで"),
    (
        "セイコーは公式計時に決まった。ミズノ、八十二銀行に続いて3社目で、長野冬季五輪の組織委が2日発表した。",
        "1995-03-03",
        "3社目",
    ),
    # years in two digits before a host city
    (
        "セイコーは64年の東京大会で初めて公式計時を務め、72年の札幌、92年のバルセロナも担当した。",
        "1995-03-03",
        "72年の札幌",
    ),
    ("セイコーは64年の東京大会で初めて公式計時を務め、72年の札幌、92年のバルセロナも担当した。", "1995-03-03", "92年"),
    # the number of partners behind their name
    ("TOPは現在15社で、パナソニックはその一つだ。", "2024-09-11", "15社"),
    ("国際オリンピック委員会のTOPには15社が名を連ねる。", "2024-09-11", "15社"),
    # a sign for a country before a company
    ("東京2020の組織委は、国内スポンサーに米シスコを迎えた。", "2016-06-10", "米シスコ"),
    ("スイスのオメガは32年まで、米ビザも同じ年まで国際オリンピック委員会と契約する。", "2019-09-11", "米ビザ"),
    # two days of Games, and the day after the one told last
    ("北京冬奥会将于2022年2月4日开幕，20日闭幕。", "2019-05-11", "20日闭幕"),  # noqa: RUF001
    ("長野冬季五輪は1998年2月7日に開幕し、22日に閉幕する。", "1995-03-03", "22日に閉幕"),
    ("第1号のNTTは1月26日、アサヒビールは翌27日に東京2020と契約した。", "2015-04-15", "翌27日"),
    # the launch of a programme whose name has the word for a plan
    ("北京2022年冬奥会的市场开发计划于2017年2月在北京启动。", "2018-07-21", "2017年2月"),
    ("北京2008年奥运会市场开发计划于2003年9月1日启动。", "2005-07-21", "2003年9月1日"),
    # terms, and the founding partners of a channel
    ("松下9月在伦敦签下了TOP计划的第七、第八两期合同。", "2007-12-07", "第七、第八"),
    ("松下電器産業は3日、ロンドンでTOPの第7期と第8期の契約を交わした。", "2007-09-05", "第7期と第8期"),
    # the former and the latter, attributes, and a category that is shared
    ("阿里巴巴和蒙牛是TOP合作伙伴：前者2017年1月在达沃斯签约。", "2025-02-21", "2017年1月"),  # noqa: RUF001
    ("TCL接替去年底退出TOP计划的日本企业松下。", "2025-02-20", "TCL接替"),
    ("北京冬奥会的赞助商中，中国石油与中国石化共享油气类别，后者是第八家官方合作伙伴。", "2019-12-08", "共享"),  # noqa: RUF001
    # the month told last, months before a verb, and a number as of a day
    ("ヤマトは8月に東京2020の公式パートナーとなり、日本郵政は同月、5社目となった。", "2015-11-27", "同月"),
    ("北京冬奥会的赞助商中，科大讯飞9月以独家供应商身份加入。", "2019-12-08", "9月"),  # noqa: RUF001
    ("国际奥委会方面，欧米茄5月把合同延长到2032年。", "2017-07-14", "5月"),  # noqa: RUF001
    ("国际奥委会与宏碁签约，市场委员会主席海博格出席。", "2007-12-07", "海博格"),  # noqa: RUF001
    # a number in the name of Games before a tier
    ("アシックスは6日、2020年東京五輪のゴールドパートナー契約を東京都内で結んだ。", "2015-04-07", "ゴールドパートナー"),
    ("アシックスは6日、2020年東京五輪のゴールドパートナー契約を東京都内で結んだ。", "2015-04-07", "東京"),
]
"""Texts with the day on which they were written, and words that the graph has."""

FALSE = [
    (
        "アサヒビールは27日、東京2020の組織委と契約を結んだ。対象はビールで、契約は2028年末まで。",
        "2015-01-28",
        "2028年末",
    ),
    ("ダウは16日、IOCとTOP契約を結んだ。期限は2030年までとなっている。", "2010-07-17", "2030年まで"),
    (
        "セイコーは公式計時に決まった。ミズノ、八十二銀行に続いて4社目で、長野冬季五輪の組織委が2日発表した。",
        "1995-03-03",
        "4社目",
    ),
    (
        "セイコーは64年の東京大会で公式計時を務め、76年のモントリオール、84年のロサンゼルスも担当した。",
        "1995-03-03",
        "84年",
    ),
    ("TOPは現在18社で、パナソニックはその一つだ。", "2024-09-11", "18社"),
    ("国際オリンピック委員会のTOPには9社が名を連ねる。", "2024-09-11", "9社"),
    ("東京2020の組織委は、国内スポンサーに仏シスコを迎えた。", "2016-06-10", "仏シスコ"),
    ("スイスのオメガは32年まで、英ビザも同じ年まで国際オリンピック委員会と契約する。", "2019-09-11", "英"),
    ("北京冬奥会将于2022年2月4日开幕，21日闭幕。", "2019-05-11", "21日闭幕"),  # noqa: RUF001
    ("長野冬季五輪は1998年2月8日に開幕し、22日に閉幕する。", "1995-03-03", "8日に開幕"),
    ("第1号のNTTは1月27日、アサヒビールは翌28日に東京2020と契約した。", "2015-04-15", "翌28日"),
    ("北京2022年冬奥会的市场开发计划于2016年2月在北京启动。", "2018-07-21", "2016年2月"),
    ("联想在伦敦签下了TOP计划的第七、第八两期合同。", "2007-12-07", "第七、第八"),
    ("松下電器産業は3日、ロンドンでTOPの第11期と第12期の契約を交わした。", "2007-09-05", "第11期と第12期"),
    ("阿里巴巴和蒙牛是TOP合作伙伴：后者2017年1月在达沃斯签约。", "2025-02-21", "2017年1月"),  # noqa: RUF001
    ("TCL接替前年底退出TOP计划的日本企业丰田。", "2025-02-20", "TCL接替"),
    ("北京冬奥会的赞助商中，中国石油与中国银行共享油气类别，后者是第八家官方合作伙伴。", "2019-12-08", "共享"),  # noqa: RUF001
    ("アシックスは6日、2020年東京五輪のシルバーパートナー契約を大阪市内で結んだ。", "2015-04-07", "大阪"),
    ("アシックスは6日、2020年東京五輪のシルバーパートナー契約を大阪市内で結んだ。", "2015-04-07", "シルバー"),
    ("ヤマトは9月に東京2020の公式パートナーとなり、日本郵政は同月、5社目となった。", "2015-11-27", "同月"),
    ("北京冬奥会的赞助商中，科大讯飞8月以独家供应商身份加入。", "2019-12-08", "8月"),  # noqa: RUF001
    ("国际奥委会方面，欧米茄6月把合同延长到2032年。", "2017-07-14", "6月"),  # noqa: RUF001
    ("国际奥委会与宏碁签约，宏碁董事长海博格出席。", "2007-12-07", "董事长"),  # noqa: RUF001
    ("联想退出国际奥委会的TOP计划，离开后由宏碁接替，宏碁也已离开。", "2010-12-07", "离开后"),  # noqa: RUF001
    ("次日，美国的UPS也以合作伙伴身份加入北京2008年奥运会，负责快递服务。", "2005-08-13", "合作伙伴"),  # noqa: RUF001
    ("阿里巴巴不是奥林匹克频道的创始合作伙伴，苹果才是。", "2018-02-20", "创始合作伙伴"),  # noqa: RUF001
    ("三星电子是奥林匹克频道的创始合作伙伴，2016年8月签约。", "2018-02-20", "创始合作伙伴"),  # noqa: RUF001
]
"""Texts with one changed fact, and the words with it."""


def supported(catalogue: ReferenceData, text: str, day: str) -> list[tuple[int, int]]:
    claims = check_text(catalogue, text, date.fromisoformat(day)).claims
    return [(claim.start, claim.end) for claim in claims if claim.finding.verdict == "supported"]


@pytest.mark.parametrize(("text", "day", "words"), TRUE)
def test_what_the_graph_has_is_supported(catalogue: ReferenceData, text: str, day: str, words: str) -> None:
    start = text.rfind(words)
    assert start >= 0
    assert any(one < start + len(words) and start < two for one, two in supported(catalogue, text, day))


@pytest.mark.parametrize(("text", "day", "words"), FALSE)
def test_what_it_has_not_is_not(catalogue: ReferenceData, text: str, day: str, words: str) -> None:
    start = text.rfind(words)
    assert start >= 0
    assert not any(one < start + len(words) and start < two for one, two in supported(catalogue, text, day))
