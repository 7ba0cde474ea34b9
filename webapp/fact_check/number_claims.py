"""Statements on how many partners there were, and which number one was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.context import context, name_of
from webapp.fact_check.facts import Count, Facts
from webapp.fact_check.judging import at
from webapp.fact_check.ordinals import judge_ordinal, named_tier, tier_of
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.tier_claims import is_tier
from webapp.mentions.dates import first_day, last_day
from webapp.mentions.folding import folded
from webapp.models.reference_data import slug

_DIGITS: Final = re.compile(
    r"(?<![\d.,$€£])(\d{1,3})(?![\d.,]|\s?%)(th|st|nd|rd|\.|e|eme|ème|º|ª|o)?(?=\W|[^\x00-\x7f]|$)"
)
_NUMBERED: Final = re.compile(
    r"\b(?:number|no\.|nummer|nr\.|numéro|n[°º]|número)\s?(\d{1,3})(?![\d.,]\d)", re.IGNORECASE
)
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
    for start, end, number, ordinal in [*_words(view), *_digits(view)]:
        if any(start < last and first < end for first, last in taken) or view.unreal(start) or view.negated(start):
            continue
        whole = _noun(view, start, end)
        short = whole is None and ordinal and _alone(view, start, end)
        loose = whole is None and ordinal and not short and not _UNCOUNTED.match(folded(view.slice(end, end + 16)))
        if (whole is None and not short and not loose) or number == 0:
            continue
        start, cue = whole or (start, end)  # noqa: PLW2901 - the place with its word
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
            yield from _count(view, number, start, cue, where)
    yield from (one for one in loosely if one.finding.verdict == "supported" and one.reads not in told)


def _noun(view: SentenceView, start: int, end: int) -> tuple[int, int] | None:
    """Return the place of a number with the word for partners that it belongs to."""
    if view.forms.unspaced and (before := _counted_before(view, start)) is not None:
        return before, end
    cues = [
        cue
        for cue in [*view.cues("partner"), *view.cues("worldwide"), *view.cues("counted")]
        if 0 <= cue[0] - end <= _WORDS or start <= cue[0] < end
    ]
    if not cues:
        return None
    last = min(cues)
    between = view.slice(end, last[0]).lower()
    if re.search(r"[，,、。；;]", between) if view.forms.unspaced else _APART.search(between):  # noqa: RUF001
        return None
    if re.search(r"year|jahr|ans\b|anos|年", view.slice(end, end + 12).lower()) and not view.forms.unspaced:
        return None
    return start, last[1]


_APART: Final = re.compile(r"[.;,:]|\b(?:of|de|der|year|jahr|million|companies that|for|with|and)\b")
"""What stands between a number and a word for partners that it does not count."""


def _counted_before(view: SentenceView, start: int) -> int | None:
    """Return where the word for partners begins that stands right before its number: "官方合作伙伴共有11家"."""
    cues = [*((one, two) for one, two, _ in view.table("tiers")), *view.cues("partner")]
    near = [one for one, two in cues if 0 <= start - two <= 6 and _SUMS.fullmatch(view.slice(two, start))]
    return min(near, default=None)


_SUMS: Final = re.compile(
    r"(?:总?共有?|一共有?|有|达到?|已达?|已经|目前|现在|至此|现有|增至|为|数量?为|は|が|現在|すでに|目下|これで|全|計|合計|のうち|[:：]|\s)*"
)


_UNCOUNTED: Final = re.compile(
    r"\s*(?:(?:olympic|winter|summer|straight|consecutive|successive|olympischen?|jeux|juegos|und letzte\w*)\s)?"
    r"(?:games?|times?|years?|terms?|quarters?|half|day|days|week|month|deal|contract|place|spiele|mal|jahr|quartal"
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
    r"|(?:place|name|one|on the list|und letzte\w*|and last|et derni\w*|y ultim\w*|nom|nombre|puesto|lugar|platz|rang)\b"
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


def _words(view: SentenceView) -> Iterator[tuple[int, int, int, bool]]:
    for start, end, key in view.table("ordinals"):
        if not view.slice(start - 1, start).isdigit():
            yield start, end, int(key), True
    if not view.forms.unspaced:
        for start, end, key in view.table("numbers"):
            yield start, end, int(key), False


def _digits(view: SentenceView) -> Iterator[tuple[int, int, int, bool]]:
    if view.forms.unspaced:
        for match in _EAST.finditer(view.text):
            ordinal = bool(match[1]) or match[3] in {"社目", "番目"}
            yield view.start + match.start(), view.start + match.end(), _value(match[2]), ordinal
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


def _value(number: str) -> int:
    """Return the value of a number in digits or in Chinese characters.

    >>> _value("38"), _value("三十八"), _value("十"), _value("两")
    (38, 38, 10, 2)
    """
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.replace("两", "二").rpartition("十")
    units = _EASTERN.find(ones) if ones else 0
    return max(0, units) + (10 * (_EASTERN.find(tens) if tens else 1) if ten else 0)


def _count(view: SentenceView, number: int, start: int, cue: int, where: Context) -> Iterator[Claim]:
    facts, today = view.facts, view.today
    if not where.named:
        return
    tier = _tier(view, where, start, cue)
    if tier and where.games:
        where = replace(where, top=False)
    if where.top or slug(where.programme) == "top":
        where = _first_term(view, where, start)
    asked = _day_of(view, start, cue) or today
    counts = [count for count in facts.counts if _is_about(facts, count, where, tier)]
    if not counts and tier in {"official-sponsor", "official-partner"}:
        tier = ""
        counts = [count for count in facts.counts if _is_about(facts, count, where, tier)]
    top = where.top or slug(where.programme).startswith("top")
    term = slug(where.programme).startswith("top-")
    seats = _seats(facts, asked) if top and not term and not where.games and asked else frozenset()
    least = view.has("least", max(view.start, start - 24), start)
    agreeing = [
        count
        for count in counts
        if count.number == number and (not asked or where.games or term or _near(count.as_of, asked))
    ]
    if top and today and not agreeing and not tier and not term:
        agreeing = [
            count for count in facts.counts
            if count.indicator == "top-partners" and count.number == number and len(count.as_of) == 10
            and _near(count.as_of, today)
        ]  # fmt: skip
    if agreeing and _of_that_day(counts, number, asked, exact=bool(tier)):
        agreeing = []
    words = (
        "; ".join(f"{count.note}" for count in sorted(counts, key=lambda one: one.as_of)[:5]) or "No count is recorded."
    )
    if seats:
        words += f" On {asked}: {' or '.join(map(str, sorted(seats)))} partners in the graph."
    verdict: Verdict = "not-recorded"
    if agreeing or number in seats:
        verdict = "supported"
    elif (slug(where.programme).startswith("top-") and counts and not least and not tier) or (
        not least and _of_that_day(counts, number, asked, exact=bool(tier))
    ):
        verdict = "contradicted"
    elif not asked and not where.games:
        verdict = "too-vague"
    elif (
        not least
        and not _of_some(view, start, cue)
        and (
            _beside_seats(facts, number, seats, asked)
            if top
            else where.games
            and (tier or where.domestic or not where.carried)
            and _outside(counts, number, asked, exact=bool(tier), over=_are_over(facts, where, asked))
        )
    ):
        verdict = "contradicted"
    query, arguments = (
        ("partners-on-date", {"programme": "top", "date": asked})
        if seats and len(asked) == 10
        else ("published-figures", {"indicator": "top-partners" if top else "domestic-partners"})
    )
    reads = f"{name_of(where, facts)}: {number} {tier.replace('-', ' ') or 'partners'}"
    behind = tuple(count.iri for count in agreeing or counts[:5])
    yield Claim(start, cue, "count", reads, Finding(verdict, words, behind, query, arguments))


def _tier(view: SentenceView, where: Context, start: int, cue: int) -> str:
    """Return the tier whose partners a number counts, by its name."""
    tier = tier_of(view, start, cue) or _rank_of(view, where, start, cue)
    return named_tier(view.facts, tier, where) if tier.startswith("rank-") else tier


def _rank_of(view: SentenceView, where: Context, start: int, cue: int) -> str:
    """Return the tier that a plain word such as "suppliers" means at Games whose partners are counted by it."""
    kinds = [key for first, last, key in view.table("ranks") if start <= first and last <= cue + 2]
    known = {count.tier.rpartition("--")[2] for count in view.facts.counts if count.subject in where.games}
    return next((key for key in kinds if key in known and key != "official-partner"), "")


def _first_term(view: SentenceView, where: Context, start: int) -> Context:
    """Return the first term of TOP where a text counts the partners with which the programme began."""
    first, last = view.segment(start)
    if view.has("begin", first, last) and not where.games and not view.of_kind("date"):
        terms = (iri for iri in view.facts.catalogue.programmes if slug(iri) == "top-01")
        return replace(where, programme=next(terms), top=False)
    return where


_BID: Final = re.compile(r"\bbids?\b|candidatur|bewerbung|申办|招致")


def _of_some(view: SentenceView, start: int, cue: int) -> bool:
    """Tell whether a number counts only some: those of a country, of a bid, or companies of any sort."""
    told = any(start <= one < cue for one, _, _ in view.table("countries"))
    named = any(start <= one <= cue for name in ("partner", "worldwide") for one, _ in view.cues(name))
    members = re.search(r"member|mitglied|membre|miembro|成员|メンバー|家|社", folded(view.slice(start, cue)))
    return (
        told
        or bool(_BID.search(folded(view.text)))
        or not (named or members or _of_programme(view, start) or view.has("begin", *view.segment(start)))
    )


def _of_programme(view: SentenceView, start: int) -> bool:
    """Tell whether the part of a sentence with a number names a programme, whose members it then counts."""
    first, last = view.segment(start)
    return any(first <= m.start < last for m in view.of_kind("programme"))


def _day_of(view: SentenceView, start: int, cue: int) -> str:
    """Return the date for which a number of partners is told, where one stands beside it."""
    first, last = view.segment(start)
    near = [m for m in view.of_kind("date") if m.id and first <= m.start < last]
    after = [m.id for m in near if 0 <= m.start - cue <= 40]
    before = [m.id for m in near if 0 <= start - m.end <= 30 and not view.has("create", first, last)]
    return next(iter([*after, *before]), "") if not view.has("create", first, last) or after else ""


def _are_over(facts: Facts, where: Context, day: str) -> bool:
    """Tell whether Games had closed by a day, so that no partner came later."""
    return all((closing := str(facts.games[iri].closing)) and (not day or closing < day) for iri in where.games)


def _beside_seats(facts: Facts, number: int, seats: frozenset[int], day: str) -> bool:
    """Tell whether a number of TOP partners is neither the graph's of a day, nor one published near it."""
    if len(day) != len("2012-07-27") or not seats:
        return False
    published = {
        count.number for count in facts.counts
        if count.indicator == "top-partners" and len(count.as_of) == len(day) and _near(count.as_of, day)
    }  # fmt: skip
    return min(abs(number - one) for one in seats | published) > (1 if published else 2)


