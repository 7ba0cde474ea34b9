"""Statements on countries of companies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.asides import in_doubt
from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.descriptions import descriptions, is_media, meant, of_trade
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

_WORDS: Final = 28


def country_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield of which country a company is said to be."""
    sponsors = view.sponsors()
    told: set[tuple[str, str]] = set()
    nouns: list[tuple[int, int]] = []
    for start, end, country in [*view.table("countries"), *_named_countries(view)]:
        if (
            _is_where(view, start)
            or _is_language(view, start, end)
            or in_doubt(view, start)
            or is_media(view, end)
            or view.in_organization(start, end)
        ):
            continue
        companies = view.cues("company")
        found = _found(view, sponsors, companies, (start, end, country))
        sure = found is not None
        if not found:
            nouns = nouns or [(one, two) for one, two, _ in view.trades]
            found = _found(view, sponsors, nouns, (start, end, country))
        if found and (found[0].iri, country) not in told:
            told.add((found[0].iri, country))
            claim = _country(view, found[0], country, found[1])
            sure = sure and (
                found[0].start >= view.start or bool(_BEGINS.match(folded(view.slice(view.start, found[1][0]))))
            )
            if sure or claim.finding.verdict == "supported":
                yield claim


def _is_where(view: SentenceView, start: int) -> bool:
    """Tell whether a word for "in" before a country in Chinese makes it the place of what happened."""
    return view.forms.language == "zh" and view.slice(start - 1, start) in {"在", "于"}


def _is_language(view: SentenceView, start: int, end: int) -> bool:
    """Tell whether a word for a country names the language of a text: "(Translated from Portuguese)"."""
    if view.forms.unspaced:
        return view.slice(end, end + 1) in {"語", "语", "文"}
    return any(0 <= start - two <= 1 for _, two in view.cues("translated"))


def _found(
    view: SentenceView, sponsors: list[Mention], nouns: list[tuple[int, int]], word: tuple[int, int, str]
) -> tuple[Mention, tuple[int, int]] | None:
    """Return the company that a word for a country describes; `nouns` are words for companies."""
    start, end, country = word
    return _described(view, sponsors, nouns, start, end) or _spoken_of(view, sponsors, nouns, start, end, country)


