"""Statements on offices of people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from webapp.fact_check.asides import in_doubt
from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.facts import Facts, Role
from webapp.fact_check.judging import agree
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

TITLES: Final = {
    "ceo": r"chief executive|\bceo\b|managing director|director.general|general director|\bchairman\b",
    "president": r"\bpresident\b(?!.*vice)|\bchair",
    "chairman": r"\bchair(?:man|woman|person)?\b",
    "founder": r"founder",
    "director": r"director",
    "general-secretary": r"secretary.general|general secretary",
    "vice-president": r"vice.(?:president|chair)|deputy",
    "technology": r"technolog|\bcito\b|\bcto\b",
    "speaker": r"spokes",
    "marketing": r"marketing|brand|\bcmo\b",
    "secretary": r"secretary",
    "general-manager": r"general manager|managing director",
    "sports": r"sport",
    "head": r"",
    "mayor": r"mayor",
}


def role_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield which office somebody is said to hold."""
    titles = list(view.table("titles")) or list(view.table_of("en", "titles"))
    people = view.of_kind("person")
    for person in people:
        title = _title_of(view, titles, person) or _title_of_list(view, titles, people, person)
        if title is None:
            yield from _of_body(view, person)
            continue
        if in_doubt(view, person.start) or _planned(view, person, title):
            continue
        first, last = min(title[0], person.start) - _BACK, max(title[1], person.end) + 30
        if title[2] == "mayor":
            yield from (told_of := list(_mayor(view, person, title)))
            other = None if told_of else _title_of(view, [one for one in titles if one[2] != "mayor"], person)
            if other is None:
                continue
            title = other
            first, last = min(title[0], person.start) - _BACK, max(title[1], person.end) + 30
        wanted, told = _wanted(view, person, title, (first, last))
        claim = _role(view, person, title, wanted) if wanted else None
        if told and (claim is None or claim.finding.verdict == "not-recorded"):
            wider = _role(view, person, title, {*told, *wanted})
            claim = wider if wider.finding.verdict == "supported" or claim is None else claim
        if claim and (wanted or claim.finding.verdict == "supported"):
            yield claim


def _wanted(
    view: SentenceView, person: Mention, title: tuple[int, int, str], around: tuple[int, int]
) -> tuple[set[str], frozenset[str]]:
    """Return the bodies of which an office may be: those told with it, and those of the text."""
    beside = _beside(view, title) or owner(view, min(person.start, title[0]), max(person.end, title[1]))
    wanted = beside or _offices(view, *around)
    if not wanted and title[2] == "marketing":
        wanted = _ioc(view)
    if not wanted and title[2] in {"ceo", "chairman", "founder"} and len(view.subject) == 1:
        wanted = set(view.subject)
    told = frozenset() if beside else _bodies_of_text(view, *around)
    if _of_company(view, person, title):
        return _sponsors_alone(view, wanted), frozenset(_sponsors_alone(view, told))
    return wanted, told


def _of_body(view: SentenceView, person: Mention) -> Iterator[Claim]:
    """Yield of which body somebody is said to be, without an office: "Timo Lumme of the IOC"."""
    facts = view.facts
    bodies = view.of_kind("organization")
    after = [m for m in bodies if 0 <= m.start - person.end <= _OF_BODY]
    after = [m for m in after if _OF.fullmatch(view.slice(person.end, m.start).lower())]
    before = [m for m in bodies if _OWNS.fullmatch(view.slice(m.end, person.start))]
    if not (body := next(iter(after + before), None)):
        return
    wanted = {*body.iris, *facts.related.get(body.iri, ())}
    day = told_then(view, person.start)
    roles = [role for iri in person.iris for role in facts.roles.get(iri, ()) if role.organization in wanted]
    roles = [role for role in roles if not role.end or role.end[: len(day)] >= day[: len(role.end)]]
    if roles:
        label = facts.catalogue.label
        words = "; ".join(f"{label(role.person)}: {role.title}" for role in roles)
        behind = tuple(role.iri for role in roles)
        finding = Finding("supported", f"{words}.", behind, "people-and-roles", {"organization": body.id})
        place = min(person.start, body.start), max(person.end, body.end)
        yield Claim(*place, "role", f"{label(person.iri)} of {label(body.iri)}", finding)


