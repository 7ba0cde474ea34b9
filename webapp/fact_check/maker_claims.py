"""Statements on what a company makes, sells or does.

A description tells that ("furniture maker Ramler"), or a verb ("Molson pours the beer"). Only what the graph has is
told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from webapp.fact_check.claim import Claim, Finding
from webapp.fact_check.context import context, of_sponsor, rows_in
from webapp.fact_check.descriptions import descriptions
from webapp.fact_check.facts import Partnership
from webapp.fact_check.judging import at, statements
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import bracketed, subjects
from webapp.fact_check.succession_claims import spoken_of
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

_ARTICLES: Final = (
    r"(?:the|an?|der|die|das|de[nms]|eine?[nmr]?|les?|la|l'|une?|el|los|las|una|du|des|al|del|its|sein\w*)"
)
_APPOSED: Final = re.compile(rf",\s(?:{_ARTICLES}\s?)?(?:[\w'.-]+\s){{0,3}}")
_NAMED: Final = re.compile(r"\s?(?:(?:of|de|d'|du|des|del|y|et|and)\s[\w'-]+\s)?")
_OF: Final = re.compile(
    r"\s?(?:(?:(?:is|are|was|were|ist|sind|est|sont|es|son|comes?|came|kommt|kommen|kam|kamen|viene[n]?|vient|viennent)\s)?"
    r"(?:from|by|of|with|belongs? to|went to|goes to|go to|von|vom|bei|mit|gehort|gehoren|de|d'|du|des|del|par|por|chez"
    r"|avec|con|corresponden? a|es de|son de)\s?|のは|の|を担うのは|は)"
    rf"(?:{_ARTICLES}\s?)?"
)
"""What stands between a thing and the company that it comes from."""

_BY: Final = re.compile(rf"\s?(?:\w+\s){{1,6}}(?:by|von|vom|par|por)\s?(?:{_ARTICLES}\s?)?")
"""What stands between a thing and the company by which it is brought: "tickets are sold by"."""

_IS: Final = re.compile(
    rf"\s?(?:is|was|are|were|ist|war|sind|waren|est|etait|sont|es|fue|era|son|nahmen?|macht\w*|nehmen)\s?(?:{_ARTICLES}\s?)?"
)
"""What stands between a trade and the company that has it: "the airline is Ansett"."""

_ENTRY: Final = re.compile(r"\s?[:：–—-]\s?(?:[\w-]+\s){0,2}")  # noqa: RUF001
"""What stands between a company and its trade in an entry of a list: "- Visa: payment services"."""

_CUT: Final = re.compile(r"[.;:!?。；：]|\b(?:while|whereas|but|wahrend|aber|mais|tandis|pero|mientras)\b")  # noqa: RUF001
"""What ends the words that a company before it can speak of."""

_COUNTED: Final = re.compile(
    r"(?:\d|\b(?:million|thousand|hundred|millionen|tausend|hundert|millions|mille|milliers|cents|millones|mil|miles"
    r"|cientos)\b)(?:\s?[a-z]+)?(?:\s(?:of|de|d')\s?(?:[a-z]+)?)?\s?$|[\d\u4e07\u5343\u767e]+[\u4e00-\u9fff]?$"
)
"""What stands before things that are counted."""

_BESIDE: Final = 30

_REACH: Final = 60
"""Characters between a company and a word for what it does."""


class _Spoken(NamedTuple):
    """The companies that a word for a trade speaks of.

    `described` is set where it only says what they are, `beside` where nothing but the clause links the two.
    """

    who: Sequence[Mention]
    described: bool
    beside: bool = False


def maker_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield of which trade a company is said to be, where it has a partnership in that trade."""
    told: set[tuple[str, int]] = set()
    for start, end, iris in view.trades:
        if view.unreal(start) or _denied(view, start) or any(m.start < end and start < m.end for m in view.sponsors()):
            continue
        if is_counted(view, start) or _reports(view, start, end):
            continue
        for spoken in _spoken_of(view, start, end):
            fitting = [_rows(view, mention, iris, start, spoken) for mention in spoken.who]
            if any(_of_other_country(view, mention, start, end) for mention in spoken.who):
                break
            if fitting and all(fitting) and (spoken.who[0].iri, start) not in told:
                told.add((spoken.who[0].iri, start))
                for mention, rows in zip(spoken.who, fitting, strict=True):
                    yield _trade(view, mention, rows, iris, (start, end))
                break


