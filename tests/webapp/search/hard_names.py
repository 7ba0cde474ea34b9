"""Hard names and questions with the thing that must come first, written before the search was tuned to them.

The keys are what somebody types; the values are ids of the things of which one must be the first result. A trap is a
text with what it must not find, because it stands inside a word only, or nothing of that name is in the graph.
"""

from __future__ import annotations

from typing import Final

NAMES: Final[dict[str, tuple[str, ...]]] = {
    # legal forms
    "Panasonic Corporation": ("partner/panasonic",),
    "Samsung Electronics Co., Ltd.": ("partner/samsung",),
    "Toyota Motor Corp.": ("partner/toyota",),
    "Siemens AG": ("partner/siemens",),
    "Eni S.p.A.": ("partner/eni",),
    "Deloitte Touche Tohmatsu Limited": ("partner/deloitte",),
    "パナソニック株式会社": ("partner/panasonic",),
    "株式会社ブリヂストン": ("partner/bridgestone",),
    "Alibaba Group Holding Limited": ("partner/alibaba",),
    "Omega S.A.": ("partner/omega",),
    "The Procter & Gamble Co": ("partner/procter-gamble",),
    "Nippon Life Insurance Company": ("partner/nippon-life",),
    "ПАО Сбербанк": ("partner/sberbank",),
    "삼성전자 주식회사": ("partner/samsung",),
    "LVMH Moët Hennessy – Louis Vuitton SE": ("partner/lvmh",),  # noqa: RUF001
    "Koninklijke Philips N.V.": ("partner/philips",),
    # ampersands, dashes, widths
    "P and G": ("partner/procter-gamble",),
    "AT and T": ("partner/att",),
    "Johnson und Johnson": ("partner/johnson-johnson",),
    "Ernst and Young": ("partner/ey",),
    "ＶＩＳＡ": ("partner/visa",),  # noqa: RUF001
    "Coca–Cola": ("partner/coca-cola",),  # noqa: RUF001
    "Kimberly—Clark": ("partner/kimberly-clark",),
    "Milano‑Cortina 2026": ("games/2026-winter",),  # noqa: RUF001
    # other scripts, and sounds across them
    "コカ コーラ": ("partner/coca-cola",),
    "Самсунг": ("partner/samsung",),
    "Панасоник": ("partner/panasonic",),
    "Виза": ("partner/visa",),
    "Омега": ("partner/omega",),
    "東京奧運會": ("games/2020-summer",),
    "キャノン": ("partner/canon",),
    "松下電器": ("partner/panasonic",),
    "koka kola": ("partner/coca-cola",),
    "Makdonalds": ("partner/mcdonalds",),
    "Kodac": ("partner/kodak",),
    "Filips": ("partner/philips",),
    "Hundai": ("partner/hyundai",),
    "Tojota": ("partner/toyota",),
    # slips of the finger
    "Bridgstone": ("partner/bridgestone",),
    "Amercian Express": ("partner/american-express",),
    "samsnug electronics": ("partner/samsung",),
    "Tokio 2020": ("games/2020-summer",),
    # abbreviations, former names, brands
    "BOCOG": ("organization/bocog",),
    "LOCOG": ("organization/locog",),
    "KEPCO": ("partner/kepco",),
    "SMFG": ("partner/smfg",),
    "Fujifilm": ("partner/fujifilm",),
    "Matsushita": ("partner/panasonic",),
    "Atos Origin": ("partner/atos",),
    "Louis Vuitton": ("partner/lvmh",),
    "Corona Cero": ("partner/ab-inbev",),
    "Snickers": ("partner/mars-wrigley",),
    # several words
    "tokyo 2020 airline": ("partner/ana", "partner/japan-airlines"),
    "beer sponsor london": ("partner/heineken-uk",),
    "who sponsors la28": ("games/2028-summer",),
    "official airline of sochi 2014": ("partner/aeroflot",),
    "banks tokyo 2020": ("partner/mizuho", "partner/smfg"),
    "timekeeper sydney 2000": ("partner/swatch", "partner/swiss-timing"),
    "Which company made the beer of Rio 2016?": ("partner/skol",),
    "Coca-Cola sponsorship Olympics": ("partner/coca-cola",),
}

TRAPS: Final[dict[str, tuple[str, ...]]] = {
    "visa": ("partner/avis-australia",),
    "EDF": ("category/packaged-food",),
    "P and G": ("organization/bocog", "organization/pocog", "organization/locog"),
    "AMP": ("partner/champion", "partner/campbells"),
    "ERT": ("partner/certified-angus-beef",),
    "ana": ("country/canada", "partner/air-canada"),
    "RONA": ("partner/ab-inbev", "games/1992-summer"),
    "Audi": ("country/saudi-arabia",),
    "oman": ("country/romania",),
    "mali": ("country/somalia",),
    "Next": ("partner/ottobock",),
    "Ford": ("category/food-and-drink", "category/packaged-food", "category/food-distribution"),
    "rice": ("partner/pwc",),
    "HSBC": ("partner/hbc",),
    "Sony": ("partner/sonatel", "person/tony-estanguet"),
    "Dell": ("partner/ferrovie-dello-stato", "person/e-neville-isdell"),
    "Lego": ("partner/lg",),
    "ale": ("partner/salesforce", "partner/ralph-lauren"),
}
"""What must not come at all, for a name that is known; or not come first, unless it is said to be only near."""
