"""Statements on countries of companies and offices of people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.facts import Facts, Role
from webapp.fact_check.judging import agree
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_WORDS: Final = 28

_TITLES: Final = {
    "ceo": r"chief executive|\bceo\b|managing director",
    "president": r"\bpresident\b(?!.*vice)|\bchair",
    "chairman": r"\bchair(?:man|woman|person)?\b",
    "founder": r"founder",
    "director": r"director",
    "general-secretary": r"secretary.general|general secretary",
    "vice-president": r"vice.president",
}


def country_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield of which country a company is said to be."""
    facts = view.facts
    sponsors = [m for m in view.of_kind("organization") if not facts.is_committee(m.iri)]
    told: set[tuple[str, str]] = set()
    for start, end, country in [*view.table("countries"), *_named_countries(view)]:
        if view.strong or any(m.start <= start and end <= m.end for m in view.of_kind("organization")):
            continue
        found = _described(view, sponsors, start, end)
        if found and (found[0].iri, country) not in told:
            told.add((found[0].iri, country))
            yield _country(view, found[0], country, found[1])


def _named_countries(view: SentenceView) -> Iterator[tuple[int, int, str]]:
    """Yield the countries after a word for "of" or "from"."""
    for mention in view.of_kind("country"):
        before = folded(view.slice(mention.start - 12, mention.start))
        if re.search(r"\b(?:of|from|based in|aus|mit sitz in|d'|de|del|desde)\s?$", before):
            yield mention.start, mention.end, mention.id


def _described(  # noqa: PLR0911 - one return for each kind of description
    view: SentenceView, sponsors: list[Mention], start: int, end: int
) -> tuple[Mention, tuple[int, int]] | None:
    """Return the company of which a word for a country tells, with the place of the statement."""
    _, last = view.segment(start)
    nouns = view.cues("company")
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
    gap = _APPOSED.fullmatch(folded(view.slice(before.end, phrase[0]))) if before else None
    if before and gap and (follows or leads or gap[1] or _OF.search(view.slice(before.end, start))):
        return before, (before.start, phrase[1])
    if not (follows or leads) or (sponsors and not _BEGINS.match(folded(view.slice(view.start, phrase[0])))):
        return None
    if not _DEFINITE.search(folded(view.slice(phrase[0] - 5, phrase[0]))):
        return None
    told = view.previous.subject if view.previous else ()
    named = [m for m in (view.previous.mentions if view.previous else ()) if m.iri in told]
    return (named[0], phrase) if len(told) == 1 and named else None


_POSSESSIVE: Final = re.compile(r"['’]s$")  # noqa: RUF001
_OF: Final = re.compile(r",\s(?:of|from)\s$")
_ARTICLE: Final = "(?:an?|the|eine?[mnrs]?|der|die|das|une?|la|le|l'|una?|el|一家|家)"
_APPOSED: Final = re.compile(
    rf"\W*(?:(?:is|was|ist|war|est|es|als|as|という|是|は)\s*)?"
    rf"(?:{_ARTICLE}\s*)?(?:[\w-]+(?:\s|$)){{0,3}}?((?:of|from|based in|aus|de|del|d'|mit sitz in)\s?)?"
)
_BEGINS: Final = re.compile(r"\W*(?:the|der|die|das|le|la|l'|el)\s?$")
_DEFINITE: Final = re.compile(r"(?:the|der|die|das|des|dem|den|le|la|l'|el|du|al|del)\s?$")
"""What stands between a company and a description of it, and before a description that stands for one."""


def _plain(between: str) -> bool:
    return not re.search(r"[.;:,(]|\b(?:and|of|und|et|y|de|for|committee|team|government|market)\b", between.lower())


def _country(view: SentenceView, mention: Mention, country: str, place: tuple[int, int]) -> Claim:
    facts = view.facts
    own = facts.countries.get(mention.iri, set())
    near = {name for other in facts.related.get(mention.iri, ()) for name in facts.countries.get(other, ())}
    negated = place[0] == mention.start and view.has("negation", mention.end, place[1])
    verdict: Verdict = "not-recorded"
    if country in own:
        verdict = "contradicted" if negated else "supported"
    elif (
        own and country not in near and len(mention.iris) == 1 and not (own | {country}) & {"hong-kong", "netherlands"}
    ):
        verdict = "not-recorded" if negated else "contradicted"
    label = facts.catalogue.label
    words = f"{label(mention.iri)}: {', '.join(sorted(own)).replace('-', ' ').title() or 'no country recorded'}."
    reads = f"{label(mention.iri)} is of {country.replace('-', ' ').title()}"
    finding = Finding(verdict, words, (mention.iri,), "find-organization", {"name": label(mention.iri)})
    return Claim(*place, "country", reads, finding)