def _of_other_country(view: SentenceView, mention: Mention, start: int, end: int) -> bool:
    """Tell whether a word for a trade is told with a country that is not the company's: "a Swiss forwarder"."""
    own = view.facts.countries.get(mention.iri, set())
    near = {name for other in view.facts.related.get(mention.iri, ()) for name in view.facts.countries.get(other, ())}
    for one, two, country in view.table("countries"):
        beside = view.slice(two, start) if two <= start else view.slice(end, one) if one >= end else "."
        inside = view.in_organization(one, two)
        if country not in own | near and not inside and _IN_PHRASE.fullmatch(folded(beside)):
            return True
    return False


_IN_PHRASE: Final = re.compile(r"\s?(?:[a-z][\w-]*\s){0,2}|-|的|の")
"""What stands between a word for a trade and one for a country in one phrase."""


def _reports(view: SentenceView, start: int, end: int) -> bool:
    """Tell whether a word for a trade names those who report, of which nobody spoke before: "Japanese media told"."""
    says = any(0 <= one - end <= _TO_VERB for one, _ in view.cues("said"))
    return says and not _MEANT.search(folded(view.slice(max(view.start, start - _BESIDE), start)))


_TO_VERB: Final = 2
_MEANT: Final = re.compile(r"\b(?:the|its|der|die|das|den|dem|seine?|le|la|les|l'|son|sa|el|los|su)\s?(?:[\w-]+\s)?$")
"""What makes a word for a trade that of a company spoken of."""


def is_counted(view: SentenceView, start: int) -> bool:
    """Tell whether a number that is no date stands before things, which are then counted."""
    first = max(view.start, start - _BESIDE)
    match = _COUNTED.search(folded(view.slice(first, start)))
    return match is not None and not any(
        m.start < start and first + match.start() < m.end for m in view.of_kind("date")
    )


def _denied(view: SentenceView, start: int) -> bool:
    """Tell whether a word for a trade is denied; in German and Japanese the denial may follow it."""
    if view.forms.language == "ja":
        return view.negated(start)
    if view.forms.language == "de":
        first, last = view.segment(start)
        first = max(first, first + view.slice(first, start).rfind(","))
        end = view.slice(start, last).find(",")
        return any(view.has(name, first, start + end if end > 0 else last) for name in ("negation", "ended"))
    return view.negated(start) and (
        view.has("negation", view.segment(start)[0], start) or view.has("ended", *view.segment(start))
    )


def _spoken_of(view: SentenceView, start: int, end: int) -> Iterator[_Spoken]:
    """Yield the companies of which a word for a trade may speak, the likeliest first."""
    groups = view.lists(view.sponsors())
    if (owner := bracketed(view, start)) is not None:
        yield _Spoken(owner, described=False)
        return
    yield from _linked(view, groups, start, end)
    before = folded(view.slice(max(view.start, start - _BESIDE), start))
    if _FOR.search(before) or _SECTOR.match(view.slice(end, end + _LISTED)):
        yield _Spoken(_nearest(view, start, end), described=False)
    if alone := _alone(view, groups, start, end) or _meant(view, start, end):
        yield _Spoken(alone, described=False, beside=True)


