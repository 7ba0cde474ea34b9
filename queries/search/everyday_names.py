"""Everyday words for countries, cities and categories.

They are names in the search, and not in the data. "Japanese partners" are those from Japan, and "cars" are
automobiles. There are words for the countries that partners are from. Things are known by the slugs of their
addresses; a slug that the data does not have is passed over.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> dict[str, tuple[str, ...]]:
    """Read lines of a slug and words: "japan: Nippon, 日本"."""
    pairs = (line.split(":", 1) for line in text.strip().splitlines())
    return {slug.strip(): tuple(word.strip() for word in words.split(",")) for slug, words in pairs}


COUNTRY_NAMES: Final = _words(
    """
    argentina: República Argentina
    austria: Österreich, Autriche
    belgium: Belgique, België, Belgien
    brazil: Brasil, Brésil, Brasilien
    china: PRC, People's Republic of China, 中国, 中國, Chine, Китай, 중국
    croatia: Hrvatska
    finland: Suomi
    france: Frankreich, Francia, Франция, 法国, フランス, 프랑스
    germany: Deutschland, Allemagne, Alemania, Германия, 德国, ドイツ, 독일
    greece: Ελλάδα, Hellas, Grèce
    italy: Italia, Italie, Italien, 意大利, イタリア
    japan: Nippon, 日本, Japon, Japón, Япония, 일본
    netherlands: Holland, The Netherlands, Nederland, Pays-Bas
    norway: Norge, Norvège
    russia: Russian Federation, Россия, Russie, Russland, 俄罗斯
    senegal: Sénégal
    singapore: 新加坡
    south-korea: Korea, Republic of Korea, ROK, 한국, 대한민국, 韩国, 韓国
    spain: España, Espagne, Spanien
    sweden: Sverige, Suède
    switzerland: Schweiz, Suisse, Svizzera
    taiwan: Chinese Taipei, 台灣, 台湾
    turkey: Türkiye, Turkiye
    united-arab-emirates: UAE
    united-kingdom: UK, GB, Great Britain, Britain, England, Royaume-Uni
    united-states: US, USA, America, United States of America, The States, États-Unis, США, 美国, アメリカ, 미국
    """
)
"""Other names of countries, in English and in languages of those countries."""

DEMONYMS: Final = _words(
    """
    argentina: Argentine, Argentinian
    australia: Australian
    austria: Austrian
    belgium: Belgian
    brazil: Brazilian
    canada: Canadian
    china: Chinese
    croatia: Croatian
    denmark: Danish
    finland: Finnish
    france: French
    germany: German
    greece: Greek
    hong-kong: Hong Kong
    india: Indian
    israel: Israeli
    italy: Italian
    japan: Japanese
    luxembourg: Luxembourgish
    mexico: Mexican
    netherlands: Dutch
    norway: Norwegian
    russia: Russian
    senegal: Senegalese
    singapore: Singaporean
    south-korea: Korean, South Korean
    spain: Spanish
    sweden: Swedish
    switzerland: Swiss
    taiwan: Taiwanese
    turkey: Turkish
    united-kingdom: British, English
    united-states: American
    """
)
"""What is said of things from a country. They count only beside other words: "american" begins American Express."""

CATEGORY_NAMES: Final = _words(
    """
    accommodation: hotel, hotel chain, lodging
    airline: airline, air carrier, air travel
    apparel: apparel, clothes
    automotive: car, car maker, carmaker, car manufacturer, auto maker, automaker, automobile, auto
    banking: bank
    beer: brewery, brewer, lager
    bottled-water: mineral water, water
    commercial-vehicles: bus, coach, truck, lorry
    computer-hardware: computer, PC, laptop, servers
    confectionery: chocolate, sweets, candy, chewing gum
    consumer-electronics: electronics, television, TV, TV set
    cybersecurity: cyber security
    dairy: milk, dairy, yoghurt, yogurt
    electricity: electric power, power
    express-delivery: courier, parcel, package delivery
    eyewear: glasses, sunglasses, optician
    hr-services: recruitment, recruiter, temporary staff, staffing
    insurance: insurer
    it-services: IT
    law: law firm, lawyer
    lottery: lotto
    mobile-communications: mobile phone, phone, smartphone, handset, wireless
    mobile-telecoms: mobile operator, mobile network
    newspapers: newspaper, daily paper
    oil-and-gas: oil, petrol, gasoline, fuel, petroleum
    payment-services: credit card, payment, payment card, payment system
    pharmaceuticals: pharma, drug maker, medicine
    photography: camera, film
    postal-services: post, mail, post office
    processors: chip, microchip, semiconductor
    rail-transport: railway, railroad, train, rail
    restaurants: fast food, restaurant
    retail: supermarket, grocery, grocer
    security: security
    soft-drinks: soft drink, soda, cola
    sportswear: sportswear, sports shoe, trainers, sneaker, running shoe
    steel: steel, metal
    technology: tech
    telecommunications: telecom, telecoms, telco
    ticketing: ticket, ticket sales
    timekeeping: watch, watches, timekeeper, timing, timer, watchmaker, clock
    tobacco: cigarette
    travel-agency: travel agent, hospitality
    tyres: tire, tyre
    wine: champagne, sparkling wine
    """
)
"""What people call a category; plurals are found by stems."""

CITY_NAMES: Final = _words(
    """
    Albertville: 阿尔贝维尔, アルベールビル, 알베르빌, Альбервиль
    Amsterdam: 阿姆斯特丹, アムステルダム, 암스테르담
    Athens: 雅典, アテネ, 아테네, Афины, Athènes, Athen, Atene, Atenas, Αθήνα
    Atlanta: 亚特兰大, アトランタ, 애틀랜타
    Barcelona: 巴塞罗那, バルセロナ, 바르셀로나, Barcelone, Barcellona
    Beijing: 北京, 베이징, Пекин, Pékin, Peking, Pechino, Pekín, Pequim, بكين
    Berlin: 柏林, ベルリン, 베를린, Berlino, Berlín
    Brisbane: 布里斯班, ブリスベン, 브리즈번
    Calgary: 卡尔加里, カルガリー, 캘거리
    French Alps: 法国阿尔卑斯, フランスアルプス, Alpes françaises, Alpi francesi, Französische Alpen
    Grenoble: 格勒诺布尔, グルノーブル
    Helsinki: 赫尔辛基, ヘルシンキ
    Innsbruck: 因斯布鲁克, インスブルック
    Lillehammer: 利勒哈默尔, リレハンメル, 릴레함메르
    London: 伦敦, 倫敦, ロンドン, 런던, Londres, Londra, لندن
    Los Angeles: 洛杉矶, 洛杉磯, ロサンゼルス, 로스앤젤레스, Лос-Анджелес
    Melbourne: 墨尔本, メルボルン, 멜버른
    Mexico City: Mexico, 墨西哥城, メキシコシティ, Мехико, Ciudad de México, México
    Milano Cortina: Milan Cortina, Mailand Cortina, Milán Cortina, 米兰, ミラノ・コルティナ, ミラノ, 밀라노
    Montreal: 蒙特利尔, モントリオール, 몬트리올, Montréal
    Moscow: 莫斯科, モスクワ, 모스크바, Москва, Moscou, Moskau, Mosca, Moscú
    Munich: 慕尼黑, ミュンヘン, 뮌헨, Мюнхен, München, Monaco di Baviera
    Nagano: 长野, 長野, 나가노
    Nanjing: 南京, 난징
    Oslo: 奥斯陆, オスロ
    Paris: 巴黎, パリ, 파리, Париж, Parigi, París, باريس
    PyeongChang: 平昌, ピョンチャン, 평창, Пхёнчхан
    Rio: Rio de Janeiro, 里约, 里约热内卢, 里約, リオ, リオデジャネイロ, 리우, Рио, Рио-де-Жанейро
    Rome: 罗马, 羅馬, ローマ, 로마, Рим, Roma, Rom
    Salt Lake City: Salt Lake, 盐湖城, ソルトレイクシティ, 솔트레이크시티, Солт-Лейк-Сити
    Sapporo: 札幌, 삿포로
    Sarajevo: 萨拉热窝, サラエボ, 사라예보
    Seoul: 首尔, 汉城, ソウル, 서울, Сеул, Séoul, Seúl
    Sochi: 索契, ソチ, 소치, Сочи, Sotchi, Sotschi, Soči
    Stockholm: 斯德哥尔摩, ストックホルム, Estocolmo, Stoccolma
    Sydney: 悉尼, 雪梨, シドニー, 시드니
    Tokyo: 东京, 東京, 도쿄, Токио, Tokio, Tóquio, طوكيو
    Torino: Turin, 都灵, トリノ, 토리노, Турин, Turín
    Vancouver: 温哥华, 溫哥華, バンクーバー, 밴쿠버
    """
)
"""The cities of Games in other languages, by their English names, where the sound does not tell them."""

SUMMER_GAMES: Final = ("奥运会", "奧運會", "奥运", "オリンピック", "五輪", "올림픽")
WINTER_GAMES: Final = (
    "冬奥会",
    "冬奧會",
    "冬奥",
    "冬季オリンピック",
    "冬季五輪",
    "동계올림픽",
    "オリンピック",
    "五輪",
    "올림픽",
)
"""What follows the name of a city in East Asian languages."""