def role_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield which office somebody is said to hold."""
    titles = list(view.table("titles"))
    for person in view.of_kind("person"):
        near = [
            title
            for title in titles
            if -30 <= title[0] - person.end <= 30
            and (0 <= person.start - title[1] <= 30 or 0 <= title[0] - person.end <= 22)
        ]
        title = min(near, key=lambda one: min(abs(person.start - one[1]), abs(one[0] - person.end)), default=None)
        if title is None or view.strong or _planned(view, person, title):
            continue
        first, last = min(title[0], person.start) - 24, max(title[1], person.end) + 30
        wanted = _offices(view, first, last)
        if wanted:
            yield _role(view, person, title, wanted)


def _planned(view: SentenceView, person: Mention, title: tuple[int, int, str]) -> bool:
    """Tell whether a word for a plan stands near an office."""
    return view.has("unreal", min(person.start, title[0]) - 25, max(person.end, title[1]) + 12)


def _offices(view: SentenceView, first: int, last: int) -> set[str]:
    """Return the organizations of an office: those beside it, else the one spoken of before."""
    facts = view.facts
    wanted = {iri for m in view.of_kind("organization") if first <= m.start <= last for iri in m.iris}
    games = [m.iri for m in view.of_kind("games") if first <= m.start <= last]
    wanted |= {committee for iri in games if (committee := facts.games[iri].committee)}
    if wanted:
        return wanted
    body = _BODIES.search(folded(view.slice(max(view.start, first), last + 24)))
    back: SentenceView | None = view
    for _ in range(6):
        if back is None:
            break
        games = [m.iri for m in back.mentions if m.kind == "games"]
        if body and body[1] and games:
            return {facts.games[iri].committee for iri in games} - {""}
        named = [m.iri for m in back.mentions if m.kind == "organization" and facts.is_committee(m.iri)]
        if body and not body[1] and named:
            return {named[0]}
        if not body and _OWN.search(folded(view.slice(max(view.start, first), last))) and back is not view:
            return set(back.subject) if len(back.subject) == 1 else set()
        back = back.previous
    if not body and _OWN.search(folded(view.slice(max(view.start, first), last))):
        return set(view.subject) if len(view.subject) == 1 else set()
    return set()


_BODIES: Final = re.compile(
    r"\b(?:(organi[sz]ing committee|comite d'organisation|comite organizador|organisationskomitee)"
    r"|institucion|institution|the committee|organisation|organizacion)"
)
_OWN: Final = re.compile(r"company's|\b(?:its|son|su|dessen|seine?|leur|ihre?)\b|l'entreprise|la empresa|des konzerns")
"""Words for a body that an earlier sentence names, and for the sponsor."""


def _role(view: SentenceView, person: Mention, title: tuple[int, int, str], wanted: set[str]) -> Claim:
    facts, today = view.facts, view.today
    roles = [role for iri in person.iris for role in facts.roles.get(iri, ())]
    pattern = re.compile(_TITLES[title[2]])
    fitting = [role for role in roles if pattern.search(role.title.lower()) and _held_in(facts, role, wanted)]
    former = any(-24 <= one - title[0] <= 0 for one, _ in view.cues("former"))
    label = facts.catalogue.label
    verdict: Verdict = "not-recorded"
    if fitting and not view.negated(person.start):
        verdict = "supported"
        if today and not former and all(role.end and str(role.end) < today[: len(role.end)] for role in fitting):
            verdict = (
                "contradicted"
                if _is_now(view, person, title) and all(len(str(r.end)) == 10 for r in roles)
                else "not-recorded"
            )
        if today and all(role.start and str(role.start)[:4] > today[:4] for role in fitting):
            verdict = "not-recorded"
    since = _office_since(view, min(person.start, title[0]) - 30, max(person.end, title[1]) + 40)
    place = min(person.start, title[0]), max(person.end, title[1])
    if since and fitting and verdict == "supported":
        place = min(place[0], since.start), max(place[1], since.end)
        begun = [role for role in fitting if role.start and agree(since.id, str(role.start))]
        dated = all(role.start and len(str(role.start)) >= min(len(since.id), 7) for role in fitting)
        verdict = "supported" if begun else "contradicted" if dated else "not-recorded"
    words = "; ".join(f"{label(role.person)}: {role.title}{_years(role)}" for role in roles) or "No role is recorded."
    organization = fitting[0].organization if fitting else (roles[0].organization if roles else next(iter(wanted)))
    reads = f"{label(person.iri)}: {title[2].replace('-', ' ')} of {' or '.join(sorted(map(label, wanted))[:2])}"
    finding = Finding(
        verdict,
        f"{words}.",
        tuple(r.iri for r in fitting or roles),
        "people-and-roles",
        {"organization": slug(organization)} if organization else {},
    )
    return Claim(*place, "role", reads, finding)


def _office_since(view: SentenceView, first: int, last: int) -> Mention | None:
    """Return the date right after a word for "since", near an office."""
    for mention in view.of_kind("date"):
        near = any(0 <= mention.start - two <= 6 for _, two in view.cues("since"))
        if near and first <= mention.start <= last and mention.id:
            return mention
    return None


def _is_now(view: SentenceView, person: Mention, title: tuple[int, int, str]) -> bool:
    """Tell whether somebody is said to be in office on the day of the text: "is the president"."""
    first, last = min(person.end, title[1]), max(person.start, title[0])
    return view.has("now", first, last + 1)


def _held_in(facts: Facts, role: Role, wanted: set[str]) -> bool:
    if role.organization in wanted:
        return True
    return bool(facts.same.get(role.organization, set()) & wanted)


def _years(role: Role) -> str:
    return f" ({role.start or ''}–{role.end or ''})" if role.start or role.end else ""  # noqa: RUF001
