"""Statements on which number a partner was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.context import name_of, of_sponsor, own_programmes, rows_in
from webapp.fact_check.facts import Facts, Partnership
from webapp.fact_check.forms import forms
from webapp.fact_check.judging import all_texts, texts_of
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.fact_check.tier_claims import is_in_one, tiers_there
from webapp.mentions.folding import folded
from webapp.mentions.reader import slug_of
from webapp.models.reference_data import slug

_ORDINAL_WORDS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth",
)  # fmt: skip
_COUNTED: Final = re.compile(
    rf"\b(?:(\d+)(?:st|nd|rd|th)|({'|'.join(_ORDINAL_WORDS)}))\b"
    r"(?=([^.;,]*?)\b(?:partner|sponsor|member|company|supplier|to sign|to join|to renew|public|supporter|portfolio"
    r"|signatory|backer))",
    re.IGNORECASE,
)


_COMMA: Final = re.compile("[，；、。]")  # noqa: RUF001

_FAR: Final = 20
"""Characters between a sponsor and its number beyond which the number alone is the place of the statement."""


_PLAIN: Final = frozenset(
    """
    official domestic gold premium founding worldwide global international paralympic olympic top tier level one two
    three 1 2 3 general second rank national tokyo pyeongchang 2020 2018 conference of to be a the silver local
    """.split()  # noqa: SIM905 - so they are read
)
"""Words between a number and a word for partners that leave open no other count: "first official partner"."""


class Scope(NamedTuple):
    """Which partners a text counts, and in which words."""

    where: Context
    tier: str
    phrase: str


def tier_of(view: SentenceView, start: int, cue: int) -> str:
    """Return the tier that stands beside a number."""
    reach = cue if view.forms.unspaced else cue + 12
    tiers = ((key, first, last) for first, last, key in view.table("tiers") if start <= first)
    return next((key for key, first, last in tiers if first < cue or last <= reach), "")


def _tier_before(view: SentenceView, where: Context) -> str:
    """Return the tier that this sentence or the one before speaks of."""
    here = [key for _, _, key in view.table("tiers")]
    before = [key for _, _, key in view.previous.table("tiers")] if view.previous else []
    tier = next(iter([*here, *reversed(before)]), "")
    return named_tier(view.facts, tier, where) if tier.startswith("rank-") else tier


def named_tier(facts: Facts, tier: str, where: Context) -> str:
    """Return the one tier of Games that has a rank such as `rank-1`, by its name."""
    programmes = {f"{slug(games)}-domestic--" for games in where.games}
    named = [
        slug(iri).rpartition("--")[2] for iri, one in facts.catalogue.tiers.items()
        if one.rank == int(tier[-1]) and any(slug(iri).startswith(programme) for programme in programmes)
    ]  # fmt: skip
    return named[0] if len(named) == 1 else ""


def judge_ordinal(  # noqa: PLR0913 - a number and its place
    view: SentenceView, number: int, start: int, cue: int, spoken: Context, *, short: bool
) -> Iterator[Claim]:
    """Yield which number a partner is said to be; `short` where no word for partners stands beside it."""
    facts = view.facts
    tier = _tier_before(view, spoken) if short else tier_of(view, start, cue)
    if tier.startswith("rank-") or (tier == "official-partner" and view.forms.language != "ja"):
        tier = ""
    who = subjects(view, start, cue)
    for mention in who[-1:] if who and who[-1].end <= start else who[:1]:
        where = of_sponsor(view, mention.iri, spoken)
        scope = Scope(where, tier, view.slice(start, cue))
        own = facts.catalogue.label(mention.iri)
        found = _ordinals(facts, mention.iri, _countries_of(view, start, cue))
        if not any(view.has(name, *view.segment(start)) for name in ("renew", "until")):
            found = [one for one in found if not _PLEDGED.search(one[1])]
        if where.games and not where.paralympic and not where.top and _named_beside(view, where, start):
            cities = {m.id for m in view.of_kind("place")}
            spoken_of = {*where.games, *(m.iri for m in view.of_kind("games"))}
            spoken_of |= {iri for iri, row in facts.games.items() if slug_of(row.city) in cities}
            found = [one for one in found if not _of_other_games(facts, mention.iri, one[2], spoken_of)]
        about = [(n, text, iri) for n, text, iri in found if _of_games(facts, mention.iri, text, iri, where)]
        told = [(n, text, iri) for n, text, iri in found if _of_scope(facts, text, iri, scope)] or about
        verdict: Verdict = "not-recorded"
        behind = tuple(iri for _, _, iri in told)
        right = [iri for n, _, iri in told if n == number]
        if not right and (not tier or short):
            right = [iri for n, _, iri in about if n == number]
        if not right and not tier and (short or where.carried or spoken.carried):
            right = [iri for n, text, iri in found if n == number and _is_paralympic(text) == where.paralympic]
        if right and not _of_other_tier(view, rows_in(facts, mention.iri, where), start, cue):
            verdict, behind = "supported", tuple(right)
        elif (
            not right
            and told
            and (where.named or where.paralympic)
            and (about or not where.games or where.top or where.paralympic)
            and (short or not where.carried or rows_in(facts, mention.iri, where))
            and not tells_number(all_texts(facts, mention.iri), number)
        ):
            verdict = "contradicted"
        words = "; ".join(dict.fromkeys(text for _, text, _ in told)) or "No number is recorded."
        reads = f"{own}: number {number} of the {tier.replace('-', ' ') or 'partners'} of {name_of(where, facts)}"
        near = view.start <= mention.start and view.segment(mention.start) == view.segment(start)
        near = near and -_FAR <= start - mention.end <= _FAR
        near = near and not (view.forms.unspaced and _COMMA.search(view.slice(mention.end, start)))
        place = (min(start, mention.start), max(cue, mention.end)) if near else (start, cue)
        finding = Finding(verdict, words, behind, "announcements", {"who": slug(mention.iri)})
        yield Claim(*place, "ordinal", reads, finding)


_PLEDGED: Final = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|\d(?:st|nd|rd|th))[^.;,]*(?:partner|member|sponsor|company)"
    r" to (?:commit|renew|extend)",
    re.IGNORECASE,
)
"""A note that counts those who renewed, not those who joined."""


def _is_paralympic(text: str) -> bool:
    return bool(_PARALYMPIC.search(folded(text)))


def _countries_of(view: SentenceView, start: int, cue: int) -> frozenset[str]:
    """Return the countries whose partners a number counts: "the first Chinese member"."""
    comma = _COMMA.search(view.slice(cue, cue + _NEAR))
    reach = cue + comma.start() if comma else cue + _NEAR
    named = [(m.start, m.end) for m in view.of_kind("organization")]
    told = {
        key
        for first, last, key in view.table("countries")
        if start <= first and last <= reach and not any(one <= first and last <= two for one, two in named)
    }
    text = folded(view.slice(start, reach))
    if any(first > 0 for first, _, _ in view.facts.trades.find(text)):
        told.add(_TRADE)
    return frozenset(told | {m.id for m in view.of_kind("country") if start <= m.start and m.end <= reach})


_NEAR: Final = 14


def _ordinals(facts: Facts, organization: str, countries: frozenset[str]) -> list[tuple[int, str, str]]:
    """Return which number a partner was, by titles of events, notes and figures, each with words and statement.

    `countries` are those whose partners alone are counted.
    """
    texts = [(iri, text) for iri, text in texts_of(facts, organization, facts.rows_of(organization))]
    texts += [(count.iri, count.note) for count in facts.counts_naming(organization)]
    found = []
    for iri, text in texts:
        for match in _COUNTED.finditer(text):
            counted = _counts_only(match[3], facts.category_words)
            if counted in {countries, countries - {_TRADE}}:
                number = int(match[1]) if match[1] else _ORDINAL_WORDS.index(match[2].lower()) + 1
                clause = re.split("[;.]", text[: match.start()])[-1] + re.split("[;.]", text[match.start() :])[0]
                found += [(number, clause.strip(), iri)] if _own(clause) else []
                found.append((number, text.removeprefix(". "), iri))
    return found


def _own(clause: str) -> bool:
    """Tell whether the part of a note with a number says by itself whom it counts: "third to sign"."""
    return bool(re.search(r"to (?:sign|join)\b|domestic|portfolio", clause))


def _counts_only(between: str, trades: Mapping[str, object]) -> frozenset[str] | None:
    """Return the countries whose partners a note counts, or nothing where it counts partners of another sort."""
    pattern, names = forms("en").tables["countries"]
    low = folded(between)
    told = frozenset(names[match.lastgroup] for match in pattern.finditer(low) if match.lastgroup)
    rest = [word for word in re.findall(r"\w+", pattern.sub(" ", low)) if word not in _PLAIN]
    if rest and not all(word in trades for word in rest):
        return None
    return told | {_TRADE} if rest else told


_TRADE: Final = "in a trade"
"""What stands for a number that counts only the partners of a trade: "the first beer partner"."""


_PARALYMPIC: Final = re.compile(r"paralymp|\bipc\b")


def _of_scope(facts: Facts, text: str, iri: str, scope: Scope) -> bool:
    """Tell whether a note that counts partners counts those that are spoken of."""
    low, tier, where = folded(text), scope.tier, scope.where
    counted = next((count for count in facts.counts if count.iri == iri), None)
    word = tier.removeprefix("official-").partition("-")[0]
    if tier and word not in low and (counted is None or tier not in counted.tier):
        return False
    if bool(_PARALYMPIC.search(low)) != where.paralympic or "olympic channel" in low:
        return False
    if where.paralympic:
        return True
    marked = set(re.findall(r"gold|premium|official|founding|supplier|supporter|renew|to sign for", low))
    official = {"official"} if re.search(r"offi|ofici|官方|公式|オフィシャル", scope.phrase.lower()) else set()
    if not tier and marked - official and (counted is None or counted.tier):
        return False
    if where.top or slug(where.programme) == "top":
        return (
            "top" in low
            or "worldwide" in low
            or "global" in low
            or (counted is not None and counted.indicator == "top-partners")
        )
    return not where.named or not re.search(r"\btop\b|worldwide", low)


def _of_games(facts: Facts, organization: str, text: str, iri: str, where: Context) -> bool:
    """Tell whether a note that counts partners of any tier is on the Games or programme spoken of."""
    low = folded(text)
    if bool(_PARALYMPIC.search(low)) != where.paralympic or "olympic channel" in low:
        return False
    worldwide = bool(re.search(r"\btop\b|worldwide|global", low))
    if where.paralympic or not where.games:
        return where.paralympic or worldwide == where.top
    programmes = {f"{slug(games)}-{'bid' if where.bid else 'domestic'}" for games in where.games}
    about = {slug(row.programme) for row in facts.rows_of(organization) if row.iri == iri}
    about |= {slug(one) for event in facts.events.get(organization, ()) if event.iri == iri for one in event.others}
    counted = any(count.iri == iri and count.subject in where.games for count in facts.counts)
    return not worldwide and (counted or bool(about & programmes))


def _named_beside(view: SentenceView, where: Context, start: int) -> bool:
    """Tell whether the part of a sentence with a number names the Games spoken of, or their organizers."""
    first, last = view.segment(start)
    bodies = set(where.games) | {view.facts.games[iri].committee for iri in where.games}
    return any(m.iri in bodies for m in view.mentions if first <= m.start < last)


def _of_other_games(facts: Facts, organization: str, iri: str, games: AbstractSet[str]) -> bool:
    """Tell whether a note that counts partners is on the programme of other Games than those spoken of."""
    about = {slug(row.programme) for row in facts.rows_of(organization) if row.iri == iri}
    about |= {slug(one) for event in facts.events.get(organization, ()) if event.iri == iri for one in event.others}
    about |= {f"{slug(count.subject)}-domestic" for count in facts.counts if count.iri == iri}
    own = own_programmes(games)
    told = {one for one in about if one.endswith(("-domestic", "-bid"))}
    return not told & own if told else any(one == "top" or one.startswith("top-") for one in about)


def _of_other_tier(view: SentenceView, rows: list[Partnership], start: int, cue: int) -> bool:
    """Tell whether the words of a number name a tier of the programme that is not the partner's own."""
    tiers = [key for one, two, key in view.table("tiers") if start <= one and two <= cue + _WHOLE]
    ranks = [key for one, two, key in view.table("ranks") if start <= one and two <= cue + 1 and key in _LOWER]
    rows = [row for row in rows if row.tier]
    there = tiers_there(view.facts, rows, tiers)
    named = [key for key in tiers if key.startswith(_LOWER) or key in there] + ranks
    return bool(rows and named) and not is_in_one(rows, named)


_LOWER: Final = ("official-supporter", "official-supplier", "official-provider")
"""Tiers whose words are used of no other tier."""

_WHOLE: Final = 12
"""Characters behind a word for partners in which the name of its tier may end."""


def tells_number(text: str, number: int) -> bool:
    """Tell whether a note or title has an ordinal: "sixth" or "6th"."""
    word = _ORDINAL_WORDS[number - 1] if number <= len(_ORDINAL_WORDS) else "\0"
    return bool(re.search(rf"\b{number}(?:st|nd|rd|th)\b|\b{word}\b", text, re.IGNORECASE))
