"""Numbers in a sentence.

They tell how many partners there were, or which number one was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.context import context
from webapp.fact_check.count_elsewhere import counted_elsewhere
from webapp.fact_check.counts import judge_count
from webapp.fact_check.ordinals import judge_ordinal, tier_of
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded

_DIGITS: Final = re.compile(
    r"(?<![\d.,$€£])(\d{1,3})(?!\d|,\d|\.\d|\s?%)(th|st|nd|rd|\.(?=\s[A-ZÄÖÜ])|e|eme|ème|º|ª|o)?(?=\W|[^\x00-\x7f]|$)"
)
_NUMBERED: Final = re.compile(
    r"\b(?:number|no\.|nummer|nr\.|numéro|n[°º]|número)\s?(\d{1,3})(?![\d.,]\d)", re.IGNORECASE
)
_NUMBER_WORD: Final = re.compile(r"\b(?:number|nummer|numéro|número)\s$")
"""A word that makes a number in words an ordinal: "number five"."""

_EAST: Final = re.compile(
    r"(第)?\s?(\d{1,3}|[三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)\s?(家|个|名|位|社目|社|番目)"
)
_EASTERN: Final = "〇一二三四五六七八九"
_WORDS: Final = 32


def number_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield counts and ordinals of partners."""
    taken: list[tuple[int, int]] = [
        (m.start, m.end) for m in view.mentions if m.kind in {"date", "amount", "games", "organization", "programme"}
    ]
    taken += [(one, two) for one, two, tier in view.table("tiers") if tier.startswith("rank-")]
    told: set[str] = set()
    loosely: list[Claim] = []
    for start, end, number, ordinal in digits_and_words(view):
        if any(start < last and first < end for first, last in taken) or view.unreal(start) or view.negated(start):
            continue
        deals = None if ordinal else _contracts(view, start, end)
        whole = deals or _noun(view, start, end)
        short = whole is None and ordinal and _alone(view, start, end)
        loose = whole is None and ordinal and not short and not _UNCOUNTED.match(folded(view.slice(end, end + 16)))
        total = whole is None and not ordinal and _is_total(view, start, end)
        if ordinal and _LICENSED.search(folded(view.slice(start, (whole or (start, end))[1] + _CLOSE))):
            continue
        if (whole is None and not short and not loose and not total) or number == 0:
            continue
        start, cue = whole or (start, end)  # noqa: PLW2901 - the place with its word
        if _PLACES.search(folded(view.slice(end, cue))):
            tiers = [two for one, two, _ in view.table("tiers") if 0 <= one - cue <= _WORDS]
            cue, total = min(tiers, default=cue), not tiers
        taken.append((start, cue))
        where = context(view, start)
        if ordinal:
            for claim in judge_ordinal(view, number, start, cue, where, short=bool(short or loose)):
                if loose:
                    loosely.append(claim)
                else:
                    told.add(claim.reads)
                    yield claim
        elif number > 2 or (number == 2 and tier_of(view, start, cue)):
            counted = _counts(view, number, start, cue)
            yield from (one for one in counted if not (total or deals) or one.finding.verdict == "supported")
    yield from (one for one in loosely if one.finding.verdict == "supported" and one.reads not in told)


def _counts(view: SentenceView, number: int, start: int, cue: int) -> list[Claim]:
    """Return the statements on a number of partners: of the tier beside it, else of one elsewhere in the clause."""
    counted = [*judge_count(view, number, start, cue, context(view, start))]
    if any(one.finding.verdict == "supported" for one in counted):
        return counted
    if apart := _of_tier_apart(view, number, start, cue):
        return apart
    sure = any(one.finding.verdict == "contradicted" for one in counted)
    return counted if sure else counted_elsewhere(view, number, start, cue) or counted


def _of_tier_apart(view: SentenceView, number: int, start: int, cue: int) -> list[Claim]:
    """Return the count of the one tier that stands elsewhere in the clause, where the graph has it.

    Years before Games the number still grows.
    """
    first, last = view.segment(start)
    tiers = {key for one, _, key in view.table("tiers") if first <= one < last}
    others = sum(first <= one < last for one, _, key in view.table("numbers"))
    where = context(view, start)
    coming = view.today and any(view.facts.games[iri].opening > view.today for iri in where.games)
    ahead = coming and not any(view.facts.games[iri].year == view.today[:4] for iri in where.games)
    if len(tiers) != 1 or others > 1 or ahead:
        return []
    found = judge_count(view, number, start, cue, where, next(iter(tiers)))
    return [claim for claim in found if claim.finding.verdict == "supported"]


_DEALS: Final = re.compile(
    r"\s(?:domestic|national|local|inländischen?|nationalen?|nationaux|locaux|domestiques)\s"
    r"(?:sponsorship\s|sponsor\s)?(?:deals|agreements|contracts|accords|verträgen?|vereinbarungen|contrats)\b"
    r"|\s(?:acuerdos|contratos|contrats|accords)\s(?:nacionales|locales|nationaux|locaux|domestiques)\b"
    r"|(?:件|份|项|つ)の?(?:国内|本土)(?:契約|合同|协议)"
)
"""Words for contracts with partners of Games, which are as many as they: "62 domestic deals"."""