_OF: Final = re.compile(r"\s(?:of|from|at|vom|von|bei|beim|der|des|du|de|del|de la|d')\s?(?:the|der|dem|la|l')?\s?")
_OWNS: Final = re.compile("['’]s\\s")  # noqa: RUF001
"""What stands between a body and one of its people: "the IOC's Timo Lumme"."""

_OF_BODY: Final = 12
"""Characters between a person and the body that they are of."""


def _bodies_of_text(view: SentenceView, first: int, last: int) -> frozenset[str]:
    """Return the bodies of a text of which an office may be: sponsors alone, where the office is "its"."""
    if not _OWN.search(folded(view.slice(max(view.start, first), last))):
        return view.told_bodies
    return frozenset(iri for iri in view.told_bodies if not view.facts.is_committee(iri))


def _mayor(view: SentenceView, person: Mention, title: tuple[int, int, str]) -> Iterator[Claim]:
    """Yield that somebody is the mayor of a city, where the graph has it."""
    places = [m for m in view.of_kind("place") if 0 <= m.start - title[1] <= _CITY or 0 <= title[0] - m.end <= _CITY]
    roles = [role for iri in person.iris for role in view.facts.roles.get(iri, ()) if "mayor" in role.title.lower()]
    fitting = [role for role in roles if all(folded(m.id.replace("-", " ")) in folded(role.title) for m in places)]
    if fitting:
        label = view.facts.catalogue.label(person.iri)
        finding = Finding("supported", f"{label}: {fitting[0].title}.", (fitting[0].iri,), "people-and-roles", {})
        yield Claim(min(person.start, title[0]), max(person.end, title[1]), "role", f"{label}: mayor", finding)


_CITY: Final = 6
"""Characters between a word for a mayor and the city."""


_CLAUSE: Final = 40
"""Characters of a relative clause behind a person in which an office may stand."""


def _relative(view: SentenceView, person: Mention) -> bool:
    """Tell whether a relative clause follows a person."""
    return bool(re.match(r",\s(?:who|der|die|qui|que|quien)\s", view.slice(person.end, person.end + 8)))


def _title_of(view: SentenceView, titles: list[tuple[int, int, str]], person: Mention) -> tuple[int, int, str] | None:
    """Return the title nearest to a person."""
    near = [
        one
        for one in titles
        if 0 <= person.start - one[1] <= 30 or 0 <= one[0] - person.end <= (_CLAUSE if _relative(view, person) else 22)
    ]
    near = [one for one in near if not is_of_another(view, one, person)]
    return min(near, key=lambda one: min(abs(person.start - one[1]), abs(one[0] - person.end)), default=None)


def is_of_another(view: SentenceView, title: tuple[int, int, str], person: Mention) -> bool:
    """Tell whether a title is told of somebody right behind it, or right before it between commas."""
    people = view.of_kind("person")
    before = any(_APPOSED.fullmatch(view.slice(m.end, title[0])) for m in people if m.end <= title[0])
    if before and title[1] <= person.start and _COMMA.search(view.slice(title[1], person.start)):
        return True
    others = [m for m in view.of_kind("person") if title[1] <= m.start and m.end <= person.start]
    return bool(others) and not any(
        person in group and others[0] in group for group in view.lists(view.of_kind("person"))
    )


_APPOSED: Final = re.compile(r",\s(?:(?:the|an?|der|die|das|le|la|l['’]|el|un|une)\s?)?(?:[\w-]+\s)?")  # noqa: RUF001
"""What stands between somebody and an office between commas: "Lee, the president of the committee, and Ham"."""


def _title_of_list(
    view: SentenceView, titles: list[tuple[int, int, str]], people: list[Mention], person: Mention
) -> tuple[int, int, str] | None:
    """Return the title before a list of people, of which a person is a later member."""
    group = next((group for group in view.lists(people) if person in group), [person])
    return _title_of(view, [one for one in titles if one[1] <= group[0].start], group[0])


def _beside(view: SentenceView, title: tuple[int, int, str]) -> set[str]:
    """Return the organization right before a title, or right after it: "IOC President"."""
    for mention in view.of_kind("organization"):
        before = 0 <= title[0] - mention.end <= 3 and not _COMMA.search(view.slice(mention.end, title[0]))
        after = 0 <= mention.start - title[1] <= 10 and not _COMMA.search(view.slice(title[1], mention.start))
        if before or after:
            own = (
                view.facts.related.get(mention.iri, set())
                if slug(mention.iri) == "ioc" and title[2] in {"marketing", "head"}
                else set()
            )
            return {*mention.iris, *own}
    return set()


