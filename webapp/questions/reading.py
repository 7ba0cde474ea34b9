"""The reading of a question.

It finds the things that a question names, its concepts, its times, and the words that were not understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from rapidfuzz.distance import OSA

from queries.search.folding import fold, words_of
from queries.search.name_match import NameMatch
from webapp.mentions.mention import Mention
from webapp.mentions.name_index import text_index
from webapp.mentions.reader import read as read_mentions
from webapp.models.reference_data import ReferenceData, slug
from webapp.questions.editions import GAMES_WORDS
from webapp.questions.lexicon import LANGUAGES, UNSPACED, Lexicon, Word, lexicon, real_words
from webapp.questions.names import begun_names, kind_of, misspelt_name, part_of_name, syllabic_name, whole_name
from webapp.questions.read_question import QuestionBuilder, ReadQuestion, Slot, tier_names
from webapp.questions.settling import ABOUT_GAMES, YEAR, games_in, settle

LONGEST: Final = 300
"""Characters of a question."""

_KANA: Final = re.compile("[\u3041-\u30ff]")
_HAN: Final = re.compile("[\u3400-\u9fff]")
_IT: Final = re.compile(r"\bIT\b")
"""A field, and no pronoun."""

_SHORT_YEAR: Final = 2
"""Digits of a year without its century."""

_ELISION: Final = re.compile(r"(?:[djlmnst]|qu)['’](?=[^\W\d])", re.IGNORECASE)  # noqa: RUF001
_OU: Final = re.compile("(?<=[^ ] )ou(?= )")
"""The French "or", which differs from "where" by an accent alone, which words lose."""

_DECADE: Final = re.compile(r"((?:18|19|20)\d0)s")
_LONGEST_TIER: Final = 4
_PARTNERS: Final = tuple(
    one + ending
    for one in ("partner", "sponsor", "supplier", "supporter", "licensee", "provider")
    for ending in ("", "s")
)
"""Words for partners with which names of tiers end."""

_SURE: Final = frozenset({"games", "country", "organization", "person", "programme"})
"""Kinds of mentions that are taken from the reader of texts; it looks at capitals and at other languages."""

_IN: Final = frozenset("in during since until before after on im en von ab seit bis vor nach".split())  # noqa: SIM905
_OF: Final = frozenset({"of", "in", "de", "von"})
_WINTER: Final = "冬"
_SUMMER_WORD: Final = "奥运"
_COMPOUND: Final = re.compile(
    "([a-z]{3,})"
    "(partner|partnern|partnerschaft|sponsoring|sponsor|sponsors|sponsoren|lieferant|lieferanten|ausruster|forderer)"
)
"""A German word that has a word for partners at its end."""


def read(catalogue: ReferenceData, text: str, today: date) -> ReadQuestion:
    """Read a question; `today` is the day on which it is asked."""
    clean = catalogue.names.without_possessives(text)
    if clean != clean.upper():
        clean = _IT.sub("information technology", clean)
    language = _language(clean)
    found = _Reader(catalogue, _OU.sub("et", clean) if language == "fr" else clean, language, today).read()
    if language == "zh" and found.unknown:  # a Japanese text may have no kana
        japanese = _Reader(catalogue, clean, "ja", today).read()
        return found if japanese.unknown else japanese
    return found


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


class _Reader(QuestionBuilder):
    def __init__(self, catalogue: ReferenceData, text: str, language: str, today: date) -> None:
        super().__init__(catalogue, text, language, today)
        tongues = [language] if language in UNSPACED else dict.fromkeys((language, "en"))
        self.lexicons: list[Lexicon] = [lexicon(one) for one in tongues]

    def read(self) -> ReadQuestion:
        mentions = [
            mention
            for mention in read_mentions(self.catalogue, self.question.text, self.today).mentions
            if self._is_sure(mention)
        ]
        at = 0
        for mention in mentions:
            self._gap(self.question.text[at : mention.start])
            self._mention(mention)
            at = mention.end
        self._gap(self.question.text[at:])
        self.end()
        settle(self.catalogue, self.question, self.today)
        return self.question

    def _is_sure(self, mention: Mention) -> bool:
        """Tell whether a mention is taken as it is: one of several meanings is left to the names of the search."""
        if mention.kind == "date":
            return len(mention.id) > 4
        if mention.kind == "place":
            return (
                not whole_name(self.catalogue.names, words_of(mention.text), 0)[0]
                and not part_of_name(self.catalogue.names, words_of(mention.text), 0)[0]
            )
        if mention.kind not in _SURE:
            return False
        if mention.kind == "games":
            return " " in mention.text or any(ch.isdigit() for ch in mention.text) or not mention.text.isascii()
        word = fold(mention.text)
        if mention.kind == "programme" and not self._unspaced and any(word in one.phrases for one in self.lexicons):
            return False  # "second TOP term" is one phrase
        return not any(found[0].kind != "things" for one in self.lexicons if (found := one.phrases.get(word, ())))

    def _mention(self, mention: Mention) -> None:
        if mention.kind == "date":
            self.add_time(mention.id, mention.text)
            return
        if mention.kind == "place":
            self.question.slots.append(Slot("place", (mention.text,), mention.text))
            return
        kind = mention.kind
        words = words_of(mention.text)
        if kind == "games" and words and YEAR.fullmatch(words[0]) and self._narrowed(words[0]):
            return  # "beijing 2008 games"
        if kind == "games" and mention.text.isascii() and not any(word.isdigit() for word in words):
            hits, size = part_of_name(self.catalogue.names, words, 0)
            if size == len(words):  # a city has had several Games
                self.add_name(hits, mention.text, part=True)
                return
        iris = [iri for iri in mention.iris if kind_of(iri) == kind] or list(mention.iris)
        if kind == "games" and not mention.text.isascii():
            self._games_of_city(iris, mention.text)
            return
        self.add(kind, iris, mention.text)

    def _games_of_city(self, iris: Sequence[str], text: str) -> None:
        """Add the Games of a city in Chinese or Japanese: 北京奥运会 are the Summer Games, before the Winter Games."""
        self.add("games", iris, text)
        slot = self.question.slots[-1]
        if any(ch.isdigit() for ch in text) or _WINTER in text or slot.kind != "games":
            return
        editions = set(text_index(self.catalogue).games_names.values())
        cities = {city for one in editions if one.iri in slot.values for city in one.cities}
        same = [one.iri for one in editions if cities & one.cities and one.iri not in slot.values]
        found = self._likeliest([*slot.values, *same])
        if _SUMMER_WORD in text:
            found.sort(key=lambda iri: self.catalogue.games[iri].season != "summer")
        self.question.slots[-1] = replace(slot, values=tuple(found))

    def _gap(self, text: str) -> None:
        if self.question.language in UNSPACED and not text.isascii():
            self._read_unspaced(fold(text))
            return
        words = self._without_elisions(text) if self.question.language == "fr" else words_of(text)
        at = 0
        while at < len(words):
            at += self._word(words, at)

    def _without_elisions(self, text: str) -> list[str]:
        """Return the words of a French text: "d'albertville" is Albertville, and "l'oréal" a name."""
        found: list[str] = []
        for part in text.split():
            elided = _ELISION.match(part)
            is_name = elided and whole_name(self.catalogue.names, words_of(part), 0)[0]
            found += words_of(part[elided.end() :] if elided and not is_name else part)
        return found

    def _word(self, words: Sequence[str], at: int) -> int:
        """Read the longest thing at a place, and return how many words it has."""
        known, size = self._longest(words, at)
        hits, length = whole_name(self.catalogue.names, words, at)
        while length > 1 and self._is(words[at + length - 1], "neutral"):
            length -= 1  # "kodak as" is found as Kodak
        if length > 1 and self._is(words[at + length - 1], "relative"):
            hits = []  # "the next" is no company
        if hits and (length > size or (length == size and not known)):
            self.add_name(hits, " ".join(words[at : at + length]))
            return length
        if known and size == 1 and known[0].kind == "things":
            part, longer = part_of_name(self.catalogue.names, words, at)
            if longer > 1:  # "french alps" is no French company
                self.add_name(part, " ".join(words[at : at + longer]), part=True)
                return longer
        if known and self._may_be_tier(known, words, at) and (taken := self._take_tier(words, at)):
            return taken
        if known:
            self.add_words(known, " ".join(words[at : at + size]), words[at + size : at + size + 1])
            return size
        if hits:
            self.add_name(hits, " ".join(words[at : at + length]))
            return length
        return self._rest(words, at)

    def _may_be_tier(self, known: tuple[Word, ...], words: Sequence[str], at: int) -> bool:
        """Tell whether a word may begin the name of a tier: "Team Millennium Partners", "National Partners"."""
        return known[0].kind == "refused" or not any(one.longest(words, at)[0] for one in self.lexicons)

    def _is(self, word: str, kind: str) -> bool:
        return any(found.kind == kind for one in self.lexicons for found in one.phrases.get(word, ()))

    def _longest(self, words: Sequence[str], at: int) -> tuple[tuple[Word, ...], int]:
        found: tuple[tuple[Word, ...], int] = ((), 1)
        for one in self.lexicons:
            known, size = one.longest(words, at)
            if known and (not found[0] or size > found[1]):
                found = known, size
        if not found[0] and self.question.language not in UNSPACED:
            return next((other for one in LANGUAGES if (other := lexicon(one).longest(words, at))[0]), found)
        return found

    def _rest(self, words: Sequence[str], at: int) -> int:  # noqa: PLR0911
        """Read a year, a part of a name, or a word with a slip."""
        if self._year(words, at):
            return 1
        if taken := self._take_tier(words, at):
            return taken
        hits, size = begun_names(self.catalogue.names, words, at)
        if hits and not self._is(words[at + size - 1], "neutral"):
            self.add_name(hits, " ".join(words[at : at + size]), part=True)
            return size
        free = self._before_words(words, at)
        index = self.catalogue.names
        hits, size = part_of_name(index, free, at)
        if hits:
            self.add_name(hits, " ".join(words[at : at + size]), part=True)
            return size
        if at and words[at - 1] in _IN and (places := list(text_index(self.catalogue).places.find(words[at]))):
            self.question.slots.append(Slot("place", (places[0][2],), words[at]))  # "signed in davos"
            return 1
        word = words[at]
        tongues = dict.fromkeys((*(one.language for one in self.lexicons), *LANGUAGES))
        own = {one.language for one in self.lexicons}
        slips = ((one, lexicon(one).misspelt(word)) for one in tongues if one not in UNSPACED)
        is_real = word in real_words()
        slip, right = next(
            (found for one, found in slips if found[0] and (one in own or found[0][0].kind == "neutral")), ((), "")
        )
        if slip:
            self.question.corrected.append((word, right))
            self.add_words(slip, word, words[at + 1 : at + 2])
            return 1
        city = "" if is_real else index.in_texts.respelt(word)
        hits, size = part_of_name(index, [*words[:at], city, *words[at + 1 :]], at) if city else ([], 0)
        if hits:
            self.question.corrected.append((word, city))
            self.add_name(hits, " ".join((city, *words[at + 1 : at + size])), part=True)
            return size
        hits, size = misspelt_name(index, free, at)
        if hits and not real_words().issuperset(words[at : at + size]):
            self.question.corrected.append((" ".join(words[at : at + size]), hits[0].name.text))
            self.add_name(hits, " ".join(words[at : at + size]))
            return size
        if parts := _COMPOUND.fullmatch(word):
            self._gap(f"{parts[1]} {parts[2]}")
        else:
            self.question.unknown.append(word)
        return 1

    def _take_tier(self, words: Sequence[str], at: int) -> int:
        """Read a tier, and return how many words it has; nothing where there is none."""
        if tier := self._tier(words, at):
            self.question.slots.append(Slot("tier", (tier,), tier))
        return len(tier.split())

    def _tier(self, words: Sequence[str], at: int) -> str:
        """Return the words that a tier has in its name, in the singular: "main sponsors"; nothing without one."""
        labels = tier_names(self.catalogue)
        for size in range(_LONGEST_TIER, 1, -1):
            name = " ".join(words[at : at + size])
            one = name.removesuffix("s")
            if name.endswith(_PARTNERS) and any(one in label for label in labels):
                return one
            slip = next((label for label in labels if OSA.distance(one, label, score_cutoff=1) == 1), "")
            if name.endswith(_PARTNERS) and slip and not real_words().issuperset(name.split()):
                self.question.corrected.append((one, slip))
                return slip
        return words[at] if words[at] in labels else ""

    def _year(self, words: Sequence[str], at: int) -> bool:
        """Read a year, a decade, or the Games of a year; tell whether there is one."""
        word = words[at]
        if self._narrowed(word) or (
            len(word) == _SHORT_YEAR and word.isdigit() and (self._narrowed("19" + word) or self._narrowed("20" + word))
        ):
            return True
        decade = _DECADE.fullmatch(word)
        if YEAR.fullmatch(word):
            if self._is_of_no_games(word):
                self.question.unknown.append(f"Games of {word} there")
                return True
            beside = {*words[max(0, at - 1) : at], *words[at + 1 : at + 2]}
            of_games = at > 1 and words[at - 1] in _OF and words[at - 2] in GAMES_WORDS
            if beside & GAMES_WORDS or (of_games and games_in(self.catalogue, word)):
                self._games_of(word)
            else:
                if not {*words[max(0, at - 1) : at]} & _IN or set(self.question.concepts) & ABOUT_GAMES:
                    self.question.bare.add(word)
                self.add_time(word, word)
        elif decade:
            self.add_time(f"{decade[1]}/{int(decade[1]) + 9}", word)
        return bool(decade or YEAR.fullmatch(word))

    def _is_of_no_games(self, year: str) -> bool:
        """Tell whether a year directly follows a city that had no Games in it: "Tokyo 2016"."""
        last = self.question.slots[-1] if self.question.slots else None
        named = f" {last.words.casefold()} {year} " if last and last.kind == "games" and last.words.isalpha() else ""
        return bool(named) and named in f" {' '.join(words_of(self.question.text))} "

    def _narrowed(self, year: str) -> bool:
        """Let a year choose among the Games of the city before it: "Seoul Olympics 1988"."""
        last = self.question.slots[-1] if self.question.slots else None
        found = (
            [iri for iri in last.values if slug(iri).startswith(year + "-")] if last and last.kind == "games" else []
        )
        if last and found:
            self.question.slots[-1] = Slot("games", tuple(found), f"{last.words} {year}")
        return bool(found)

    def _games_of(self, year: str) -> None:
        """Add the Games of a year; a year without any is not understood."""
        if found := games_in(self.catalogue, year):
            self.add("games", found, f"Games of {year}")
        else:
            self.question.unknown.append(f"Games of {year}")

    def _before_words(self, words: Sequence[str], at: int) -> Sequence[str]:
        """Return the words up to the next word of questions, which is in no part of a name."""
        end = next((place for place in range(at + 1, len(words)) if self._longest(words, place)[0]), len(words))
        return words[:end]

    def _read_unspaced(self, text: str) -> None:
        """Read Chinese or Japanese between names."""
        at = 0
        missed = ""
        while at < len(text):
            hits, known, letters = self._next_unspaced(text, at)
            year = YEAR.match(text, at)
            if hits:
                self.add_name(hits, text[at : at + letters])
                at += letters
            elif known:
                self.add_words(known, text[at : at + letters], ())
                at += letters
            elif year:
                self.add_time(year[0], year[0])
                at = year.end() + (text[year.end() : year.end() + 1] == "年")
            else:
                if text[at].isalnum():
                    missed += text[at]
                at += 1
        if missed:
            self.question.unknown.append(missed)

    def _next_unspaced(self, text: str, at: int) -> tuple[list[NameMatch], tuple[Word, ...], int]:
        """Return the name or the words at a place of a text without spaces, and how many letters they have.

        The longest are meant, unless what follows is known only after shorter ones: の後任 is no の後.
        """
        known, longest = max(
            (one.unspaced(text, at) for one in self.lexicons), key=lambda found: len(found[0]) and found[1]
        )
        hits, letters = syllabic_name(self.catalogue.names, text, at)
        if hits and letters > longest:
            return hits, (), letters
        if known and not self._goes_on(text, at + longest):
            for size in range(longest - 1, 0, -1):
                found = (one.phrases.get(text[at : at + size], ()) for one in self.lexicons)
                if (shorter := next(filter(None, found), ())) and self._goes_on(text, at + size):
                    return [], shorter, size
        return [], known, longest

    def _goes_on(self, text: str, at: int) -> bool:
        """Tell whether something known begins at a place, or the text ends there."""
        if at >= len(text) or not text[at].isalnum() or YEAR.match(text, at):
            return True
        return bool(
            any(one.unspaced(text, at)[0] for one in self.lexicons) or syllabic_name(self.catalogue.names, text, at)[0]
        )