def seat_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield in which country a company is said to have its seat, or to come from."""
    for start, end in view.cues("seat"):
        if view.unreal(start) or view.negated(start):
            continue
        near = [m for m in view.of_kind("country") if 0 <= m.start - end <= _SEAT]
        if view.forms.language == "ja":
            near = [m for m in view.of_kind("country") if 0 <= start - m.end <= _SEAT]
        for mention in subjects(view, start, end)[:1] if near else ():
            whole = start, max(end, near[0].end)
            yield _country(view, mention, near[0].id, (min(whole[0], near[0].start), whole[1]))


_SEAT: Final = 8
"""Characters between a word for a seat and its country."""


def _named_countries(view: SentenceView) -> Iterator[tuple[int, int, str]]:
    """Yield the countries after a word for "of" or "from"."""
    for mention in view.of_kind("country"):
        if view.forms.unspaced:
            yield mention.start, mention.end, mention.id
            continue
        before = folded(view.slice(mention.start - 12, mention.start))
        if re.search(
            r"\b(?:of|from|based in|aus|mit sitz in|d'|de|del|des|desde)(?:\s(?:the|den|der|dem|los|les))?\s?$", before
        ):
            yield mention.start, mention.end, mention.id


def _described(  # noqa: C901, PLR0911 - one return for each kind of description
    view: SentenceView, sponsors: list[Mention], nouns: list[tuple[int, int]], start: int, end: int
) -> tuple[Mention, tuple[int, int]] | None:
    """Return the company of which a word for a country tells, with the place of the statement."""
    _, last = view.segment(start)
    after = next((m for m in sponsors if 0 <= m.start - end <= _WORDS and m.start < last), None)
    before = next((m for m in reversed(sponsors) if m.end <= start), None)
    follows = next((cue for cue in nouns if 0 <= cue[0] - end <= 22 and _plain(view.slice(end, cue[0]))), None)
    leads = next(
        (cue for cue in reversed(nouns) if 0 <= start - cue[1] <= 24 and _plain(view.slice(cue[1], start))), None
    )
    phrase = min(start, leads[0] if leads else start), max(end, follows[1] if follows else end)
    bare = after is not None and not view.slice(end, after.start).strip()
    if after and (follows or leads) and _plain(view.slice(end, after.start)):
        beside = bare or any(0 <= after.start - two <= 2 for one, two in nouns if one >= end)
        if beside:
            return after, (phrase[0], after.end)
    if after and bare and (view.forms.language in {"fr", "es", "de"} or _POSSESSIVE.search(view.slice(start, end))):
        return after, (start, after.end)
    if (
        after
        and view.forms.unspaced
        and view.slice(end, after.start) in {"", "的", "の"}
        and view.slice(end, after.start)
    ):
        return after, (start, after.end)
    if (
        after
        and view.forms.language == "ja"
        and after.start == end == start + 1
        and not _HAN.match(view.slice(start - 1, start))
        and not view.unreal(start)
    ):
        return after, (start, after.end)
    if before and _BARE.fullmatch(view.slice(before.end, start)) and _ENDS.match(view.slice(end, end + 2)):
        return before, (start, end)
    between = folded(view.slice(before.end, phrase[0])) if before else ""
    gap = None if after and _FURTHER.match(between) else _APPOSED.fullmatch(between)
    if before and gap and (follows or leads or gap[1] or _OF.search(view.slice(before.end, start))):
        return before, (before.start, phrase[1])
    if not (follows or leads) or (sponsors and not _BEGINS.match(folded(view.slice(view.start, phrase[0])))):
        return None
    if not _DEFINITE.search(folded(view.slice(phrase[0] - 5, phrase[0]))):
        return None
    told = view.previous.subject if view.previous else ()
    named = [m for m in (view.previous.mentions if view.previous else ()) if m.iri in told]
    described = next((one for one in descriptions(view) if one.start <= phrase[0] + _ROOM and start < one.end), None)
    if described and (mention := meant(view, described)):
        return mention, phrase
    if described and named and not of_trade(view, named[0], described.categories):
        return None
    return (named[0], phrase) if len(told) == 1 and named else None


_HAN: Final = re.compile("[\u3400-\u9fff]")
"""A character before a sign for a country that makes it part of another word; "米シスコ" has none."""

_ROOM: Final = 1
"""Characters between the beginning of a description and its first word."""


def _spoken_of(  # noqa: PLR0913, PLR0917 - a word for a country and what may stand beside it
    view: SentenceView, sponsors: list[Mention], nouns: list[tuple[int, int]], start: int, end: int, country: str
) -> tuple[Mention, tuple[int, int]] | None:
    """Return the company of a country that a definite description means: the one named last before it."""
    follows = next((cue for cue in nouns if 0 <= cue[0] - end <= _BESIDE and _plain(view.slice(end, cue[0]))), None)
    leads = next(
        (cue for cue in reversed(nouns) if 0 <= start - cue[1] <= _BESIDE and _plain(view.slice(cue[1], start))), None
    )
    phrase = min(start, leads[0] if leads else start), max(end, follows[1] if follows else end)
    counted = [one for one, two, _ in view.table("ordinals") if 0 <= phrase[0] - two <= 1]
    phrase = min([phrase[0], *counted]), phrase[1]
    before = folded(view.slice(max(view.start, phrase[0] - 5), phrase[0]))
    small = view.forms.language == "de" or view.slice(*(follows or leads or phrase)).islower()
    if not (follows or leads) or not small or not _DEFINITE.search(before):
        return None
    back: SentenceView | None = view.previous
    named = [m for m in sponsors if m.end <= phrase[0]] or (back.sponsors() if back else [])
    return next(((m, phrase) for m in reversed(named) if country in view.facts.countries.get(m.iri, ())), None)


_BESIDE: Final = 24
"""Characters between a word for a country and one for a company."""

_POSSESSIVE: Final = re.compile(r"['’]s$")  # noqa: RUF001
_OF: Final = re.compile(r",\s(?:of|from)\s$")
_ARTICLE: Final = "(?:an?|the|eine?[mnrs]?|der|die|das|une?|la|le|l'|una?|el|一家|家)"
_APPOSED: Final = re.compile(
    rf"\W*(?:[^,;.]{{1,60}},\s*(?=is|was|ist|war|est|es))?(?:(?:is|was|ist|war|est|es|als|as|という|是|は)\s*)?"
    rf"(?:{_ARTICLE}(?![a-z])\s*)?(?:[\w-]+(?:\s|$)){{0,3}}?"
    r"((?:of|from|based in|aus|de|del|des|d'|mit sitz in)\s?(?:the|den|der|dem|los|les)?\s?)?"
)
_BARE: Final = re.compile(r",\s?(?:(?:ist|sind|est|sont|es|son)\s)?")
_ENDS: Final = re.compile(r"[,;.]")
"""What stands around a word for a country that alone describes the company before it: "IBM, norteamericana, firmó"."""

_FURTHER: Final = re.compile(r"\s?,?\s?(?:and|und|sowie|et|y|e)\s")
"""What stands before a further company, of which a country tells: "EY and the Spanish brand Joma"."""

_BEGINS: Final = re.compile(r"\W*(?:the|der|die|das|le|la|l'|el)\s?$")
_DEFINITE: Final = re.compile(
    r"(?:(?:\b(?:the|der|die|das|des|dem|den|le|la|l'|el|du|al|del)|,\s(?:an?|eine?|une?|una))\s?|这家|这个|该|この)$"
)
"""What stands between a company and a description of it, and before a description that stands for one."""


def _plain(between: str) -> bool:
    return not _APART.search(between.lower())


_APART: Final = re.compile(
    r"[.;:,，；。(与和及]|\b(?:and|of|und|et|y|de|for|committee|team|government|market)\b"  # noqa: RUF001
)
"""What stands between a word for a country and one for a company that it does not describe."""


def _country(view: SentenceView, mention: Mention, country: str, place: tuple[int, int]) -> Claim:
    facts = view.facts
    own = facts.countries.get(mention.iri, set())
    near = {name for other in facts.related.get(mention.iri, ()) for name in facts.countries.get(other, ())}
    negated = place[0] == mention.start and view.has("negation", mention.end, place[1])
    numbered = negated and any(mention.end <= one < place[1] for one, _, _ in view.table("ordinals"))
    verdict: Verdict = "not-recorded"
    if country in own:
        denied: Verdict = "not-recorded" if numbered else "contradicted"
        verdict = denied if negated else "supported"
    elif (
        own
        and country not in near
        and "hong-kong" not in own | {country}
        and all(facts.countries.get(iri) and country not in facts.countries[iri] for iri in mention.iris)
    ):
        verdict = "not-recorded" if negated else "contradicted"
    label = facts.catalogue.label
    words = f"{label(mention.iri)}: {', '.join(sorted(own)).replace('-', ' ').title() or 'no country recorded'}."
    reads = f"{label(mention.iri)} is of {country.replace('-', ' ').title()}"
    finding = Finding(verdict, words, (mention.iri,), "find-organization", {"name": label(mention.iri)})
    return Claim(*place, "country", reads, finding)
