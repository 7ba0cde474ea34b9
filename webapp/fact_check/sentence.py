"""A sentence with its mentions, its words by kind, and its parts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from webapp.fact_check.about import Context
from webapp.fact_check.claim import ClaimKind
from webapp.fact_check.dated import Dated
from webapp.fact_check.facts import Facts
from webapp.fact_check.forms import Forms, forms
from webapp.fact_check.trades import Trade, trades
from webapp.fact_check.unknown_names import (
    BEGINNINGS,
    CAPITAL,
    NO_NAMES,
    NOUN,
    OWN_WORDS,
    REPORTER,
    SUBJECT,
    TITLED,
    TOPIC,
)
from webapp.mentions.folding import FoldedText, folded
from webapp.mentions.mention import Mention

_BREAK: Final = re.compile(
    r"[,;:()，；：、（）—]|\s-\s|(?<!\w)(?:but|while|whereas|although|though|who|which|where|because|and(?=\s(?:\w+ed|is|was|are|were|has|have|had|will|would|could|might|may)\b)|und(?=\s(?:ist|war|sind|waren|hat|hatte|soll|will|wird|wurde|konnte)\s)|et(?=\s(?:est|sont|fut|etait|doit|pourrait|devrait|sera)\s)|y(?=\s(?:es|era|fue|esta|ha|podria|sera|quiere)\s)|(?:and|und|et|y)(?=\s(?:an?|the|eine?|une?|una?|el|la|le|der|die|seit|since|depuis|desde)\s)|(?:and|und|et|y|e|but)(?=\s(?:never|not|no|nie|nicht|jamais|ne|nunca|jamas)\s|\sn['’])|aber|wahrend|doch|jedoch|sondern|weil|mais|tandis|alors|qui|dont|parce|pero|mientras|aunque|sino|porque)(?!\w)|而|但|并(?!非|没)"  # noqa: RUF001
)
_BUT: Final = frozenset({"but", "aber", "sondern", "mais", "pero", "sino", "但", "而"})
"""Words after which what was denied before is denied no more."""

_CONDITION: Final = re.compile(
    r"\s*(?:Würden?|Wären?|Hätten?|Sollten?|Könnten?|Should|Were|Had)\s[^.]*,|.*\b(?:joke|Scherz|plaisant|broma)",
    re.DOTALL,
)
"""A condition that only the order of words tells, or a joke."""

_ASKS: Final = re.compile("[?？]")  # noqa: RUF001
_ASKS_JA: Final = re.compile(r"[?？]|か。?\s*$")  # noqa: RUF001
"""Marks and words of a question."""

_ABOUT: Final = re.compile(r"(?:almost|close to|fast|beinahe|presque|casi|nearly)$")
_AMOUNT: Final = re.compile(r"\s*(?:(?:[A-Z]{1,3})?[$€£¥]|\d)")
"""A word for "nearly", which before a number makes no plan of it."""

_INFINITIVE: Final = re.compile(r",\s(?!um\b|ohne\b|statt\b)[^,;:]*?(?:\bzu\s\w+n|\w{2,}zu\w{2,}n)\b[^,;:]{0,20}$")
"""A part that German ends with an infinitive: "plant, den Vertrag bis 2032 zu verlängern"."""

_ONLY: Final = re.compile(r"\bn(?:e |['’])\w+ qu[e'’]")  # noqa: RUF001
"""A French word for "only", which is no denial."""

_AND: Final = (
    "and|und|et|y|e|as well as|sowie|ainsi que|asi como|plus|both|the|le|la|les|el|die|der|das|und die"
    "|以及|和|与|與|及|と|や|および|及び|・|&"
)
_LIST_GAP: Final = re.compile(
    rf"[\s,、，]*(?:(?:{_AND})[\s,]*(?:(?:de|d['’]|du|des|von|of|with|a|al|con|avec|mit)\s?)?)?"  # noqa: RUF001
    r"(?:the|la|le|el|die|der|l['’])?\s*"  # noqa: RUF001
)


_PLAIN_GAP: Final = re.compile(rf"(?:[\s,、，]|(?:{_AND}|an?|eine?[nmr]?|une?|una|l'|den|dem|的|の)(?![a-z]))*")  # noqa: RUF001
_OPENS: Final = re.compile(r"\s*(?:[,、，]|(?:and|und|et|y|e|sowie)\b|(?:of|from|aus|von|de|d'|du|des|del)\b)")  # noqa: RUF001
_OF: Final = re.compile(r"(?:of|from|aus|von|de|d'|du|des|del|in)\s?(?:the|den|der|dem|la|les|los)?\s?$")
_DESCRIBING: Final = frozenset({"country", "place", "category"})
_INSERTED: Final = re.compile(
    r",\s(?:which|who|whose|an?|the|one of|der|die|das|dessen|deren|ein|eine|einer|qui|dont|une?|la|le|l['’]|que|quien"  # noqa: RUF001
    r"|cuy[oa]s?|una|el|los|las)\s?\w"
)
"""How a relative clause or a description between commas begins, which a plan beside it does not touch."""

_DESCRIPTION: Final = 60
"""Characters between two members of a list that may describe them: "EY, the auditors, and the grocer Jumbo"."""

_ASIDE: Final = re.compile(r"\s?[(（][^()（）]{0,60}[)）]")  # noqa: RUF001
"""What stands in brackets behind a member of a list: "Visa (payment), Omega (timing)"."""

_UNKNOWN_GAP: Final = re.compile(
    r",\s*(?:(?:the\s|la\s|le\s|les\s|l['’]|el\s|los\s|las\s|der\s|die\s|das\s)?"  # noqa: RUF001
    r"[A-ZÀ-Þ][\w&'’.-]*(?:\s[A-ZÀ-Þ&][\w&'’.-]*){0,2},?\s*){1,2}(?:(?:and|und|et|y|e|&)\s+)?"  # noqa: RUF001
)
"""What stands between two names of a list where nobody knows the one between."""

_LISTED: Final = re.compile(
    r"(?:,\s*|,?\s+(?:and|und|et|y|e|sowie|&)\s+)[A-ZÀ-Þ][\w&'’.-]*\w(?:\s[A-ZÀ-Þ][\w&'’.-]*\w)?"  # noqa: RUF001
)
_VERBS: Final = (
    "partner",
    "worldwide",
    "sign",
    "join",
    "renew",
    "leave",
    "replace",
    "replaced_by",
    "pay",
    "cover",
    "create",
    "unreal",
    "not_subject",
)
"""The kinds of words of which a part of a sentence needs one to be a part of its own."""


class Description(NamedTuple):
    """A description of a company by its place, with the categories and countries that it names."""

    start: int
    end: int
    categories: frozenset[str]
    countries: frozenset[str]


@dataclass
class SentenceView:
    """A sentence; all places are those of the whole text."""

    start: int
    end: int
    paragraph: int
    base: FoldedText
    forms: Forms
    mentions: Sequence[Mention]
    facts: Facts
    today: str
    previous: SentenceView | None = None
    subject: tuple[str, ...] = ()
    context: tuple[Mention, ...] = ()
    home: str = ""
    dateline: str = ""
    city: str = ""
    bid: bool = False
    paralympic: bool = False
    told_tiers: frozenset[str] = frozenset()
    told_bodies: frozenset[str] = frozenset()
    last_dated: tuple[ClaimKind, Dated, Context] | None = None
    groups: list[list[Mention]] | None = None
    descriptions: list[Description] | None = None
    contexts: dict[tuple[int, int], Context] = field(default_factory=dict)
    sponsors_of: dict[tuple[int, int], list[Mention]] = field(default_factory=dict)
    _found: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _tables: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)

    def backwards(self, most: int | None = None) -> Iterator[SentenceView]:
        """Yield this sentence and those before it, the nearest first, at most so many."""
        view: SentenceView | None = self
        while view is not None and (most is None or most > 0):
            yield view
            view, most = view.previous, None if most is None else most - 1

    def earlier(self, most: int | None = None) -> Iterator[SentenceView]:
        """Yield the sentences before this one, the nearest first, at most so many."""
        if self.previous is not None:
            yield from self.previous.backwards(most)

    def cues(self, name: str) -> list[tuple[int, int]]:
        """Return the places of the words of a kind, such as `partner`."""
        if name not in self._found:
            pattern = self.forms.patterns.get(name)
            matches = pattern.finditer(self.base.text) if pattern else ()
            found = [self._place(match.span()) for match in matches if match.end() > match.start()]
            exact = self.forms.exact.get(name)
            matches = exact.finditer(self.base.original) if exact else iter(())
            found += [(self.start + match.start(), self.start + match.end()) for match in matches]
            if name == "leave" and self.forms.language == "fr":
                found = [cue for cue in found if not self._is_within(*cue, "join")]
            if name == "negation":
                plain = self.cues("no_denial")
                found = [cue for cue in found if not any(one <= cue[0] < two for one, two in plain)]
            if name == "unreal":
                found = [cue for cue in found if not self._is_about(*cue) and not self._is_no_plan(*cue)]
            self._found[name] = sorted(found) if exact else found
        return self._found[name]

    def _is_within(self, start: int, end: int, name: str) -> bool:
        """Tell whether a word is part of a longer one of another kind: "partie" of "fait partie"."""
        return any(one <= start and end <= two and two - one > end - start for one, two in self.cues(name))

    def _is_no_plan(self, start: int, end: int) -> bool:
        """Tell whether a word for a plan is part of a name of a programme, or begins in one: "开发计划于"."""
        begins = any(one < start < two for one, two in self.cues("no_plan"))
        return begins or self._is_within(start, end, "no_plan")

    def _is_about(self, start: int, end: int) -> bool:
        """Tell whether a word for "nearly" stands before a number."""
        if not _ABOUT.match(self.slice(start, end).lower()):
            return False
        words = (one for one, _, _ in self.table("numbers"))
        return bool(_AMOUNT.match(self.slice(end, self.end))) or any(0 <= one - end <= 1 for one in words)

    def _place(self, span: tuple[int, int]) -> tuple[int, int]:
        first, last = self.base.span(*span)
        return self.start + first, self.start + last

    def table(self, name: str) -> list[tuple[int, int, str]]:
        """Return start, end and key of the words of a table, such as `titles`."""
        if name not in self._tables:
            pattern, names = self.forms.tables.get(name, (None, {}))
            self._tables[name] = [
                (*self._place(match.span()), names[match.lastgroup])
                for match in (pattern.finditer(self.base.text) if pattern else ())
                if match.lastgroup and match.end() > match.start()
            ]
            if name == "tiers":
                self._add_tier_names(self._tables[name])
        return self._tables[name]

    def _add_tier_names(self, told: list[tuple[int, int, str]]) -> None:
        """Add the names of tiers that the graph has, where they are longer than the words for tiers found."""
        for first, last, key in self.facts.tier_names.find(self.base.text):
            start, end = self._place((first, last))
            shorter = [one for one in told if start <= one[0] and one[1] <= end and one[1] - one[0] < end - start]
            if shorter or not any(one[0] < end and start < one[1] for one in told):
                told[:] = sorted([one for one in told if one not in shorter] + [(start, end, key)])

    def table_of(self, language: str, name: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and key of the words of a table of another language, as texts use English titles."""
        pattern, names = forms(language).tables[name]
        for match in pattern.finditer(self.base.text) if not self.forms.unspaced else ():
            if match.lastgroup and match.end() > match.start():
                yield (*self._place(match.span()), names[match.lastgroup])

    @cached_property
    def trades(self) -> list[Trade]:
        """The words for what companies make, with their categories."""
        found = trades(self.base, self.facts, self.forms.language)
        return [(self.start + one, self.start + two, iris) for one, two, iris in found]

    @cached_property
    def text(self) -> str:
        """The sentence as it was sent."""
        return self.base.original

    @cached_property
    def low(self) -> str:
        """The sentence in small letters without accents."""
        return folded(self.text)

    def slice(self, start: int, end: int) -> str:
        """Return a part of the sentence by places of the whole text."""
        return self.base.original[max(0, start - self.start) : max(0, end - self.start)]

    @cached_property
    def segments(self) -> list[tuple[int, int]]:
        """The parts between commas and words that begin another statement; mentions are not cut."""
        cuts = [self.start]
        verbs = sorted(one for name in _VERBS for one, _ in self.cues(name))
        for match in _BREAK.finditer(self.base.text):
            at = self._place(match.span())[0]
            inside = any(mention.start < at < mention.end for mention in self.mentions)
            hard = self.base.text[match.start()] in ";；:："  # noqa: RUF001
            hard = hard or (match[0] in _BUT and self.has("negation", cuts[-1], at))
            if not inside and (hard or any(cuts[-1] <= one < at for one in verbs)):
                cuts.append(at)
        cuts.append(self.end)
        return list(pairwise(cuts))

    def segment(self, place: int) -> tuple[int, int]:
        """Return the part in which a place is."""
        if not self.start <= place < self.end:
            return self.start, self.end
        return self.segments[bisect_right(self._beginnings, place) - 1]

    @cached_property
    def _beginnings(self) -> list[int]:
        return [start for start, _ in self.segments]

    def has(self, name: str, start: int, end: int) -> bool:
        """Tell whether a word of a kind stands between two places."""
        return any(start <= one < end for one, _ in self.cues(name))

    @property
    def strong(self) -> bool:
        """Whether any part of the sentence is a question, a condition or a rumour."""
        return any(self._strong)

    def strong_at(self, place: int) -> bool:
        """Tell whether the part between semicolons in which a place is has a question, a condition or a rumour."""
        return self._strong[bisect_right(self._halves, place) - 1]

    @cached_property
    def _halves(self) -> list[int]:
        """The beginnings of the parts between semicolons."""
        found = (self.start + match.end() for match in re.finditer("[;；]", self.text))  # noqa: RUF001
        return [self.start, *(at for at in found if at < self.end)]

    @cached_property
    def _strong(self) -> list[bool]:
        """Whether each part between semicolons is a question, a condition or a rumour."""
        believed = self.cues("believed")
        cues = [one for one, _ in self.cues("strong") if not any(first <= one < last for first, last in believed)]
        parts = list(pairwise([*self._halves, self.end]))
        return [
            any(first <= one < last for one in cues)
            or bool(_CONDITION.match(self.slice(first, last)))
            or bool((_ASKS_JA if self.forms.language == "ja" else _ASKS).search(self.slice(first, last)))
            for first, last in parts
        ]

    def unreal(self, place: int) -> bool:
        """Tell whether what is said at a place is a plan, a wish, a rumour or a question."""
        if self.strong_at(place):
            return True
        first, last = self._with_its_verb(*self.segment(place))
        return self.has("unreal", first, last) and self.has("unreal", *self._inserted(place, first, last))

    def _with_its_verb(self, first: int, last: int) -> tuple[int, int]:
        """Return a part of a sentence, with the part before it whose verb a German infinitive depends on."""
        if self.forms.language == "de" and first > self.start and _INFINITIVE.match(self.slice(first, last)):
            return self.segment(first - 1)[0], last
        return first, last

    def _inserted(self, place: int, first: int, last: int) -> tuple[int, int]:
        """Return the relative clause or description between commas around a place, else the whole part."""
        before = self.slice(self.start, place).rfind(",")
        after = self.slice(place, self.end).find(",")
        if before < 0 or after < 0 or self.forms.unspaced:
            return first, last
        begins, ends = self.start + before, place + after
        return (begins, ends) if _INSERTED.match(self.slice(begins, ends).lower()) else (first, last)

    def negated(self, place: int) -> bool:
        """Tell whether what is said at a place is denied."""
        first, last = self.segment(place)
        if self.forms.language == "fr" and _ONLY.search(self.slice(first, last)):
            return False
        if self.forms.language == "ja":
            return self.has("negation", place, last)
        return self.has("negation", first, last) or self.has("ended", first, last)

    def after_list(self, end: int) -> int:
        """Return the end of a list of names, from the end of one that is known."""
        while match := _LISTED.match(self.base.original, end - self.start):
            end = self.start + match.end()
        return end

    def stranger(self, start: int, end: int) -> bool:
        """Tell whether a name that nobody knows here stands between two places, so that it may be the one meant."""
        known = self._known
        if self.forms.unspaced:
            topics = (start + match.start() for match in TOPIC.finditer(self.slice(start, end)))
            return any(not any(one <= at <= two for one, two in known) for at in topics)
        titles = self.table("titles")
        for match in CAPITAL.finditer(self.base.original, max(0, start - self.start), max(0, end - self.start)):
            at = self.start + match.start()
            first = (
                at == self.start
                or self.base.original[: match.start()].rstrip(" \"'“„«(").endswith((".", ":"))
                or not self.base.original[: match.start()].strip(" \"'“„«(")
            )
            if first and REPORTER.match(self.base.original[match.start() :]):
                continue
            if first and SUBJECT.match(self.base.original[match.start() :]):
                first = match[0].lower() in BEGINNINGS
            if (
                not first
                and not any(0 <= at - two <= TITLED for _, two, _ in titles)
                and not (self.forms.language == "de" and NOUN.search(self.base.original[: match.start()]))
                and match[0].lower() not in NO_NAMES
                and not any(mention.end == at - 1 and self.slice(at - 1, at) == " " for mention in self.sponsors())
                and not any(one < at + len(match[0]) and at < two for one, two in known)
            ):
                return True
        return False

    @cached_property
    def _known(self) -> list[tuple[int, int]]:
        """The places of mentions, and of words with a capital that are no names."""
        known = [(mention.start, mention.end) for mention in self.mentions]
        for name in OWN_WORDS:
            known += self.cues(name)
        for name in () if self.forms.unspaced else ("titles", "tiers", "countries", "numbers", "ordinals"):
            known += [(one, two) for one, two, _ in self.table(name)]
        return known

    def of_kind(self, kind: str) -> list[Mention]:
        """Return the mentions of a kind."""
        return [mention for mention in self.mentions if mention.kind == kind]

    def in_organization(self, start: int, end: int) -> bool:
        """Tell whether words are a part of the name of an organization: "China Eastern Airlines"."""
        return any(m.start <= start and end <= m.end for m in self.of_kind("organization"))

    def sponsors(self) -> list[Mention]:
        """Return the organizations of the sentence that sponsor programmes rather than run them."""
        return list(self._sponsors)

    @cached_property
    def _sponsors(self) -> list[Mention]:
        return [mention for mention in self.of_kind("organization") if not self.facts.is_committee(mention.iri)]

    def lists(self, mentions: Sequence[Mention], *, described: bool = False) -> list[list[Mention]]:
        """Group mentions that stand beside each other with commas, or words for "and", between them.

        With `described`, words that say what a member is may stand between, too: "EY, the auditors, and Joma of Spain".
        """
        groups: list[list[Mention]] = []
        for mention in mentions:
            gap = _ASIDE.sub("", self.slice(groups[-1][-1].end, mention.start)) if groups else ""
            if groups and (
                _LIST_GAP.fullmatch(gap.lower())
                or _UNKNOWN_GAP.fullmatch(gap)
                or (described and self._only_describes(groups[-1][-1].end, mention.start))
            ):
                groups[-1].append(mention)
            else:
                groups.append([mention])
        return groups

    def _only_describes(self, start: int, end: int) -> bool:
        """Tell whether all that stands between two members of a list says of what trade and country they are."""
        gap = self.slice(start, end)
        if end - start > _DESCRIPTION or not _OPENS.match(gap):
            return False
        words = [(one, two) for one, two, _ in (*self.trades, *self.table("countries"))]
        words += [*self.cues("company"), *((m.start, m.end) for m in self.mentions if m.kind in _DESCRIBING)]
        rest = list(gap)
        for one, two in words:
            if start <= one and two <= end:
                country = any(m.start == one and m.kind in {"country", "place"} for m in self.mentions)
                first = len(_OF.sub("", gap[: one - start])) if country else one - start
                rest[first : two - start] = " " * (two - start - first)
        return bool(words) and bool(_PLAIN_GAP.fullmatch(re.sub(r"\s+", " ", "".join(rest)).lower()))

    def context_and_own(self, iri: str) -> Iterator[Mention]:
        """Yield the mentions of a thing in this sentence and in those before."""
        yield from (mention for mention in self.mentions if mention.iri == iri)
        yield from self.context_mentions(iri)

    def context_mentions(self, iri: str) -> Iterator[Mention]:
        """Yield the mentions of a thing in the sentences before."""
        view = self.previous
        for _ in range(6):
            if view is None:
                return
            for mention in view.mentions:
                if mention.iri == iri:
                    yield mention
                    return
            view = view.previous