_DEALS_REACH: Final = 40

_PLACES: Final = re.compile(r"\b(?:places|slots|seats|berths|names|platze|namen|noms|plazas|nombres)\b")
"""Words for places in a tier, which is told behind them."""

_LICENSED: Final = re.compile(r"licen[cs]|lizen[zs]|特许|ライセンス")
"""Words for those who may use the emblem, whose numbers no note tells."""

_TOTAL: Final = re.compile(
    r"\b(?:total|number|tally|roster|nombre|zahl|gesamtzahl|anzahl|numero|cifra|portent?|porte|portait|porta|monter"
    r"|eleva|elevan|steigt|stieg|brings?|brought|takes?|took|lifts?|lifted|raises?|raised|bringt|brachte)\b"
    r"[^.;,]{0,40}\b(?:to|a|at|auf|is|was|ist|war|est|es)\s(?:now\s|nun\s|desormais\s|ya\s)?$"
    r"|これで$|時点で$|(?:合计|总计|总数|共计|総数|合計|総計)(?:为|已?达到?|は|で)?$"
)
"""What stands before a number of partners that is told as a total: "took the total to 19"."""


def _is_total(view: SentenceView, start: int, end: int) -> bool:
    """Tell whether the words around a number make it a total: "took the total to 19", "nine in all"."""
    behind = _IN_ALL.match(folded(view.slice(end, end + _WORDS)))
    return bool(behind) or bool(_TOTAL.search(folded(view.slice(view.start, start))))


_IN_ALL: Final = re.compile(r"\s(?:in total|in all|altogether|insgesamt|an der zahl|au total|en tout|en total)\b")