_COMMA: Final = re.compile("[,，、]")  # noqa: RUF001


def owner(view: SentenceView, first: int, last: int) -> set[str]:
    """Return the organization whose office stands between two places: "セコムの森社長", "head of marketing of Visa"."""
    for mention in view.of_kind("organization"):
        before = 0 <= first - mention.end <= _OF_BODY and _OWNER.fullmatch(view.slice(mention.end, first))
        behind = 0 <= mention.start - last <= _CLAUSE and _GOES_ON.fullmatch(view.slice(last, mention.start))
        if before or behind:
            return {*mention.iris, *view.facts.related.get(mention.iri, ())}
    return set()


_OWNER: Final = re.compile(r"['’]s?\s(?:[a-z-]+\s){0,2}|の|的")  # noqa: RUF001
_GOES_ON: Final = re.compile(
    r"\s?(?:[\w-]+\s?){0,4}(?:\b(?:of|at|from|de|du|des|del|von|vom|der|bei|beim)\s(?:the\s|la\s|dem\s|l['’])?|\bd['’])"  # noqa: RUF001
)
"""What stands between an organization and an office of it, and between an office and its organization."""


def _of_company(view: SentenceView, person: Mention, title: tuple[int, int, str]) -> bool:
    """Tell whether the words of an office say that it is of a company: "the company's president"."""
    first, last = min(person.start, title[0]), max(person.end, title[1])
    behind = _COMMA.split(view.slice(last, last + _CLAUSE))[0]
    return bool(_COMPANYS.search(folded(view.slice(first, last) + behind)))


def _sponsors_alone(view: SentenceView, organizations: Iterable[str]) -> set[str]:
    """Return organizations without those that run programmes."""
    return {iri for iri in organizations if not view.facts.is_committee(iri)}


def _ioc(view: SentenceView) -> set[str]:
    """Return the IOC with those related to it, where one of the last sentences names it."""
    for back in view.backwards(4):
        for mention in back.of_kind("organization"):
            if slug(mention.iri) == "ioc":
                return {mention.iri, *view.facts.related.get(mention.iri, ())}
    return set()


def _planned(view: SentenceView, person: Mention, title: tuple[int, int, str]) -> bool:
    """Tell whether a word for a plan stands near an office, in its part of the sentence."""
    first, last = view.segment(min(person.start, title[0]))[0], view.segment(max(person.start, title[0]))[1]
    start, end = min(person.start, title[0]) - 25, max(person.end, title[1])
    comma = view.slice(max(person.end, title[1]), end).find(",")
    end = end if comma < 0 else max(person.end, title[1]) + comma
    return view.has("unreal", max(first, start), min(last, end))


def _offices(  # noqa: PLR0911 - one return for each way to name a body
    view: SentenceView, first: int, last: int
) -> set[str]:
    """Return the organizations of an office: those beside it, else the one spoken of before."""
    facts = view.facts
    if own := _own_sponsor(view, first, last, narrow=True):
        return own
    wanted = {iri for m in view.of_kind("organization") if first <= m.start <= last for iri in m.iris}
    games = [m.iri for m in view.of_kind("games") if first <= m.start <= last]
    wanted |= {committee for iri in games if (committee := facts.games[iri].committee)}
    if wanted or (wanted := _own_sponsor(view, first, last)):
        return wanted
    body = _BODIES.search(folded(view.slice(view.start, last + 24)))
    for back in view.backwards(6):
        games = [m.iri for m in back.mentions if m.kind == "games"]
        if body and body[1] and games:
            return {facts.games[iri].committee for iri in games} - {""}
        named = [m.iri for m in back.mentions if m.kind == "organization" and facts.is_committee(m.iri)]
        if body and not body[1] and named:
            return {named[0]}
        if not body and _OWN.search(folded(view.slice(max(view.start, first), last))) and back is not view:
            return set(back.subject) if len(back.subject) == 1 else set()
    if not body and _OWN.search(folded(view.slice(max(view.start, first), last))):
        return set(view.subject) if len(view.subject) == 1 else set()
    return set()


