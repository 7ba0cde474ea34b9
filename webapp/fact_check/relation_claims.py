"""Statements on successions, countries, offices, programmes and covered Games."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.context import context, rows_in, subjects
from webapp.fact_check.facts import Facts, Partnership, Role
from webapp.fact_check.judging import agree, chain_ends, chains, history, span_words, statements
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


def succession_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield who is said to have come after whom."""
    facts = view.facts
    sponsors = [m for m in view.of_kind("organization") if not facts.is_committee(m.iri)]
    passive = view.cues("replaced_by")
    for start, end in view.cues("replace"):
        before = [m for m in sponsors if m.end <= start]
        after = [m for m in sponsors if m.start >= end]
        if (
            view.unreal(start)
            or view.negated(start)
            or (any(one <= start < two for one, two in passive) and not view.forms.unspaced)
        ):
            continue
        if view.forms.language == "ja":
            pair = (after[0], before[-1]) if before and after else None
            if pair is None and len(before) > 1:
                pair = (before[0], before[-1])
        elif view.forms.language == "zh" and passive and before and len(before) > 1:
            pair = (before[-1], before[-2])
        else:
            pair = (before[-1], after[0]) if before and after and after[0].start - end <= 30 else None
        if pair and pair[0].iri != pair[1].iri:
            yield _succession(view, *pair)
    for start, end in passive:
        if view.forms.unspaced or view.unreal(start) or view.negated(start):
            continue
        before = [m for m in sponsors if m.end <= start]
        after = [m for m in sponsors if start < m.start and m.start - end <= 30]
        if before and after:
            yield _succession(view, after[0], before[-1])


def _succession(view: SentenceView, later: Mention, earlier: Mention) -> Claim:
    facts = view.facts
    del view
    verdict: Verdict = "not-recorded"
    told: list[Partnership] = []
    for old, new in _pairs(facts, earlier.iri, later.iri):
        verdict, told = "supported", [old, new]
        break
    else:
        for old, new in _pairs(facts, later.iri, earlier.iri):
            verdict, told = "contradicted", [old, new]
            break
    label = facts.catalogue.label
    words = f"{span_words(facts, facts.rows_of(earlier.iri))} {span_words(facts, facts.rows_of(later.iri))}"
    behind = statements(told)
    relation = next((iri for one, other, iri in facts.successors if (one, other) == (earlier.iri, later.iri)), "")
    if relation and verdict != "supported":
        verdict, behind = "supported", (relation,)
    place = min(later.start, earlier.start), max(later.end, earlier.end)
    query, arguments = history(later.iri)
    finding = Finding(verdict, words, behind, query, arguments)
    return Claim(*place, "before", f"{label(later.iri)} came after {label(earlier.iri)}", finding)


def _pairs(facts: Facts, earlier: str, later: str) -> Iterator[tuple[Partnership, Partnership]]:
    """Yield rows of which the second followed the first in a category of one programme, by stated dates or words."""
    names = {folded(name) for name in facts.names_of(earlier)}
    for old in facts.rows_of(earlier):
        for new in facts.rows_of(later):
            if old.whole != new.whole:
                continue
            said = any(
                re.search(
                    rf"(?:place of|replac\w+|follow\w+|success\w+|took over from) {re.escape(name)}", folded(new.texts)
                )
                for name in names
            )
            if (
                later in old.remit_to
                or said
                or (old.categories & new.categories and _follows(old, new) and _is_last(facts, old))
            ):
                yield old, new


def _follows(old: Partnership, new: Partnership) -> bool:
    """Tell whether one partnership began when another had ended, by its stated end."""
    if not old.ends or not new.start or new.start <= old.ends[:7]:
        return False
    return 0 <= int(new.start[:4]) - int(old.ends[:4]) <= 1


def _is_last(facts: Facts, row: Partnership) -> bool:
    """Tell whether a partnership is the last term of its partner."""
    return chain_ends(next(chain for chain in chains(facts.rows_of(row.partner)) if row in chain)) == row.ends


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
    negated = view.negated(place[0])
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


def programme_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield since when a programme is said to exist."""
    facts = view.facts
    programmes = [m for m in view.of_kind("programme") if slug(m.iri) == "top"]
    if not programmes:
        return
    for start, end in view.cues("create"):
        first, last = view.segment(start)
        dates = [m for m in view.of_kind("date") if first <= m.start < last and m.id and "/" not in m.id]
        named = [m for m in programmes if abs(m.start - start) < 80]
        if not dates or not named or view.unreal(start) or view.negated(start) or subjects_before(view, start):
            continue
        programme = facts.catalogue.programmes[named[0].iri]
        dated = min(dates, key=lambda m: abs(m.start - end))
        events = [e for e in facts.events.get(named[0].iri, ()) if e.kind in {"founding", "launch"}]
        stated = programme.start
        verdict: Verdict = "not-recorded"
        if agree(dated.id, stated[:4]) or any(agree(dated.id, event.date) for event in events):
            verdict = "supported"
        elif stated and abs(int(dated.id[:4]) - int(stated[:4])) > 1:
            verdict = "contradicted"
        place = min(named[0].start, dated.start), max(named[0].end, dated.end)
        words = f"{programme.label}: from {stated}." + "".join(f" {event.title}: {event.date}." for event in events[:2])
        finding = Finding(
            verdict,
            words,
            (named[0].iri, *(event.iri for event in events[:2])),
            "partners-per-term",
            {"programme": "top"},
        )
        yield Claim(*place, "since", f"{programme.label} exists since {dated.id}", finding)
        return


def subjects_before(view: SentenceView, place: int) -> bool:
    """Tell whether a sponsor stands before a place in its part of the sentence."""
    facts = view.facts
    first, _ = view.segment(place)
    return any(first <= m.start < place and not facts.is_committee(m.iri) for m in view.of_kind("organization"))


def cover_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield which Games an agreement is said to cover."""
    facts = view.facts
    for start, end in view.cues("cover"):
        if (
            view.unreal(start)
            or view.negated(start)
            or not re.search(
                r"deal|contract|agreement|partnership|sponsorship|rights|vertrag|abkommen|vereinbarung|partnerschaft|contrat|accord|partenariat|contrato|acuerdo|patrocin|契約|合同|协议|合约|合作|協定|パートナー",
                view.text.lower(),
            )
        ):
            continue
        who = subjects(view, start, end)
        games = [m for m in view.of_kind("games") if m.start >= end or view.forms.unspaced]
        for mention in games if len(who) == 1 else ():
            rows = facts.rows_of(who[0].iri)
            covering = [row for row in rows if mention.iri in row.games]
            where = context(view, start)
            ends = [chain_ends(chain) for chain in chains(rows_in(facts, who[0].iri, where) if where.top else rows)]
            opening = str(facts.games[mention.iri].opening)
            verdict: Verdict = "not-recorded"
            if covering:
                verdict = "supported"
            elif rows and opening and all(end and end[:4] < opening[:4] for end in ends) and ends:
                verdict = "contradicted"
            label = facts.catalogue.label
            finding = Finding(
                verdict,
                span_words(facts, rows),
                statements(covering or rows[-2:]),
                "games-covered",
                {"about": slug(who[0].iri)},
            )
            yield Claim(
                mention.start,
                mention.end,
                "covers",
                f"{label(who[0].iri)}: the agreement covers {label(mention.iri)}",
                finding,
            )