def _contracts(view: SentenceView, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of a number with the words for contracts right behind it."""
    found = _DEALS.match(view.slice(end, min(view.end, end + _DEALS_REACH)).lower())
    return (start, end + found.end()) if found else None


def _noun(view: SentenceView, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of a number with the word for partners that it belongs to."""
    if view.forms.unspaced and (before := _counted_before(view, start)) is not None:
        return before, end
    tiered = [two for one, two, _ in view.table("tiers") if 0 <= one - end <= _CLOSE or _on_tier(view, end, one)]
    if tiered and not view.forms.unspaced:
        return start, max(tiered)
    cues = [
        cue
        for cue in [*view.cues("partner"), *view.cues("worldwide"), *view.cues("counted")]
        if 0 <= cue[0] - end <= _WORDS or start <= cue[0] < end
    ]
    if not cues:
        return None
    last = min(cues)
    between = view.slice(end, last[0]).lower()
    if re.search(r"[，,、。；;]|^[とにを与跟同]", between) if view.forms.unspaced else _APART.search(between):  # noqa: RUF001
        return None
    if re.search(r"year|jahr|ans\b|anos|年", view.slice(end, end + 12).lower()) and not view.forms.unspaced:
        return None
    return start, last[1]


def _on_tier(view: SentenceView, end: int, tier: int) -> bool:
    """Tell whether only a word for "on" stands between a number and a tier: "the seven on the top rung"."""
    return 0 <= tier - end <= _WORDS and bool(_ON.fullmatch(folded(view.slice(end, tier))))


_ON: Final = re.compile(
    r"\s(?:on|in|at|of|auf|in|de|du|en|au|a)\s(?:(?:the|der|dem|den|la|le|el|its|ihrer)\s)?|\s(?:du|au|del|al|im|am)\s"
)

_CLOSE: Final = 2
"""Characters between a number and the tier whose partners it counts: "seis de plata"."""

_APART: Final = re.compile(r"[.;,:]|\b(?:of|de|der|year|jahr|million|companies that|for|with|and)\b")
"""What stands between a number and a word for partners that it does not count."""


def _counted_before(view: SentenceView, start: int) -> int | None:
    """Return where the word for partners begins that stands right before its number: "官方合作伙伴共有11家"."""
    cues = [*((one, two) for one, two, _ in view.table("tiers")), *view.cues("partner"), *view.cues("worldwide")]
    near = [one for one, two in cues if 0 <= start - two <= _SUM and _SUMS.fullmatch(view.slice(two, start))]
    return min(near, default=None)


_SUM: Final = 8
_SUMS: Final = re.compile(
    r"(?:也是|同样是|均为|亦为|也有|也|是|总?共有?|一共有?|有|达到?|已达?|已经|目前|现在|至此|现有|增至|为|数量?为|は|が|現在|すでに|目下|これで|全"
    r"|計|合計|のうち|に名を連ねる|に並ぶ|に|[:：]|\s)*"  # noqa: RUF001
)


_UNCOUNTED: Final = re.compile(
    r"\s*(?:(?:olympic|winter|summer|straight|consecutive|successive|olympischen?|jeux|juegos|und letzte\w*)\s)?"
    r"(?:appearance|outing|step|phase|stage|auftritt|apparition|aparicion|paso|etape|schritt|登场|登場"
    r"|games?|times?|years?|terms?|quarters?|half|day|days|week|month|deal|contract|place|spiele|mal|jahr|quartal"
    r"|fois|annee|trimestre|semestre|mandat|jeux|jour|vez|ano|dia|juegos|semestre|contrato|届|年|季度|次|回|期)"
)
"""What an ordinal counts where it counts no partners."""

_ALONE_BEFORE: Final = re.compile(
    r"(?:\b(?:as|was|were|is|be|became|came(?: in)?|ranked|ranks|finished|followed|took|had been|has been|been|only"
    r"|als|war|wurde|ist|waren|gewesen|erst|auf platz"
    r"|comme|fut|est|furent|etait|en fut|en etait|que|en|seulement"
    r"|como|fue|es|era|fueron|en el puesto|puesto|quedo)(?:\s(?:the|its|der|die|das|de[nm]|le|la|les|el|los|las))?"
    r"|,(?:\s(?:the|le|la|der|die|el))?|は|是|が|为|列|位列|排在?|位居|居)\s?$"
)
_ALONE_AFTER: Final = re.compile(
    r"\s*(?:[.,;:。，、]|$|(?:of|de|in|a|to|der|des|zu|von|d'|du|en)\s"  # noqa: RUF001
    r"(?:all|la lista|la liste|entrer|join|sign|renew|take|the|firmar|entrar|der reihe|unterschreiben|list|line|them"
    r"|der liste|ihnen|sumarse|signer|rejoindre|rang|fila|ellos|eux)"
    r"|(?:place|name|one|on the list|und letzte\w*|and last|et derni\w*|y ultim\w*"
    r"|nom|nombre|puesto|lugar|platz|rang)\b"
    r"|(?:an?|one|two|three|ein|eine[nm]?|zwei|un|une|una|deux|dos)\s(?:years?|months?|weeks?|days?|jahre?|monate?|wochen?"
    r"|ans?|mois|semaines?|anos?|mes(?:es)?|semanas?)\b|(?:the|last|this|that)\s(?:month|year|week|day)\b"
    r"|だった|で|の|となる|となった|に|签约|签|加入)"
)
"""What stands around an ordinal that counts partners without a word for them."""


_ARTICLE: Final = re.compile(r"\s(?:as )?(?:the|der|die|als|le|la|el|en)?\s?(?:der|die)?\s?")
"""What stands between a sponsor and its number: "Comcast the second"."""


def _alone(view: SentenceView, start: int, end: int) -> bool:
    """Tell whether an ordinal counts partners without a word for them: "Comcast followed as the second"."""
    if re.search(r"[社家]", view.slice(start, end)):
        return True
    before = folded(view.slice(max(view.start, start - 16), start))
    named = any(_ARTICLE.fullmatch(view.slice(m.end, start).lower()) for m in view.sponsors() if m.end <= start)
    return (named or bool(_ALONE_BEFORE.search(before))) and bool(_ALONE_AFTER.match(folded(view.slice(end, end + 24))))


def digits_and_words(view: SentenceView) -> Iterator[tuple[int, int, int, bool]]:
    """Yield the numbers of a sentence with their places, and whether they are ordinals."""
    yield from _words(view)
    yield from _digits(view)


def _words(view: SentenceView) -> Iterator[tuple[int, int, int, bool]]:
    for start, end, key in view.table("ordinals"):
        if not view.slice(start - 1, start).isdigit():
            yield start, end, int(key), True
    if not view.forms.unspaced:
        for start, end, key in view.table("numbers"):
            before = _NUMBER_WORD.search(view.slice(max(view.start, start - _WORDS), start).lower())
            yield start - (len(before[0]) if before else 0), end, int(key), bool(before)


def _digits(view: SentenceView) -> Iterator[tuple[int, int, int, bool]]:
    if view.forms.unspaced:
        for match in _EAST.finditer(view.text):
            ordinal = bool(match[1]) or match[3] in {"社目", "番目"}
            yield view.start + match.start(), view.start + match.end(), value_of(match[2]), ordinal
        return
    for match in _NUMBERED.finditer(view.text):
        yield view.start + match.start(), view.start + match.end(), int(match[1]), True
    for match in _DIGITS.finditer(view.text):
        suffix = match[2] or ""
        yield (
            view.start + match.start(),
            view.start + match.end(),
            int(match[1]),
            suffix in {"th", "st", "nd", "rd", ".", "e", "eme", "ème", "º", "ª", "o"},
        )


def value_of(number: str) -> int:
    """Return the value of a number in digits or in Chinese characters.

    >>> value_of("38"), value_of("三十八"), value_of("十"), value_of("两")
    (38, 38, 10, 2)
    """
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.replace("两", "二").rpartition("十")
    units = _EASTERN.find(ones) if ones else 0
    return max(0, units) + (10 * (_EASTERN.find(tens) if tens else 1) if ten else 0)
