"""Statements on who came after whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.date_roles import is_dateline
from webapp.fact_check.facts import Facts, Partnership
from webapp.fact_check.judging import agree, chain_ends, chains, history, span_words, statements, texts_of
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

_OBJECT_FIRST: Final = re.compile(r"(?:^|[\s(])(?:auf|nach|an die stelle von|fur|a|al|a la|in the place of)\s?$")
"""What stands before a sponsor that a sentence begins with, though it came first: "Auf Kodak folgte …"."""

Pair: TypeAlias = tuple[Mention, Mention, tuple[int, int], bool]
"""Later and earlier sponsor, the place of the verb, and whether the text says the order outright."""

_OTHER: Final = re.compile(r"[.;]|,\s(?:but|pero|aber|mais|and|und|et|y)\s")
"""What separates a verb from a sponsor that it has nothing to do with."""

_BY: Final = re.compile(r"[由被]$")
_NEAR: Final = 30


def succession_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield who is said to have come after whom."""
    told: set[frozenset[str]] = set()
    for later, earlier, cue, sure in (*_pairs_with_object(view), *_passive_pairs(view), *_implied_pairs(view)):
        both = frozenset({later.iri, earlier.iri})
        if len(both) < 2 or both in told:
            continue
        claim = judge_succession(view.facts, later, earlier)
        claim = replace(
            claim, start=_first(view, later, earlier, cue), end=max(cue[1], *_ends(view, later, earlier, sure))
        )
        if sure or claim.finding.verdict == "supported":
            told.add(both)
            yield claim
            yield from _dated(view, later, earlier, cue, claim)


def _dated(view: SentenceView, later: Mention, earlier: Mention, cue: tuple[int, int], told: Claim) -> Iterator[Claim]:
    """Yield the date at which a sponsor is said to have come after another, where the graph has it."""
    if told.finding.verdict != "supported":
        return
    first, last = view.segment(cue[0])
    for day in view.of_kind("date"):
        pairs = _pairs(view.facts, earlier.iri, later.iri)
        near = [new for old, new in pairs if old.end and abs(int(new.start[:4] or 0) - int(old.end[:4])) <= 1]
        rows = [new for new in near if agree(day.id, new.start) or agree(day.id, new.announced)]
        if first <= day.start < last and rows and not is_dateline(view, day):
            yield replace(told, start=day.start, end=day.end, kind="from", reads=f"{told.reads} in {day.id}")


def _first(view: SentenceView, later: Mention, earlier: Mention, cue: tuple[int, int]) -> int:
    """Return where a statement begins: at a sponsor in the part with the verb, or at the verb."""
    part = view.segment(cue[0])
    return min([cue[0], *(m.start for m in (later, earlier) if part[0] <= m.start < cue[0])])


def _ends(view: SentenceView, later: Mention, earlier: Mention, sure: bool) -> list[int]:
    """Return where the sponsors of a statement end: both, or the later one where the other is only implied."""
    return [m.end for m in ((later, earlier) if sure else (later,)) if view.start <= m.start]


def _pairs_with_object(view: SentenceView) -> Iterator[Pair]:
    """Yield later and earlier sponsor around a verb such as "replaced"."""
    sponsors = view.sponsors()
    passive = view.cues("replaced_by")
    for start, end in view.cues("replace"):
        if (
            view.unreal(start)
            or view.negated(start)
            or (any(one <= start < two for one, two in passive) and not view.forms.unspaced)
        ):
            continue
        before = [m for m in sponsors if m.end <= start]
        parted = folded(view.slice(start, end)).endswith(" ab")
        after = [m for m in sponsors if m.start >= (start if parted else end)]
        if view.forms.language == "ja":
            pair = (after[0], before[-1]) if before and after else None
            if pair is None and len(before) > 1:
                pair = (before[0], before[-1])
        elif view.forms.language == "zh" and passive and len(before) > 1:
            pair = (before[-1], before[-2])
        else:
            pair = _around(view, before, after, start, end)
        if pair:
            yield (*pair, (start, end), True)


def _around(
    view: SentenceView, before: list[Mention], after: list[Mention], start: int, end: int
) -> tuple[Mention, Mention] | None:
    """Return the later and the earlier sponsor on the two sides of a verb."""
    named = [m for m in subjects(view, start, end)[:1] if m.end <= start]
    if after and _IS.match(view.slice(end, after[-1].start)):
        ahead = after[:-1] or before[-1:] or named or spoken_of(view)
        return (after[-1], ahead[0]) if ahead else None
    if view.forms.unspaced and before and not after:
        told = spoken_of(view)
        return (before[-1], told[0]) if told else None
    before = before or named or spoken_of(view)
    if not before or not after or after[0].start - end > _NEAR or _OTHER.search(view.slice(end, after[0].start)):
        return None
    written = folded(view.slice(max(view.start, before[-1].start - 24), before[-1].start))
    first = _OBJECT_FIRST.search(written) or _PASSIVE.search(folded(view.slice(before[-1].end, end)))
    return (after[0], before[-1]) if first else (before[-1], after[0])