def _own_sponsor(view: SentenceView, first: int, last: int, *, narrow: bool = False) -> set[str]:
    """Return the sponsor that a sentence names before an office that is "its"; `narrow` where "its" is right before."""
    if narrow and not _ITS.search(folded(view.slice(first + _BACK - 8, first + _BACK))):
        return set()
    sponsors = [
        m for m in view.of_kind("organization") if m.end <= first + _BACK and not view.facts.is_committee(m.iri)
    ]
    own = _OWN.search(folded(view.slice(max(view.start, first), last)))
    carried = view.previous.subject if view.previous and _DESCRIBED.match(view.low) else ()
    return {*sponsors[-1].iris, *carried} if own and sponsors else set()


_BACK: Final = 24
"""Characters before an office or a person in which an organization may stand."""

_ITS: Final = re.compile(r"\b(?:its|whose|son|sa|su|dessen|deren|seine?|ihre?)\s?$")
_DESCRIBED: Final = re.compile(r"\W*(?:the|der|die|das|le|la|l'|el)\s?\w")
"""A sentence that begins with a description, which may mean the sponsor of the sentence before."""


_BODIES: Final = re.compile(
    r"(?:\b(organi[sz]ing committee|organi[sz]ers|comite d'organisation|comite organizador|organisationskomitee"
    r"|le comite|el comite|das komitee|des komitees|du comite|del comite)"
    r"|\b(?:institucion|institution|the committee|organisation|organizacion))"
)
_COMPANYS: Final = re.compile(
    r"\b(?:compan(?:y|ie)|firm|group|bank|maker|brewer|insurer|chain|airline|sponsor)'s"
    r"|\b(?:of|at) the (?:\w+ )?(?:company|group|firm|maker|giant|bank|brewer|insurer|chain|airline)"
    r"|\b(?:du|de la|de l'|del|des|der) ?(?:groupe|geant|constructeur|fabricant|assureur|banque|brasseur|enseigne"
    r"|societe|entreprise|compagnie|grupo|gigante|fabricante|banco|empresa|compania|cadena|aerolinea|konzerns"
    r"|unternehmens|herstellers|firma|bank|brauerei)\b|同社|该公司"
)
"""Words for a company whose office it is."""

_OWN: Final = re.compile(
    r"company's|\b(?:its|whose|son|sa|su|dessen|deren|seine?|leur|ihre?)\b|l'entreprise|la empresa|des konzerns"
    r"|\b(?:of|at) the (?:\w+ )?(?:company|group|firm|maker|giant|bank|brewer|insurer|chain|airline)"
    r"|\b(?:du|de la|de l'|del|des|der) ?(?:groupe|geant|constructeur|fabricant|assureur|banque|brasseur|enseigne"
    r"|societe|entreprise|compagnie|grupo|gigante|fabricante|banco|empresa|compania|cadena|aerolinea|konzerns"
    r"|unternehmens|herstellers|gruppe|firma|bank|brauerei|kette)|同社|该公司|公司"
)
"""Words for a body that an earlier sentence names, and for the sponsor."""


