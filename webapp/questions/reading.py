"""What a question says: the things that it names, its concepts, its times, and the words that were not understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from rapidfuzz.distance import OSA

from graph.dates import PartialDate
from graph.iris import mint, parse
from queries.search.folding import fold, words_of
from queries.search.name_match import NameMatch, Step
from webapp.mentions.mention import Mention
from webapp.mentions.name_index import text_index
from webapp.mentions.reader import read as read_mentions
from webapp.models.reference_data import ReferenceData, slug
from webapp.questions.lexicon import LANGUAGES, UNSPACED, Lexicon, Word, lexicon

LONGEST: Final = 300
"""Characters of a question."""

_KANA: Final = re.compile("[\u3041-\u30ff]")
_HAN: Final = re.compile("[\u3400-\u9fff]")
_YEAR: Final = re.compile(r"(?:18|19|20)\d\d")
_DECADE: Final = re.compile(r"((?:18|19|20)\d0)s")
_NAME: Final = 8
"""Words of the longest name."""

_KINDS: Final = ("games", "programme", "category", "country", "organization", "person")
_SURE: Final = frozenset({"games", "country", "organization", "person", "programme"})
"""Kinds of mentions that are taken from the reader of texts; it looks at capitals and at other languages."""

_GAMES_WORDS: Final = frozenset(
    "games olympics olympic olympiad spiele olympia jeux jo juegos jjoo".split()  # noqa: SIM905
)
_SEASONS: Final = frozenset({"winter", "summer", "youth", "the"})
"""Words that are in names of Games and name none by themselves."""

_LEAST_ALIKE: Final = 0.8

_COMPOUND: Final = re.compile(
    "([a-z]{3,})(partner|partnern|sponsor|sponsors|sponsoren|lieferant|lieferanten|ausruster|forderer)"
)
"""A German word that has a word for partners at its end."""

_TENSES: Final = frozenset({"present", "past"})

_ARTICLES: Final = frozenset(
    "a an the of in at for by with on to and or from as der die das le la les el los".split()  # noqa: SIM905
)
"""Words that name no thing when they stand alone."""

_TEXTS: Final = {"tiers": "tier", "titles": "title"}
"""Kinds of words that stand for a text in a parameter, with the parameter's name."""

_PARTS: Final = frozenset({"games", "programme"})
"""Kinds of things that a part of a name may stand for: "london" for London 2012."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Something that a question names: its kind, and what it may be, the likeliest first.

    A time has the kind `after`, `before`, `since`, `until`, `in` or `now`, and dates in place of IRIs.
    """

    kind: str
    values: tuple[str, ...]
    words: str


@dataclass
class ReadQuestion:
    """A question as it was read.

    `concepts` are words of the forms in headers of queries. `refused` are reasons why there is no answer, `unknown` are
    the words that were not understood.
    """

    text: str
    language: str
    slots: list[Slot] = field(default_factory=list)
    concepts: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    present: bool = False
    past: bool = False
    """Whether it is asked in the present tense, or in the past."""


def read(catalogue: ReferenceData, text: str, today: date) -> ReadQuestion:
    """Read a question; `today` is the day on which it is asked."""
    clean = catalogue.names.without_possessives(text)
    return _Reader(catalogue, clean, _language(clean), today).read()


def _language(text: str) -> str:
    """Return the language in which most words of a question are known; English where several are."""
    if _KANA.search(text):
        return "ja"
    if _HAN.search(text):
        return "zh"
    words = words_of(text)
    known = {
        one: sum(bool(lexicon(one).longest(words, at)[0]) for at in range(len(words)))
        for one in LANGUAGES
        if one not in UNSPACED
    }
    return max(known, key=lambda one: known[one])