_PASSIVE: Final = re.compile(
    r"\b(?:been|was|were|is|are|gets|got)\s(?:\w+ly\s)?\w+ed$|\b(?:ete|est|fut|sera)\s\w+ee?s?$|\b(?:sido|fue|es|sera)\s\w+[ai]d[ao]s?$"
)
"""A verb by which the sponsor before it is the earlier one: "Panasonic has been replaced, by TCL"."""

_IS: Final = re.compile("[^的]+的(?:正是|是|为|则是)")
"""What stands before the later sponsor, unlike in "TCL接替的是松下": "接替它的是宏碁"."""


def _passive_pairs(view: SentenceView) -> Iterator[Pair]:
    """Yield later and earlier sponsor around words such as "was replaced by"."""
    sponsors = view.sponsors()
    for start, end in view.cues("replaced_by"):
        if view.forms.unspaced or view.unreal(start) or view.negated(start):
            continue
        before = [m for m in sponsors if m.end <= start] or spoken_of(view)
        after = [m for m in sponsors if start < m.start and m.start - start <= _NEAR + 10]
        if before and after:
            yield after[0], before[-1], (start, end), True


def _implied_pairs(view: SentenceView) -> Iterator[Pair]:
    """Yield pairs of which the text names the earlier sponsor elsewhere: "Cisco stepped in"."""
    sponsors = view.sponsors()
    for start, end in view.cues("takes_over"):
        if view.unreal(start) or view.negated(start):
            continue
        first, last = view.segment(start)
        before = [m for m in sponsors if first <= m.start and m.end <= start and start - m.end <= _NEAR]
        after = [m for m in sponsors if end <= m.start < last and m.start - end <= _NEAR]
        by = [m for m in before if _BY.search(view.slice(m.start - 1, m.start))]
        later = next(iter(by or before[-1:] or after[:1]), None)
        if later is None:
            continue
        earlier = [m for m in sponsors if m.end <= later.start and m.iri != later.iri][-1:] or _last_named(view)
        if earlier:
            yield later, earlier[0], (start, end), False
    for start, end in view.cues("used_to"):
        around = [m for m in sponsors if abs(m.start - start) <= 2 * _NEAR]
        nearest = min(around, key=lambda m: abs(m.start - start), default=None)
        if nearest is None or view.unreal(start) or view.negated(start):
            continue
        before = [m for m in sponsors if m.end <= nearest.start and "," not in view.slice(m.end, nearest.start)]
        if before:
            yield before[-1], nearest, (start, end), False


def _last_named(view: SentenceView) -> list[Mention]:
    """Return the sponsor that the sentence before named last, or that it carried over."""
    before = view.previous
    if before is None:
        return []
    return before.sponsors()[-1:] or spoken_of(view)


def spoken_of(view: SentenceView) -> list[Mention]:
    """Return the one sponsor of the sentence before."""
    before = view.previous
    if before is None or len(before.subject) != 1:
        return []
    return [m for m in before.mentions if m.iri in before.subject][:1] or list(
        before.context_mentions(before.subject[0])
    )


def judge_succession(facts: Facts, later: Mention, earlier: Mention) -> Claim:
    """Return the statement that a sponsor came after another, with its verdict."""
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
    titled = _titled(facts, earlier.iri, later.iri)
    if titled and verdict == "not-recorded":
        verdict, behind = "supported", titled
    place = min(later.start, earlier.start), max(later.end, earlier.end)
    query, arguments = history(later.iri)
    finding = Finding(verdict, words, behind, query, arguments)
    return Claim(*place, "before", f"{label(later.iri)} came after {label(earlier.iri)}", finding)


def _titled(facts: Facts, earlier: str, later: str) -> tuple[str, ...]:
    """Return the events of a sponsor whose titles say that it follows another one."""
    names = [re.escape(folded(name)) for name in facts.names_of(earlier)]
    pattern = re.compile(rf"\b{_AFTER} (?:{'|'.join(names)})\b") if names else None
    events = facts.events.get(later, ())
    return tuple(event.iri for event in events if pattern and pattern.search(folded(event.title)))


_AFTER: Final = r"(?:place of|replac\w+|follow|follows|following|success\w+|took over from)"
"""What stands in a note or title before the sponsor that came first."""


def _pairs(facts: Facts, earlier: str, later: str) -> Iterator[tuple[Partnership, Partnership]]:
    """Yield rows of which the second followed the first in a category of one programme, by stated dates or words."""
    names = {folded(name) for name in facts.names_of(earlier)}
    words = folded(" ".join(text for _, text in texts_of(facts, later, facts.rows_of(later))))
    for old in facts.rows_of(earlier):
        for new in facts.rows_of(later):
            if old.whole != new.whole:
                continue
            said = any(re.search(rf"{_AFTER} {re.escape(name)}", words) for name in names)
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