def _outside(counts: list[Count], number: int, day: str, *, exact: bool, over: bool) -> bool:
    """Tell whether a number lies outside the published ones before and after a day; partners only come.

    Without a tier, numbers depend on who is counted: only one far outside counts.
    """
    exactly = [count for count in counts if not count.qualifier and count.as_of]
    if not exactly or len(exactly) != len(counts) or any(count.number == number for count in counts):
        return False
    before = [count.number for count in exactly if not day or first_day(count.as_of) <= last_day(day)]
    after = [count.number for count in exactly if not day or last_day(count.as_of) >= first_day(day)]
    most = max(after or before) if after or over else 0
    room = 0 if exact else _ROOM
    return bool(most and number > most + room) or bool(before and exact and number < max(before) and not over)


def _of_that_day(counts: list[Count], number: int, day: str, *, exact: bool) -> bool:
    """Tell whether another number of the same partners was published on a day, or on one right beside it."""
    if len(day) != len("2012-07-27"):
        return False
    first, last = (date.fromisoformat(day) + timedelta(days=days) for days in (-_DAYS, _DAYS))
    same = [
        count.number
        for count in counts
        if len(count.as_of) == len(day) and not count.qualifier and first <= date.fromisoformat(count.as_of) <= last
    ]
    return bool(same) and all(abs(number - one) > (0 if exact else 1) for one in same)