class _Reader:
    def __init__(self, catalogue: ReferenceData, text: str, language: str, today: date) -> None:
        self.catalogue, self.text, self.today = catalogue, text, today
        self.found = ReadQuestion(text, language)
        tongues = [language] if language in UNSPACED else dict.fromkeys((language, "en"))
        self.lexicons: list[Lexicon] = [lexicon(one) for one in tongues]
        self._time = ""

    def read(self) -> ReadQuestion:
        mentions = [
            mention
            for mention in read_mentions(self.catalogue, self.text, self.today).mentions
            if self._is_sure(mention)
        ]
        at = 0
        for mention in mentions:
            self._gap(self.text[at : mention.start])
            self._mention(mention)
            at = mention.end
        self._gap(self.text[at:])
        concepts = self.found.concepts
        if {"how many", "paid"} <= set(concepts):  # "combien a payé"
            concepts[concepts.index("how many")] = "how much"
        return self.found

    def _is_sure(self, mention: Mention) -> bool:
        """Tell whether a mention is taken as it is: one of several meanings is left to the names of the search."""
        if mention.kind == "date":
            return len(mention.id) > 4
        if mention.kind not in _SURE:
            return False
        if mention.kind == "games":
            return " " in mention.text or any(ch.isdigit() for ch in mention.text) or not mention.text.isascii()
        word = fold(mention.text)
        return not any(found[0].kind != "things" for one in self.lexicons if (found := one.phrases.get(word, ())))

    def _mention(self, mention: Mention) -> None:
        if mention.kind == "date":
            self._add_time(mention.id, mention.text)
            return
        kind = mention.kind
        self._add(kind, [iri for iri in mention.iris if _kind(iri) == kind] or list(mention.iris), mention.text)

    def _gap(self, text: str) -> None:
        if self.found.language in UNSPACED and not text.isascii():
            self._unspaced(fold(text))
            return
        words = words_of(text)
        at = 0
        while at < len(words):
            at += self._word(words, at)

    def _word(self, words: Sequence[str], at: int) -> int:
        """Read the longest thing at a place, and return how many words it has."""
        known, size = self._longest(words, at)
        hits, length = self._named(words, at)
        while length > 1 and self._is_neutral(words[at + length - 1]):
            length -= 1  # "kodak as" is found as Kodak
        if hits and (length > size or (length == size and not known)):
            self._name(hits, " ".join(words[at : at + length]))
            return length
        if known:
            self._take(known, " ".join(words[at : at + size]), words[at + size : at + size + 1])
            return size
        if hits:
            self._name(hits, " ".join(words[at : at + length]))
            return length
        return self._rest(words, at)

    def _is_neutral(self, word: str) -> bool:
        return any(found.kind == "neutral" for one in self.lexicons for found in one.phrases.get(word, ()))

    def _longest(self, words: Sequence[str], at: int) -> tuple[tuple[Word, ...], int]:
        found: tuple[tuple[Word, ...], int] = ((), 1)
        for one in self.lexicons:
            known, size = one.longest(words, at)
            if known and (not found[0] or size > found[1]):
                found = known, size
        if not found[0] and self.found.language not in UNSPACED:
            return next((other for one in LANGUAGES if (other := lexicon(one).longest(words, at))[0]), found)
        return found

    def _named(self, words: Sequence[str], at: int) -> tuple[list[NameMatch], int]:
        """Return what the longest run of words names as a whole, and how many words it has."""
        index = self.catalogue.names.in_texts
        for size in range(min(_NAME, len(words) - at), 0, -1):
            run = words[at : at + size]
            if size == 1 and (run[0].isdigit() or len(run[0]) < 2 or run[0] in _ARTICLES):
                continue
            if run[0] in _ARTICLES and size > 1 and not index.named(run)[:1]:
                continue
            if found := [hit for hit in index.named(run) if _kind(hit.name.iri) in _KINDS]:
                return found, size
        return [], 1

    def _rest(self, words: Sequence[str], at: int) -> int:
        """Read what is no whole name and no word of questions: a year, part of a name, or a word with a slip."""
        if self._year(words, at):
            return 1
        if size := self._part(words, at):
            return size
        word = words[at]
        slip = next((found for one in self.lexicons if (found := one.misspelt(word))), ())
        if slip:
            self._take(slip, word, words[at + 1 : at + 2])
            return 1
        if size := self._slip(words, at):
            return size
        if parts := _COMPOUND.fullmatch(word):
            self._gap(f"{parts[1]} {parts[2]}")
        else:
            self.found.unknown.append(word)
        return 1

    def _year(self, words: Sequence[str], at: int) -> bool:
        """Read a year, a decade, or the Games of a year; tell whether there is one."""
        word = words[at]
        decade = _DECADE.fullmatch(word)
        if _YEAR.fullmatch(word):
            beside = {*words[max(0, at - 1) : at], *words[at + 1 : at + 2]}
            if beside & _GAMES_WORDS:
                self._games_of(word)
            else:
                self._add_time(word, word)
        elif decade:
            self._add_time(f"{decade[1]}/{int(decade[1]) + 9}", word)
        return bool(decade or _YEAR.fullmatch(word))

    def _games_of(self, year: str) -> None:
        """Add the Games of a year; a year without any is not understood."""
        games = self.catalogue.games
        found = [iri for iri in games if slug(iri).startswith(year + "-") and "youth" not in games[iri].season]
        if found:
            self._add("games", sorted(found, key=lambda iri: games[iri].season), f"Games of {year}")
        else:
            self.found.unknown.append(f"Games of {year}")

    def _part(self, words: Sequence[str], at: int) -> int:
        """Read a part of a name, and return how many words it has; 0 where there is none."""
        for size in range(min(4, len(words) - at), 0, -1):
            run = words[at : at + size]
            if self._known_at_ends(run):
                continue
            found = self.catalogue.names.in_texts.containing(run)
            parts = [hit for hit in found if self._may_be_part(hit, size)]
            if parts and not _SEASONS.issuperset(run):
                self._name(parts, " ".join(run), part=True)
                return size
        return 0

    def _slip(self, words: Sequence[str], at: int) -> int:
        """Read a name with a typing error, and return how many words it has; 0 where there is none."""
        for size in range(min(3, len(words) - at), 0, -1):
            run = words[at : at + size]
            if self._known_at_ends(run):
                continue
            found = self.catalogue.names.in_texts.misspelt(run)
            if near := [hit for hit in found if _kind(hit.name.iri) in _KINDS and _alike(run, hit.name.text)]:
                self._name(near, " ".join(run))
                return size
        return 0

    def _known_at_ends(self, run: Sequence[str]) -> bool:
        return len(run) > 1 and any(self._longest(run, place)[0] for place in (0, len(run) - 1))

    def _may_be_part(self, hit: NameMatch, size: int) -> bool:
        kind = _kind(hit.name.iri)
        return kind in _PARTS or (size == 1 and kind in {"organization", "country"}) or (size > 1 and kind in _KINDS)

    def _unspaced(self, text: str) -> None:
        """Read Chinese or Japanese between names."""
        at = 0
        missed = ""
        while at < len(text):
            found: tuple[tuple[Word, ...], int] = ((), 1)
            for one in self.lexicons:
                known, size = one.unspaced(text, at)
                if known and (not found[0] or size > found[1]):
                    found = known, size
            year = _YEAR.match(text, at)
            names = self._syllabic(text, at)
            if names and names[1] > found[1]:
                self._name(names[0], text[at : at + names[1]])
                at += names[1]
            elif found[0]:
                self._take(found[0], text[at : at + found[1]], ())
                at += found[1]
            elif year:
                self._add_time(year[0], year[0])
                at = year.end() + (text[year.end() : year.end() + 1] == "年")
            else:
                if text[at].isalnum():
                    missed += text[at]
                at += 1
        if missed:
            self.found.unknown.append(missed)

    def _syllabic(self, text: str, at: int) -> tuple[list[NameMatch], int] | None:
        index = self.catalogue.names.in_texts
        for size in range(min(12, len(text) - at), 1, -1):
            run = text[at : at + size]
            if " " in run:
                continue
            if found := [hit for hit in index.named([run]) if _kind(hit.name.iri) in _KINDS]:
                return found, size
        return None

    def _name(self, hits: Sequence[NameMatch], words: str, *, part: bool = False) -> None:
        """Add what a name stands for: of several kinds, Games before others for a part, else that of the best."""
        kinds = [_kind(hit.name.iri) for hit in hits]
        best = next((kind for kind in ("games", "programme") if part and kind in kinds), kinds[0])
        iris = [hit.name.iri for hit, kind in zip(hits, kinds, strict=True) if kind == best]
        if best == "organization" and not part:
            step = hits[kinds.index(best)].step
            iris = [hit.name.iri for hit in hits if _kind(hit.name.iri) == best and hit.step >= min(step, Step.FORM)]
        self._add(best, iris, words)

    def _add(self, kind: str, iris: Sequence[str], words: str) -> None:
        if kind == "games":
            iris = self._likeliest(iris)
        if kind == "organization" and len(iris) == 1 and (edition := self._edition(iris[0])):
            kind, iris = "games", (edition,)
        temporal = self._time
        self._time = ""
        if kind == "games" and temporal in {"after", "before", "since", "until"}:
            self.found.slots.append(Slot(temporal, tuple(iris), words))
            return
        self.found.slots.append(Slot(kind, tuple(dict.fromkeys(iris)), words))

    def _edition(self, organization: str) -> str:
        edition = text_index(self.catalogue).committees.get(organization)
        return edition.iri if edition else ""

    def _likeliest(self, iris: Sequence[str]) -> list[str]:
        """Return Games in the order in which a visitor means them: the latest that have begun, then those to come."""
        games = self.catalogue.games
        today = self.today.isoformat()

        def rank(iri: str) -> tuple[bool, bool, str]:
            order = games[iri].order
            return "youth" in games[iri].season, order > today and order[:4] > str(self.today.year + 4), order

        ordinary = sorted(dict.fromkeys(iris), key=lambda iri: rank(iri)[2], reverse=True)
        return sorted(ordinary, key=lambda iri: rank(iri)[:2])

    def _take(self, known: tuple[Word, ...], words: str, following: Sequence[str]) -> None:
        kinds = {word.kind: word for word in known}
        time = kinds.get("time")
        if time and time.value in _TENSES:
            self._take_time(time.value, words)
        elif time and (time.value == "now" or following or self.found.language in UNSPACED or "neutral" not in kinds):
            self._take_time(time.value, words)
            if time.value in {"in", "now"} or len(kinds) == 1 or "neutral" in kinds:
                return
        for word in known:
            self._take_one(word, words)

    def _take_time(self, value: str, words: str) -> None:
        if value == "present":
            self.found.present = True
        elif value == "past":
            self.found.past = True
        elif value == "now":
            self.found.slots.append(Slot("now", (self.today.isoformat(),), words))
        elif value != "in":
            if self.found.language in UNSPACED and self.found.slots and value in {"after", "before"}:
                last = self.found.slots[-1]
                if last.kind in {"games", "in"}:
                    self.found.slots[-1] = Slot(value, last.values, last.words)
                    return
            self._time = value

    def _take_one(self, word: Word, words: str) -> None:
        if word.kind == "concepts":
            if word.value not in self.found.concepts:
                self.found.concepts.append(word.value)
        elif word.kind in _TEXTS:
            self.found.slots.append(Slot(_TEXTS[word.kind], (word.value,), words))
        elif word.kind == "things":
            kind, _, slug = word.value.partition("/")
            self._add(kind, (mint(kind, slug).value,), words)
        elif word.kind == "indicators":
            self.found.slots.append(Slot("indicator", (mint("indicator", word.value).value,), words))
        elif word.kind == "refused":
            self.found.refused.append(word.value)

    def _add_time(self, iso: str, words: str) -> None:
        self.found.slots.append(Slot(self._time or "in", (iso,), words))
        self._time = ""


def _alike(run: Sequence[str], name: str) -> bool:
    """Tell whether the letters of words are like those of a name: a year that both have makes them no more alike."""
    letters = ["".join(ch for ch in "".join(words_of(text)) if not ch.isdigit()) for text in (" ".join(run), name)]
    return OSA.normalized_similarity(*letters) >= _LEAST_ALIKE


def _kind(iri: str) -> str:
    found = parse(iri)
    return found.kind if found else ""


def days_of(iso: str) -> tuple[str, str]:
    """Return the first and the last day of a date or a range in ISO 8601.

    >>> days_of("2012"), days_of("2010/2011-06")
    (('2012-01-01', '2012-12-31'), ('2010-01-01', '2011-06-30'))
    """
    first, _, last = iso.partition("/")
    return PartialDate.parse(first).first_day.isoformat(), PartialDate.parse(last or first).last_day.isoformat()