def _alone(view: SentenceView, groups: list[list[Mention]], start: int, end: int) -> list[Mention]:
    """Return the only companies in the part of a sentence with a word for a trade."""
    first, last = view.segment(start)
    inside = [group for group in groups if first <= group[0].start < last]
    if len(inside) > 1:
        first, last = _between_commas(view, start, end)
        inside = [group for group in groups if first <= group[0].start and group[-1].end <= last]
    if len(inside) != 1 or view.negated(start) or view.has("leave", first, last):
        return []
    one, two = sorted([(inside[0][0].start, inside[0][-1].end), (start, end)])
    return [] if view.stranger(one[1], two[0]) else inside[0]


def _between_commas(view: SentenceView, start: int, end: int) -> tuple[int, int]:
    """Return the part between commas in which a word stands."""
    before = max((view.start + m.end() for m in _COMMA.finditer(view.slice(view.start, start))), default=view.start)
    behind = _COMMA.search(view.slice(end, view.end))
    return before, end + behind.start() if behind else view.end


_COMMA: Final = re.compile("[,;，；、]")  # noqa: RUF001


def _meant(view: SentenceView, start: int, end: int) -> list[Mention]:
    """Return the one sponsor that a pronoun means in a sentence without sponsors: "it gets cloud services"."""
    inside = any(one.start < end and start < one.end for one in descriptions(view))
    if inside or view.sponsors() or not view.has("pronouns", view.start, start) or view.negated(start):
        return []
    return [] if view.stranger(view.start, start) else spoken_of(view)


_FOR: Final = re.compile(
    r"(?:\b(?:for|in|with|of|taking|as|fur|mit|im|als|pour|dans|avec|en|para|con|por|como|comme)"
    rf"(?:\s{_ARTICLES})?(?:\s(?!the\b)[\w-]+){{0,2}}"
    r"|(?:负责|提供|供应|类别[为是]|品类[为是]|领域[为是]|[为是])[\u4e00-\u9fff]{0,4}|を|対象は)\s?$"
)
_LISTED: Final = 24
"""Characters behind a thing in which further things may stand before what is said of all of them."""

_SECTOR: Final = re.compile(
    r"(?:など)?が対象|(?:のほか|と|、|や|及び)[^。、]{1,14}が対象|の?(?:分野|部門|枠|カテゴリー|领域|类别|品类)"
)
"""What stands around a thing that the one spoken of has: "for judo", "映像機器の分野"."""


def _nearest(view: SentenceView, start: int, end: int) -> list[Mention]:
    """Return the company nearest to a word for a trade, else the one spoken of."""
    first, last = view.segment(start)
    inside = [m for m in view.sponsors() if first <= m.start < last]
    if inside:
        return [min(inside, key=lambda m: start - m.end if m.end <= start else m.start - end)]
    before = [m for m in view.sponsors() if m.end <= start]
    if before:
        return before[-1:]
    return spoken_of(view) if view.previous and not view.sponsors() else []


def _linked(view: SentenceView, groups: list[list[Mention]], start: int, end: int) -> Iterator[_Spoken]:
    """Yield the companies to which a word for a trade is linked by what stands between."""
    noun = next((two for one, two in view.cues("company") if 0 <= one - end <= 1), end)
    after = next((group for group in groups if group[0].start >= end), None)
    if after and after[0].start - noun <= _NOUN and _NAMED.fullmatch(folded(view.slice(noun, after[0].start))):
        yield _Spoken(after[:1], described=True)
        return
    if after and view.slice(noun, after[0].start).strip() == "," and _opens(view, start):
        yield _Spoken(after[:1], described=True)
        return
    if after and _IS.fullmatch(folded(view.slice(noun, after[0].start))):
        yield _Spoken(after[:1], described=True)
        return
    if after and (_OF.fullmatch(gap_after := folded(view.slice(end, after[0].start))) or _BY.fullmatch(gap_after)):
        yield _Spoken(after, described=False)
        return
    if after and _is_inverted(view, end, after[0].start):
        yield _Spoken(after, described=False)
        return
    before = next((group for group in reversed(groups) if group[-1].end <= start), None)
    gap = folded(view.slice(before[-1].end, start)) if before else "."
    if before and _ENTRY.fullmatch(gap) and not view.slice(view.start, before[0].start).strip(" -–—•*"):  # noqa: RUF001
        yield _Spoken(before[-1:], described=False)
        return
    if before and _APPOSED.fullmatch(gap):
        yield _Spoken(before[-1:], described=True)
    elif before and len(gap) <= _REACH and not _CUT.search(gap) and not view.stranger(before[-1].end, start):
        yield _Spoken(before, described=False)
    elif _has_verb(view, start) and (who := subjects(view, start, end)):
        yield _Spoken(who, described=False)


