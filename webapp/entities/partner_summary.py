"""The summary of a partner in a few sentences. It says who this is, since when and in what, and if it still is one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from queries.parameters import with_article
from webapp.models.entity import Entity
from webapp.models.partnership import LabelledIri, Partnership
from webapp.models.reference_data import ReferenceData, slug
from webapp.text.dates import format_date
from webapp.text.english import count_phrase, join_words, noun, the_body_at_start, the_country

_OPEN = "9999"
"""Sorts after every day: a partnership whose end nobody states may be the last."""


def summary(
    subject: Entity, deals: Sequence[Partnership], covered: Sequence[LabelledIri], catalogue: ReferenceData
) -> list[str]:
    """Say in a few sentences who this is, from when and in what it has been a partner."""
    kind, country = subject.thing("organizationKind"), subject.thing("country")
    who = f"{the_body_at_start(subject.label)} is {with_article(kind.label if kind else 'organization')}"
    sentences = [who + (f" from {the_country(country.label)}." if country else ".")]
    found = [_beginning(deals, catalogue), _worldwide(deals), _elsewhere(deals, catalogue)]
    if _only(deals):
        found.append(found.pop(0))  # what the programme is comes before when it began there
    sentences += filter(None, [*found, *_now(deals, catalogue)])
    if covered:
        ends = covered[0].label, covered[-1].label
        span = f", from {ends[0]} to {ends[1]}" if len(covered) > 1 else f": {ends[0]}"
        sentences.append(f"By its sources, the agreement covers {count_phrase(len(covered), 'Games', 'Games')}{span}.")
    return sentences


def _now(deals: Sequence[Partnership], catalogue: ReferenceData) -> list[str]:
    """Say whether it is a partner now, and what it left early; if it is none now, when the last one ended."""
    names: dict[str, dict[str, None]] = {}
    for deal in sorted(deals, key=lambda deal: deal.programme_kind != "term"):
        names.setdefault(deal.status, {})[_short(deal, catalogue)] = None
    early = []
    for deal in (deal for deal in deals if deal.status == "terminated"):
        where = f" in {_short(deal, catalogue)}" if len(deals) > 1 else ""
        early.append(f"Its partnership{where} ended before its time{f', {_on(deal.end)}' if deal.end else ''}.")
    if "active" in names:
        ahead = f" It has been announced for {_where(names['announced'])} too." if "announced" in names else ""
        return [*early, f"It is a partner now{_where_now(names['active'], deals)}.{ahead}"]
    if "announced" in names:
        where = _where_now(names["announced"], deals).removeprefix(",")
        return [*early, f"It has been announced as a partner{where}."]
    last = max(deals, key=lambda deal: (deal.last_day or _OPEN, deal.programme_kind == "term"))
    if not last.last_day or last.status == "terminated" or _only(deals):
        return early
    name, year = _short(last, catalogue), last.last_day[:4]
    ended = f" was in {name}" if name.endswith(year) else f", in {name}, ended in {year}"
    return [*early, f"Its last recorded partnership{ended}."]


def _short(deal: Partnership, catalogue: ReferenceData) -> str:
    return catalogue.programmes[deal.programme.iri].short.removesuffix(" domestic")


def _only(deals: Sequence[Partnership]) -> bool:
    """Return whether all are in one programme, which need not be named more than once then."""
    return len({deal.programme.iri for deal in deals}) == 1


def _on(day: str) -> str:
    return f"{'on' if len(day) > len('2017-06') else 'in'} {format_date(day)}"


def _where_now(names: Iterable[str], deals: Sequence[Partnership]) -> str:
    """Say where it is a partner; a single programme only if it is domestic, which no other sentence tells."""
    if not _only(deals):
        return f", in {_where(names)}"
    return f", in the domestic programme of {_where(names)}" if deals[0].programme_kind == "domestic" else ""


def _where(names: Iterable[str]) -> str:
    found = list(names)
    return join_words(found) if len(found) <= 3 else count_phrase(len(found), "programme")


def _beginning(deals: Sequence[Partnership], catalogue: ReferenceData) -> str:
    """Say when the first partnership began, or in which programme it was where no source gives that.

    A day that a partnership has from its programme is the earliest possible one, and none to tell. Nothing is said
    where that leaves open which was the first. Nor is it where the list of programmes begins with the first anyway.
    """
    programmes = catalogue.programmes
    first = min(
        deals,
        key=lambda deal: (
            deal.first_day or programmes[deal.programme.iri].begins or _OPEN,
            deal.programme_kind != "term",
        ),
    )
    if first.start:
        what = "Its partnership" if len(deals) == 1 else "Its first recorded partnership"
        where = "" if _only(deals) else f", in {_short(first, catalogue)},"
        return f"{what}{where} {'begins' if first.status == 'announced' else 'began'} {_on(first.start)}."
    opening = programmes[first.programme.iri].begins
    if any(deal.start and deal.start < opening for deal in deals) or first.programme_kind != "domestic":
        return ""
    if all(deal.programme_kind == "domestic" for deal in deals):
        return ""
    return f"It is first recorded as a partner in {_short(first, catalogue)}."


def _worldwide(deals: Sequence[Partnership]) -> str:
    taken = [deal for deal in deals if deal.status != "announced"]
    terms = list(dict.fromkeys(deal.programme.label for deal in taken if deal.programme_kind == "term"))
    if not terms:
        return ""
    fields = dict.fromkeys(
        category.label for deal in taken if deal.programme_kind == "term" for category in deal.categories
    )
    named = terms if len(terms) <= 4 else [f"{terms[0]} to {terms[-1]}"]
    how = (
        f"in {count_phrase(len(terms), 'term')} of the worldwide TOP programme ({join_words(named)})"
        if len(terms) > 1
        else (f"in one term of the worldwide TOP programme ({terms[0]})")
    )
    took = "took" if _past(deals) else "has taken"
    categories = f"{noun(len(fields), 'category', 'categories')} {join_words([f'“{name}”' for name in fields])}"
    return f"It {took} part {how}, with the {categories}."


def _past(deals: Sequence[Partnership]) -> bool:
    """Return whether all are over or have not begun; of those without a status nobody knows."""
    return all(deal.status not in {"active", ""} for deal in deals)


def _elsewhere(deals: Sequence[Partnership], catalogue: ReferenceData) -> str:
    """Name the programmes besides TOP, but not a single domestic one of now, which another sentence tells."""
    taken = [deal for deal in deals if deal.status != "announced"]
    others = dict.fromkeys(deal.programme for deal in taken if deal.programme_kind == "worldwide")
    domestic = dict.fromkeys(deal.programme.iri for deal in taken if deal.programme_kind == "domestic")
    if _only(deals) and domestic and not _past(deals):
        return ""
    also = any(deal.programme_kind == "term" for deal in taken)
    words = [
        (
            "a founding partner of the Olympic Channel"
            if "olympic-channel" in slug(item.iri)
            else f"in the programme “{item.label}”"
        )
        for item in others
    ]
    if domestic:
        names = [catalogue.programmes[iri].short.removesuffix(" domestic") for iri in domestic]
        several = f"{count_phrase(len(names), 'Games', 'Games')}, from {names[0]} to {names[-1]}"
        words.append(f"a domestic partner of {join_words(names) if len(names) <= 4 else several}")
    if not words:
        return ""
    if not also and words[0].startswith("in "):
        words[0] = f"a partner {words[0]}"
    verb = ("was also" if also else "was") if _past(deals) else ("has also been" if also else "has been")
    return f"It {verb} {join_words(words)}."