def _role(view: SentenceView, person: Mention, title: tuple[int, int, str], wanted: set[str]) -> Claim:
    facts, today = view.facts, view.today
    roles = [role for iri in person.iris for role in facts.roles.get(iri, ())]
    pattern = re.compile(TITLES[title[2]])
    fitting = [role for role in roles if pattern.search(role.title.lower()) and _held_in(facts, role, wanted)]
    fitting = [role for role in fitting if not is_of_somebody_else(facts, role, title[2])]
    former = any(-24 <= one - title[0] <= 0 for one, _ in view.cues("former"))
    label = facts.catalogue.label
    verdict: Verdict = "not-recorded"
    around = min(person.start, title[0]) - 12, max(person.end, title[1]) + 1
    if fitting and not view.has("negation", *around) and not view.has("ended", *around):
        verdict = "supported"
        past = former or view.has("past", min(person.end, title[1]), max(person.start, title[0]) + 1)
        if today and not past and all(role.end and str(role.end) < today[: len(role.end)] for role in fitting):
            verdict = (
                "contradicted"
                if _is_now(view, person, title) and all(len(str(r.end)) == 10 for r in roles)
                else "not-recorded"
            )
        known = min(today, told_then(view, title[0]) if former else today)
        if known and all(role.start and str(role.start) > known[: len(str(role.start))] for role in fitting):
            verdict = "not-recorded"
    span = min(person.start, title[0]) - 30, max(person.end, title[1]) + 40
    place = min(person.start, title[0]), max(person.end, title[1])
    for word, days in (("since", [role.start for role in fitting]), ("until", [role.end for role in fitting])):
        told = _office_dated(view, word, *span)
        if told and fitting and verdict == "supported":
            agreeing = [day for day in days if day and agree(told.id, str(day))]
            if not agreeing and not _is_of_office(view, place, told):
                continue
            dated = all(day and len(str(day)) >= min(len(told.id), 7) for day in days)
            place = (min(place[0], told.start), max(place[1], told.end)) if agreeing else (told.start, told.end)
            verdict = "supported" if agreeing else "contradicted" if dated else "not-recorded"
    words = "; ".join(f"{label(role.person)}: {role.title}{_years(role)}" for role in roles) or "No role is recorded."
    organization = fitting[0].organization if fitting else (roles[0].organization if roles else next(iter(wanted)))
    reads = f"{label(person.iri)}: {title[2].replace('-', ' ')} of {' or '.join(sorted(map(label, wanted))[:2])}"
    if verdict == "supported" and any(
        place[0] <= m.start < place[1] for m in view.of_kind("person") if m is not person
    ):
        place = person.start, person.end
    finding = Finding(
        verdict,
        f"{words}.",
        tuple(r.iri for r in fitting or roles),
        "people-and-roles",
        {"organization": slug(organization)} if organization else {},
    )
    return Claim(*place, "role", reads, finding)


_EXACT: Final = {"ceo": re.compile(r"chief executive|\bceo\b|managing director|director.general|general director")}
"""Titles that others may stand for only in a body that has nobody with them."""


def is_of_somebody_else(facts: Facts, role: Role, title: str) -> bool:
    """Tell whether a role has a title only loosely, and somebody else of its body has it exactly."""
    exact = _EXACT.get(title)
    if exact is None or exact.search(role.title.lower()):
        return False
    return any(
        exact.search(other.title.lower())
        for roles in facts.roles.values()
        for other in roles
        if other.organization == role.organization and other.person != role.person
    )


def told_then(view: SentenceView, office: int) -> str:
    """Return the day or the year right before an office that somebody "then" held."""
    told = [(m.end, m.id) for m in view.of_kind("date") if m.id[:1].isdigit()]
    told += [(m.end, slug(m.iri)[:4]) for m in view.of_kind("games")]
    return max((one for one in told if one[0] <= office), default=(0, view.today))[1]


def _office_dated(view: SentenceView, word: str, first: int, last: int) -> Mention | None:
    """Return the date right after a word for "since" or "until", near an office."""
    for mention in view.of_kind("date"):
        near = any(0 <= mention.start - two <= 6 for _, two in view.cues(word))
        apart = mention.end <= first + _BEFORE and bool(_APART.search(view.slice(mention.end, first + _BEFORE)))
        if near and first <= mention.start <= last and mention.id and not apart:
            return mention
    return None


_APART: Final = re.compile("[,;，；]")  # noqa: RUF001


def _is_of_office(view: SentenceView, office: tuple[int, int], dated: Mention) -> bool:
    """Tell whether nothing but its body stands between an office and a date, which may be that of a deal."""
    first, last = (office[1], dated.start) if dated.start >= office[1] else (dated.end, office[0])
    words = folded(view.slice(first, last))
    bodies = [m for m in view.of_kind("organization") if first <= m.start < last and view.facts.is_committee(m.iri)]
    inside = sum(m.end - m.start for m in bodies)
    others = any(first <= m.start < last for m in view.sponsors())
    apart = any(view.has(name, first, last) for name in ("deal", "sign", "renew"))
    return not others and not apart and not _CONTRACT.search(words) and len(words) - inside <= _OFFICE_GAP


_CONTRACT: Final = re.compile(
    r"contract|deal|agree|accord|vertrag|abkommen|contrat|acuerdo|合同|协议|合约|契約|協定|合意|签|結"
)
"""Words for what has an end of its own beside an office."""

_OFFICE_GAP: Final = 24
"""Characters between an office and its date, without the name of the body."""

_BEFORE: Final = 30
"""Characters before an office in which its date may stand."""


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
