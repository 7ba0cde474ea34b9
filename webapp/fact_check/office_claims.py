"""Statements on offices whose body is not named beside them.

Examples are "under Edgar Grospiron", "Billy Payne's committee" and "its president at the time, Don Thompson". The body
is one that the text names. The office is one that the person held on the day of the text. Only what the graph has
is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from webapp.fact_check.asides import in_doubt
from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.date_roles import dated
from webapp.fact_check.facts import Role
from webapp.fact_check.judging import agree
from webapp.fact_check.role_claims import TITLES, is_of_another, is_of_somebody_else, owner, told_then
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_REACH: Final = 48
"""Characters between a person and the title."""

_HEADS: Final = re.compile(r"\bpresident\b|\bchair|chief executive|\bceo\b|director general|\bhead\b|founder|secretary")
_LED: Final = re.compile(
    r"\b(?:under|unter|sous|bajo)"
    r"(?:\s(?:the|der|die|la|le|el|chief|president|prasident|presidente))*\s?$"
)
"""What stands before the one who leads what is spoken of."""

_OWN: Final = re.compile(
    r"['’]s?\s(?:\w+\s){0,2}(?:committee|commission|organi[sz]\w+|foundation|team|body|ioc|company|firm|group|bank|airline)\b"  # noqa: RUF001
)
_OF: Final = re.compile(
    r"(?:\b(?:committee|commission|comite|komitee|kommission|cio|coi|ioc|comision|fondation|fundacion|stiftung)"
    r"|(?:组委会|委员会|組織委(?:員会)?))\s?(?:d[eu']|von|of|の|的)\s?$"
)
"""What stands behind or before the one whose body it is: "Billy Payne's committee", "le CIO de Samaranch"."""

_BODY: Final = re.compile(
    r"committee|commission|organi[sz]|foundation|games|komitee|veranstalter|stiftung|comite|comision|fundacion|fondation"
    r"|组委会|委员会|組織委"
)
_COMPANY: Final = re.compile(
    r"compan|firm|group|bank|maker|chain|airline|konzern|unternehm|hersteller|entreprise|groupe|societe|empresa|grupo"
    r"|企业|公司|集团|同社"
)


def office_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the offices of people of whom no other reader tells one."""
    people = view.of_kind("person")
    for person in people:
        over = [c for c in told if c.kind == "role" and c.start < person.end and person.start < c.end]
        if any(c.finding.verdict != "not-recorded" for c in over) or in_doubt(view, person.start):
            continue
        place, roles = _office(view, people, person)
        fitting = [role for role in roles if _fits(view, role, place)]
        if fitting and not view.has("negation", *place) and _dates_agree(view, place, fitting):
            yield _claim(view, person, place, fitting)


def _office(view: SentenceView, people: list[Mention], person: Mention) -> tuple[tuple[int, int], list[Role]]:
    """Return the place of an office with the roles of a person that are such an office."""
    roles = [role for iri in person.iris for role in view.facts.roles.get(iri, ())]
    titles = [*view.table("titles"), *view.table_of("en", "titles")]
    near = [one for one in titles if _near(view, people, person, one)]
    for title in sorted(near, key=lambda one: min(abs(one[0] - person.end), abs(person.start - one[1]))):
        pattern = re.compile(TITLES[title[2]])
        fitting = [role for role in roles if pattern.search(role.title.lower())]
        fitting = [role for role in fitting if not is_of_somebody_else(view.facts, role, title[2])]
        if fitting:
            return (min(title[0], person.start), max(title[1], person.end)), fitting
    words = view.slice(max(view.start, person.start - _LEAD), person.start)
    led = _LED.search(folded(words)) or _OF.search(folded(words))
    own = _OWN.match(folded(view.slice(person.end, person.end + _REACH)))
    start = person.start - len(words) + len(words.rstrip()) - len(led[0]) if led else person.start
    end = person.end + own.end() if own else person.end
    heads = [role for role in roles if _HEADS.search(role.title.lower())]
    return (start, end), heads if led or own else []