_DAYS: Final = 3
"""Days around that of a text within which a number counts as the one of the day."""

_ROOM: Final = 4
"""Partners by which two counts of the same partners may differ, by who is counted."""


def _is_about(facts: Facts, count: Count, where: Context, tier: str) -> bool:
    if tier and not is_tier(count.tier, tier):
        return False
    if not tier and count.tier:
        return False
    if where.top:
        return count.indicator == "top-partners" and (
            not where.games or count.subject in where.games or _covers(facts, count.subject, where.games)
        )
    if where.games:
        bids = {f"{slug(games)}-bid" for games in where.games}
        return (count.subject in where.games or slug(count.subject) in bids) and count.indicator != "top-partners"
    programme = slug(where.programme)
    return count.indicator == "top-partners" and (programme == "top" or slug(count.subject) == programme)


def _covers(facts: Facts, programme: str, games: tuple[str, ...]) -> bool:
    return programme in facts.catalogue.programmes and bool(
        set(facts.catalogue.programmes[programme].games) & set(games)
    )


def _near(as_of: str, day: str) -> bool:
    if len(as_of) == 10 and len(day) == 10:
        return abs((date.fromisoformat(as_of) - date.fromisoformat(day)).days) <= 92
    return as_of[:4] == day[:4]


def _seats(facts: Facts, day: str) -> frozenset[int]:
    """Return how many companies, and how many seats, TOP had on a day by stated and announced dates."""
    if len(day) == 7:
        return _seats(facts, first_day(day)) | _seats(facts, last_day(day))
    if len(day) != 10:
        return frozenset()
    rows = [
        row
        for rows in facts.partnerships.values()
        for row in rows
        if slug(row.whole) == "top" and at(row, day) == "yes"
    ]
    companies = {row.partner for row in rows}
    joint = {frozenset({row.partner, *row.joint}) for row in rows if row.joint}
    seats = len(companies) - sum(len(group & companies) - 1 for group in joint)
    return frozenset({len(companies), seats} - {0})