_NOUN: Final = 24
"""Characters between a word for a trade and the company that has it."""


def _opens(view: SentenceView, start: int) -> bool:
    """Tell whether a trade begins a sentence, as in "Fournisseur de pneus, Bridgestone"."""
    before = folded(view.slice(view.segment(start)[0], start)).strip(" ,;")
    return len(before.split()) <= _FEW and not any(m.end <= start for m in view.sponsors())


def _is_inverted(view: SentenceView, start: int, end: int) -> bool:
    """Tell whether a verb alone stands between a thing and the sponsor that brings it: "den Wein liefert …"."""
    if view.forms.language not in {"de", "es", "fr"} or end - start > _REACH:
        return False
    verb = next((cue for cue in view.cues("hold") if start <= cue[0] and cue[1] <= end), None)
    return verb is not None and all(
        len(folded(part).split()) <= _FEW and not _CUT.search(folded(part)) and "," not in part
        for part in (view.slice(start, verb[0]), view.slice(verb[1], end))
    )


_FEW: Final = 2


def _has_verb(view: SentenceView, start: int) -> bool:
    """Tell whether a verb that tells what a company has stands before a word for a trade."""
    return view.has("hold", view.segment(start)[0], start) and not any(
        one <= start < two for one, two in view.cues("pronouns")
    )


def _rows(
    view: SentenceView, mention: Mention, iris: tuple[str, ...], place: int, spoken: _Spoken
) -> list[Partnership]:
    """Return a company's partnerships in a trade, or in a part of it, at the Games spoken of."""
    facts = view.facts
    groups = facts.catalogue.groups
    wanted = set(iris) | {iri for iri, group in groups.items() if group in iris}
    where = context(view, place)
    rows = facts.rows_of(mention.iri)
    own = of_sponsor(view, mention.iri, where)
    if not spoken.described and where.games and (spoken.beside or not where.carried):
        rows = rows_in(facts, mention.iri, where)
    elif not spoken.described and own.games and not rows_in(facts, mention.iri, own):
        rows = []
    if not spoken.described and view.today and view.has("now", *view.segment(place)):
        rows = [row for row in rows if at(row, view.today) != "no"]
    stems = {iri.rpartition("/")[2].partition("-")[0] for iri in iris}
    return [
        row for row in rows if row.categories & wanted or any(_named_so(folded(row.official), stem) for stem in stems)
    ]


def _named_so(official: str, stem: str) -> bool:
    """Tell whether the official name of a partner's category has a word."""
    return len(stem) >= _LONG and bool(re.search(rf"\b{re.escape(stem[:_STEM])}", official))


_LONG: Final = 5
_STEM: Final = 8


def _trade(
    view: SentenceView, mention: Mention, rows: list[Partnership], iris: tuple[str, ...], place: tuple[int, int]
) -> Claim:
    label = view.facts.catalogue.label
    own = next((iri for iri in iris if any(iri in row.categories for row in rows)), iris[0])
    kinds = sorted({label(iri) for row in rows for iri in row.categories})
    words = f"{label(mention.iri)}: {', '.join(kinds)}."
    reads = f"{label(mention.iri)} is in the category {label(own).lower()}"
    arguments = {"category": own.rpartition("/")[2]}
    finding = Finding("supported", words, statements(rows[:6]), "category-holders", arguments)
    return Claim(*place, "category", reads, finding, mention)