_LEAD: Final = 24
"""Characters before a person in which a word for leading stands."""


def _near(view: SentenceView, people: list[Mention], person: Mention, title: tuple[int, int, str]) -> bool:
    """Tell whether a title stands near a person, and nobody else between the two."""
    first, last = sorted([(person.start, person.end), title[:2]])
    others = any(first[1] <= m.start < last[0] for m in people)
    apart = re.search("[;:.。；]", view.slice(first[1], last[0]))  # noqa: RUF001
    return last[0] - first[1] <= _REACH and not others and not apart and not is_of_another(view, title, person)


def _fits(view: SentenceView, role: Role, place: tuple[int, int]) -> bool:
    """Tell whether a role is of a body of the text, and was held on its day."""
    facts = view.facts
    same = {role.organization, *facts.same.get(role.organization, ())}
    if "/ioc-" in role.organization:
        same |= facts.related.get(role.organization, set())
    bodies = view.told_bodies | {facts.games[iri].committee for iri in (view.home, view.dateline) if iri}
    beside = [m for m in view.of_kind("organization") if _is_beside(view, m, place)]
    beside_games = [m for m in view.of_kind("games") if _is_beside(view, m, place)]
    own = owner(view, *place)
    if own and not same & own:
        return False
    named = {iri for m in beside for iri in m.iris} | {facts.games[m.iri].committee for m in beside_games}
    if (named and not same & named) or not same & (bodies | named):
        return False
    words = folded(view.slice(place[0] - _WORDS, place[1] + _WORDS))
    committee = facts.is_committee(role.organization)
    if not named and (_COMPANY.search(words) if committee else _BODY.search(words)):
        return bool(_BODY.search(words) if committee else _COMPANY.search(words))
    today = view.today
    former = any(one - place[0] >= -_WORDS and one <= place[1] for one, _ in view.cues("former"))
    past = bool(role.end) and role.end[: len(today)] < today[: len(role.end)]
    known = min(today, told_then(view, place[0])) if former else today
    coming = bool(role.start) and role.start[:10] > known[: len(role.start)]
    return not today or not (coming or (past and not former))


_WORDS: Final = 24
"""Characters around an office in which its body is told."""


def _is_beside(view: SentenceView, mention: Mention, place: tuple[int, int]) -> bool:
    """Tell whether a body stands right beside an office, or within its words."""
    if place[0] <= mention.start < place[1]:
        return True
    first, last = (mention.end, place[0]) if mention.end <= place[0] else (place[1], mention.start)
    return 0 <= last - first <= _BESIDE and not _APART.search(view.slice(first, last))


_APART: Final = re.compile(r"[,;.、，]|\b(?:and|und|et|y)\b|[和与跟及と]")  # noqa: RUF001


_BESIDE: Final = 14


def _dates_agree(view: SentenceView, place: tuple[int, int], roles: Sequence[Role]) -> bool:
    """Tell whether the beginning and end told beside an office are those of a role."""
    for found in dated(view):
        if found.role not in {"since", "until", "from", "from-range"}:
            continue
        if found.end < place[0] - _WORDS or found.start > place[1] + _WORDS:
            continue
        if not any(agree(found.iso, day) for role in roles for day in (role.start, role.end)):
            return False
    return True


def _claim(view: SentenceView, person: Mention, place: tuple[int, int], roles: Sequence[Role]) -> Claim:
    label = view.facts.catalogue.label
    words = "; ".join(f"{label(role.person)}: {role.title}" for role in roles)
    reads = f"{label(person.iri)}: {roles[0].title} of {label(roles[0].organization)}"
    arguments = {"organization": slug(roles[0].organization)}
    finding = Finding("supported", f"{words}.", tuple(role.iri for role in roles), "people-and-roles", arguments)
    return Claim(*place, "role", reads, finding)
