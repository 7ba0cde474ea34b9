"""Statements on countries of companies and offices of people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.context import subjects
from webapp.fact_check.facts import Facts, Role
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
    for start, end, country in view.table("countries"):
        if view.unreal(start) or any(m.start <= start and end <= m.end for m in view.of_kind("organization")):
            continue
        first, last = view.segment(start)
        nouns = [cue for cue in view.cues("company") if first <= cue[0] < last]
        after = [m for m in sponsors if 0 <= m.start - end <= _WORDS and m.start < last]
        before = [m for m in sponsors if 0 <= start - m.end <= 14]
        noun = next((cue for cue in nouns if 0 <= cue[0] - end <= 22), None)
        mention = None
        adjacent = after and any(0 <= after[0].start - two <= 2 for one, two in nouns if one >= end)
        if after and adjacent and _plain(view.slice(end, after[0].start)):
            mention = after[0]
        elif (
            before
            and noun
            and re.fullmatch(
                r"\W*(?:(?:is|was|ist|est|es|als|as|という|是|は)\s*)?(?:(?:a|an|the|ein|eine|der|die|das|une?|la|le|una?|el|一家|家)\s*)?",
                folded(view.slice(before[-1].end, start)),
            )
        ):
            mention = before[-1]
        elif (
            after
            and view.forms.language in {"fr", "es", "de"}
            and noun is None
            and len(view.slice(end, after[0].start).strip()) == 0
        ) or (
            view.forms.language in {"fr", "es"}
            and any(0 <= start - two <= 14 for _, two in nouns)
            and after
            and not view.slice(end, after[0].start).strip()
        ):
            mention = after[0]
        if mention is None and not sponsors and noun and any(one <= start < two for one, two in view.cues("pronouns")):
            mention = next(iter(subjects(view, noun[1], noun[1])), None)
            if mention is not None:
                yield _country(view, mention, country, (start, noun[1]))
            continue
        if mention is not None:
            yield _country(view, mention, country, (min(start, mention.start), max(end, mention.end)))


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
        own
        and country not in near
        and len(mention.iris) == 1
        and not (own | {country}) & {"hong-kong", "netherlands", "taiwan"}
    ):
        verdict = "not-recorded" if negated else "contradicted"
    label = facts.catalogue.label
    words = f"{label(mention.iri)}: {', '.join(sorted(own)).replace('-', ' ').title() or 'no country recorded'}."
    reads = f"{label(mention.iri)} is of {country.replace('-', ' ').title()}"
    finding = Finding(verdict, words, (mention.iri,), "find-organization", {"name": label(mention.iri)})
    return Claim(*place, "country", reads, finding)


def role_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield which office somebody is said to hold."""
    facts = view.facts
    titles = list(view.table("titles"))
    for person in view.of_kind("person"):
        near = [
            title
            for title in titles
            if -30 <= title[0] - person.end <= 30
            and (0 <= person.start - title[1] <= 30 or 0 <= title[0] - person.end <= 14)
        ]
        title = min(near, key=lambda one: min(abs(person.start - one[1]), abs(one[0] - person.end)), default=None)
        if title is None or view.unreal(person.start):
            continue
        first, last = min(title[0], person.start) - 24, max(title[1], person.end) + 30
        organizations = [m for m in view.of_kind("organization") if first <= m.start <= last]
        games = [facts.games[m.iri].committee for m in view.of_kind("games") if first <= m.start <= last]
        wanted = {iri for m in organizations for iri in m.iris} | set(filter(None, games))
        if wanted:
            yield _role(view, person, title, wanted)


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
    words = "; ".join(f"{label(role.person)}: {role.title}{_years(role)}" for role in roles) or "No role is recorded."
    organization = fitting[0].organization if fitting else (roles[0].organization if roles else next(iter(wanted)))
    place = min(person.start, title[0]), max(person.end, title[1])
    reads = f"{label(person.iri)}: {title[2].replace('-', ' ')} of {' or '.join(sorted(map(label, wanted))[:2])}"
    finding = Finding(
        verdict,
        f"{words}.",
        tuple(r.iri for r in fitting or roles),
        "people-and-roles",
        {"organization": slug(organization)} if organization else {},
    )
    return Claim(*place, "role", reads, finding)


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
