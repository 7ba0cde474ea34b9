"""The index of names, for search in spite of spelling.

All names (some two thousand) fit in memory, so matching happens here rather than in SPARQL. SPARQL has no way to fold
accents, or to measure how far a misspelt name is from a right one. A match is one of the steps of `Step`, the surest
first. What stands inside a word only is no match: "EDF" is not in "packaged food". Within a step, the name that has
least besides comes first, and what there is most about. Slips are rapidfuzz's: letters left out, put in, changed, or
changed about ("omgea"), each counted once.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from queries.search.folding import Spelling, fold, has_han, stems
from queries.search.identifier_index import STATUSES, IdentifierIndex
from queries.search.romanize import consonants, is_latin, rough_sound

_ENGLISH: Final = ("", "en")

_SHORTEST_SLIP: Final = 4
"""Letters of the shortest text that is compared with its slips."""

_SHORTEST_WORD_SLIP: Final = 5
_UNFINISHED: Final = 6
"""From how many letters on a text may be a misspelt beginning of a longer name."""

_LIKE_SOUND: Final = 0.15
"""What the same sound adds to the likeness of two spellings."""

_SAME_SOUND: Final = 0.5
_SAME_SHORT_SOUND: Final = 0.7
"""How alike the letters must be, from 0 to 1, for a sound to count; of two consonants nearly all."""

_WHOLE_WORDS: Final = 0.15
"""What it adds that a name begins with whole words of a text: "fuji" is Fuji Photo Film before Fujitsu."""

_LIKELY: Final = 1.73
"""The score from which on a slip is shown; what is less alike is rather something else."""

_SURELY_MEANT: Final = 0.78
"""How alike a misspelt name must be to be taken for one within a longer text."""

_SAME_ROUGH_SOUND: Final = 0.7
_FEW_CONSONANTS: Final = 4
"""How alike rough sounds must be, and from how many consonants on one of them may be another."""

_CONTRACTED: Final = range(3, 7)
"""Characters of a name from which others are left out: 全日空 for 全日本空輸."""

_INITIALS: Final = range(3, 7)
_ARTICLES: Final = """
    a an and d da de degli dei del dell della delle dello der des di die do dos du e el et for in l la las le les los of
    the to und van von y das
    """
_SMALL_WORDS: Final = frozenset(_ARTICLES.split())
"""Words that count only when they are typed in full: "Dell" is not in "Ferrovie dello Stato"."""

_APOSTROPHE: Final = re.compile("['’‘`´′＇]")  # noqa: RUF001
_POSSESSIVE: Final = re.compile(rf"(?<=\w){_APOSTROPHE.pattern}[sS](?=[?!.,;:]*$)")
_DIGITS: Final = re.compile(r"\d+")


class Step(IntEnum):
    """How a text matched a name; a higher step is surer, whatever there is about the thing."""

    INSIDE = 0
    """The text is longer, and the name, or a word of it, is in it."""
    LIKE = 1
    """The name is spelt or sounds nearly so."""
    INITIALS = 2
    """The text is made of the first letters of the name's words."""
    WITHIN = 3
    """The name contains the text, in a script without spaces."""
    WORDS = 4
    """Each word begins a word of the name."""
    BEGINNING = 5
    """The name begins with the text."""
    SCRIPT = 6
    """It is the whole name, written in another script."""
    FORM = 7
    """It is the whole name but for a legal form: Ltd., AG, 株式会社."""
    WHOLE = 8
    """It is the whole name, whatever its case, accents, dashes, widths and "&"."""
    IDENTIFIER = 9
    """It is no name, but what another register calls the thing."""


_CONFIRMED: Final = Step.IDENTIFIER + 0.9
"""The score of a thing whose identifier is confirmed; of others it is lower."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a thing. `kind` is the local name of the property. `partner` says that the thing is a partner."""

    iri: str
    text: str
    language: str
    kind: str
    partner: bool

    @property
    def preferred(self) -> bool:
        """Whether this is the thing's label."""
        return self.kind == "label"


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A thing that was found: the name that matched, the thing's label, how well, and by which step."""

    name: Name
    label: str
    score: float
    step: Step

    @property
    def near(self) -> bool:
        """Whether no name has the text itself, or it is an identifier that may be another thing's."""
        return self.step <= Step.INITIALS or (self.step is Step.IDENTIFIER and self.score < _CONFIRMED)

    @property
    def whole(self) -> bool:
        """Whether the text is the whole of the name, but for legal forms and script."""
        return self.step >= Step.SCRIPT


class _Entry(Spelling):
    """A name in the forms in which it is compared, with its place in the index."""

    def __init__(self, name: Name, place: int) -> None:
        super().__init__(name.text)
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "place", place)

    name: Name
    place: int

    @property
    def everyday(self) -> bool:
        """Whether it is a word that is no name, which must be spelt right."""
        return self.name.kind == "everyday"


class _Beginnings:
    """Texts with what they belong to, found by how they begin."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        known = sorted(set(pairs))
        self._texts = [text for text, _ in known]
        self._places = [place for _, place in known]

    def has(self, text: str) -> bool:
        """Tell whether this is one of the texts."""
        at = bisect_left(self._texts, text)
        return self._texts[at : at + 1] == [text]

    def find(self, beginning: str) -> list[int]:
        """Return the places of all texts that begin so."""
        first = bisect_left(self._texts, beginning)
        return self._places[first : bisect_right(self._texts, beginning + "\U0010ffff", lo=first)]


def labels_of(names: Sequence[Name]) -> dict[str, str]:
    """Return the label of each thing by IRI; of several the English one, or else the first."""
    last_first = (name for name in reversed(names) if name.preferred)
    return {name.iri: name.text for name in sorted(last_first, key=lambda name: name.language in _ENGLISH)}


class NameIndex:
    """All names, folded once; `weights` says how much there is about a thing, which decides among equal matches."""

    def __init__(
        self,
        entries: Iterable[Name],
        weights: Mapping[str, int] | None = None,
        identifiers: IdentifierIndex | None = None,
    ) -> None:
        every = tuple(entries)
        self.entries = tuple(name for name in every if name.kind != "demonym")
        self._demonyms = {Spelling(name.text).dense: _Entry(name, -1) for name in every if name.kind == "demonym"}
        self.identifiers = identifiers or IdentifierIndex(())
        self.labels = labels_of(self.entries)
        weights = weights or {}
        self._weights = {iri: math.log1p(weight) for iri, weight in weights.items()}
        self._entries = [_Entry(name, place) for place, name in enumerate(self.entries)]
        self._whole, self._bare, self._latin = (
            self._by(part) for part in (lambda entry: entry.dense, lambda entry: entry.bare, lambda entry: entry.latin)
        )
        for entry in self._entries:
            if (joined := "".join(entry.all_words)) != entry.dense:
                self._whole.setdefault(joined, []).append(entry)
        self._words = _Beginnings((word, entry.place) for entry in self._entries for word in entry.all_words)
        self._first: dict[int, dict[int, str]] = {}
        self._tails = _Beginnings(
            ("".join(entry.words[at:]), entry.place)
            for entry in self._entries
            for at in range(len(entry.words))
            if at == 0 or entry.words[at] not in _SMALL_WORDS
        )

    def _by(self, part: Callable[[_Entry], str]) -> dict[str, list[_Entry]]:
        found: defaultdict[str, list[_Entry]] = defaultdict(list)
        for entry in self._entries:
            if key := part(entry):
                found[key].append(entry)
        return dict(found)

    def find(self, text: str) -> list[NameMatch]:
        """Return the things whose names are `text` or contain it at the beginnings of words, best first.

        Where `text` is an identifier of another register, they are those that have it.
        """
        return self._identified(text) or self._find(Spelling(text))

    def _identified(self, text: str) -> list[NameMatch]:
        return [
            NameMatch(
                Name(thing.iri, f"{thing.name} {thing.value}", "", "identifier", partner=False),
                self.labels[thing.iri],
                _CONFIRMED - 0.1 * STATUSES.index(thing.status),
                Step.IDENTIFIER,
            )
            for thing in self.identifiers.find(text)
            if thing.iri in self.labels
        ]

    def whole(self, text: str) -> list[NameMatch]:
        """Return the things that have `text` as a whole name, but for legal forms and script."""
        found = _Best(self)
        self._add_whole(found, Spelling(text))
        return found.ranked()

    def meant(self, text: str, fits: Callable[[str], bool] = lambda _: True) -> list[NameMatch]:
        """Return what `text` may name, of the things whose IRIs fit.

        These are the things of which it is the whole name. Without any, they are those that have it but for legal form
        or script, or else all that contain it. One means that the name is clear, several that somebody must choose.
        """
        hits = [hit for hit in self.find(text) if fits(hit.name.iri)]
        if not hits:
            return []
        if hits[0].step is Step.IDENTIFIER:
            return [hit for hit in hits if hit.score == hits[0].score]
        sure = Step.WHOLE if hits[0].step is Step.WHOLE else Step.SCRIPT if hits[0].whole else Step.INSIDE
        return [hit for hit in hits if hit.step >= sure]

    def near(self, text: str, limit: int = 5) -> list[NameMatch]:
        """Return things whose names are spelt or sound like `text`, or begin with its letters, most alike first."""
        return self._near(Spelling(text), limit)

    def search(self, text: str, limit: int = 50) -> list[NameMatch]:
        """Return what `find` does, or else what is `near`."""
        wanted = Spelling(text)
        return (self._identified(text) or self._find(wanted))[:limit] or self._near(wanted, min(limit, 8))

    def _find(self, wanted: Spelling) -> list[NameMatch]:
        found = _Best(self)
        if not wanted.dense:
            return []
        self._add_whole(found, wanted)
        for words, dense in dict.fromkeys(((wanted.all_words, wanted.dense), (wanted.bare_words, wanted.bare))):
            self._add_words(found, words, dense)
        if not found and wanted.latin and wanted.latin != wanted.bare:
            self._add_words(found, wanted.latin_words, wanted.latin)
        if wanted.syllabic and len(wanted.text.strip()) > 1:
            for entry in self._syllabic:
                if wanted.dense in entry.dense or wanted.bare in entry.dense:
                    found.add(entry, Step.WITHIN, _closeness(wanted.dense, entry.dense))
        return found.ranked()

    def _add_whole(self, found: _Best, wanted: Spelling) -> None:
        for key, known, step in (
            (wanted.dense, self._whole, Step.WHOLE),
            (wanted.bare, self._bare, Step.FORM),
            (wanted.latin, self._latin, Step.SCRIPT),
        ):
            for entry in known.get(key, ()) if key else ():
                rest = 0.9 * OSA.normalized_similarity(wanted.dense, entry.dense) if step is Step.FORM else 0.3
                found.add(entry, step, rest)

    def _add_words(self, found: _Best, words: Sequence[str], dense: str) -> None:
        """Add the names in which each word begins a word, and those that begin so if spaces do not count."""
        if not dense or (len(words) > 1 and all(len(word) == 1 or word in _SMALL_WORDS for word in words)):
            return  # "C & A" is not the beginning of Canada
        spread, typed = self._spread(words), tuple(words)
        for place in spread | set(self._tails.find(dense)):
            entry = self._entries[place]
            step = Step.BEGINNING if entry.dense.startswith(dense) else Step.WORDS
            ends = entry.words[: len(typed)] == typed
            found.add(entry, step, _closeness(dense, entry.dense) + (_WHOLE_WORDS if ends else 0))

    def _spread(self, words: Sequence[str]) -> set[int]:
        """Return the names that have all these beginnings of words, in any order.

        A lone letter is a whole word ("P and G"). Only the last one may be a beginning, while more is typed ("tokyo
        2").
        """
        typed = [word for at, word in enumerate(words) if not (at > 0 and word in {"and", "und", "et"})] or list(words)
        long = any(len(word) > 2 or not word.isascii() for word in typed)
        if not any(len(word) > 1 or not word.isascii() for word in typed):
            return set()
        places: set[int] | None = None
        for at, word in enumerate(typed):
            alone = len(word) == 1 and word.isascii() and not (long and at == len(typed) - 1)
            here = {
                place
                for place in self._words.find(word)
                if any(
                    known == word or (known.startswith(word) and not alone and known not in _SMALL_WORDS)
                    for known in self._entries[place].all_words
                )
            }
            places = here if places is None else places & here
            if not places:
                break
        return places or set()

    def _near(self, wanted: Spelling, limit: int) -> list[NameMatch]:
        found = _Best(self)
        if len(wanted.words) == 1 and len(wanted.dense) in _INITIALS:
            for entry in self._initials.get(wanted.dense, ()):
                found.add(entry, Step.INITIALS, 0.3)
            for entry in self._few_words:
                if _shortened(wanted.dense, entry.bare_words):
                    found.add(entry, Step.INITIALS, 0.2)
        if wanted.syllabic and len(wanted.composed) in _CONTRACTED:
            for entry in self._syllabic:
                if _contracted(wanted.composed, entry.composed):
                    found.add(entry, Step.INITIALS, _closeness(wanted.composed, entry.composed))
        typed = "" if has_han(wanted.text) else wanted.latin
        if typed:
            self._add_sounds(found, wanted)
        if len(typed) >= _SHORTEST_SLIP:
            self._add_slips(found, typed)
            self._add_like_words(found, wanted.latin_words)
            self._add_like_beginnings(found, wanted.latin_words)
        return [hit for hit in found.ranked() if hit.score >= _LIKELY][:limit]

    def _add_sounds(self, found: _Best, wanted: Spelling, *, folded: bool = False) -> None:
        """Add what sounds so; of `folded` words in syllables the sound is lost."""
        if not is_latin(wanted.text) and not has_han(wanted.text) and not (folded and wanted.syllabic):
            self._add_rough_sounds(found, wanted)
        for entry in self._sounds.get(wanted.sound, ()) if len(wanted.sound) > 1 else ():
            likeness = OSA.normalized_similarity(wanted.latin, entry.latin)
            if likeness >= (_SAME_SOUND if len(wanted.sound) > 2 else _SAME_SHORT_SOUND):
                found.add(entry, Step.LIKE, min(0.99, likeness + _LIKE_SOUND))

    def _add_rough_sounds(self, found: _Best, wanted: Spelling) -> None:
        """Add the names that another script writes so; few consonants must be followed by the same vowels."""
        sound = rough_sound(wanted.latin)
        heard = consonants(sound)
        places = set(self._consonants.get(heard, ())) if len(heard) > 1 else set()
        if len(heard) > _FEW_CONSONANTS:
            alike = process.extract(heard, self._skeletons, scorer=OSA.distance, score_cutoff=1, limit=20)
            places.update(place for text, _, _ in alike for place in self._consonants[text])
        for place in places:
            entry = self._entries[place]
            likeness = OSA.normalized_similarity(sound, rough_sound(entry.latin))
            if likeness == 1 or (len(heard) > 2 and likeness >= _SAME_ROUGH_SOUND):
                spelt = OSA.normalized_similarity(wanted.latin, entry.latin)
                found.add(entry, Step.LIKE, 0.75 * likeness + 0.24 * spelt)

    def _add_slips(self, found: _Best, typed: str, *, whole: bool = False) -> None:
        """Add names that are spelt like the text; unless it is `whole`, by their beginnings and words, too."""
        slips = _slips(typed)
        choices = [(self._spelt_texts, 1.0)]
        if len(typed) >= _UNFINISHED and not whole:
            choices.append(([text[: len(typed)] for text in self._spelt_texts], 0.9))
        for texts, weight in choices:
            for text, distance, at in process.extract(typed, texts, scorer=OSA.distance, score_cutoff=slips, limit=40):
                if _may_slip(typed, text):
                    likeness = weight * (1 - distance / max(len(text), len(typed)))
                    for place, is_name in self._spelt[self._spelt_texts[at]]:
                        if is_name or (len(typed) >= _SHORTEST_WORD_SLIP and not whole):
                            found.add(self._entries[place], Step.LIKE, likeness * (1 if is_name else 0.9))

    def _add_like_words(self, found: _Best, words: Sequence[str]) -> None:
        """Add the names that have a word like each word of the text, some with slips."""
        if len(words) < 2:
            return
        places: dict[int, float] | None = None
        for word in words:
            here: dict[int, float] = {}
            for place in self._latin_words.find(word) if len(word) > 1 else ():
                here[place] = 1.0
            if len(word) >= _SHORTEST_WORD_SLIP:
                for text, distance, _ in process.extract(
                    word, self._vocabulary, scorer=OSA.distance, score_cutoff=_slips(word), limit=20
                ):
                    for place in self._latin_words.find(text) if _may_slip(word, text) else ():
                        here[place] = max(here.get(place, 0.0), 1 - distance / max(len(text), len(word)))
            places = here if places is None else {at: min(places[at], here[at]) for at in places.keys() & here.keys()}
            if not places:
                return
        for place, likeness in (places or {}).items():
            found.add(self._entries[place], Step.LIKE, 0.85 * likeness)

    def _add_like_beginnings(self, found: _Best, words: Sequence[str]) -> None:
        """Add the names whose first words, as many as the text has, are spelt nearly so."""
        size, typed = len(words), "".join(words)
        if size < 2:
            return
        for text, distance, place in process.extract(
            typed, self._first_words(size), scorer=OSA.distance, score_cutoff=_slips(typed), limit=20
        ):
            if _may_slip(typed, text):
                found.add(self._entries[place], Step.LIKE, 0.95 * (1 - distance / max(len(text), len(typed))))

    def without_possessives(self, text: str) -> str:
        """Return a text without the "'s" of words that no name has: "Visa's", but "McDonald's"."""
        if not _APOSTROPHE.search(text):
            return text
        words = text.split()
        ends = [_POSSESSIVE.sub("", word) for word in words]
        return " ".join(
            end if end != word and not self._words.has(fold(word)) else word
            for word, end in zip(words, ends, strict=True)
        )

    def weight(self, iri: str) -> float:
        """Return how much there is about a thing: a logarithm, 0 for nothing."""
        return self._weights.get(iri, 0.0)

    # what only some searches need

    @cached_property
    def _syllabic(self) -> list[_Entry]:
        return [entry for entry in self._entries if entry.syllabic]

    @cached_property
    def _initials(self) -> dict[str, list[_Entry]]:
        found: defaultdict[str, list[_Entry]] = defaultdict(list)
        for entry in self._entries:
            if "/organization/" not in entry.name.iri:
                continue
            for words in {entry.all_words, entry.bare_words}:
                for kept in {words, tuple(word for word in words if word not in _SMALL_WORDS)}:
                    if len(kept) in _INITIALS:
                        found["".join(word[0] for word in kept)].append(entry)
        return dict(found)

    @cached_property
    def _few_words(self) -> list[_Entry]:
        return [
            entry for entry in self._entries if 1 < len(entry.bare_words) < 4 and "/organization/" in entry.name.iri
        ]

    @cached_property
    def _sounds(self) -> dict[str, list[_Entry]]:
        return self._by(lambda entry: "" if entry.everyday or entry.text.isupper() else entry.sound)

    @cached_property
    def _consonants(self) -> dict[str, list[int]]:
        """The places of names by what is left of their sound without vowels."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for entry in self._entries:
            if entry.latin.isalpha() and not entry.everyday and not has_han(entry.text):
                found[consonants(rough_sound(entry.latin))].append(entry.place)
        return dict(found)

    @cached_property
    def _skeletons(self) -> list[str]:
        return [text for text in self._consonants if len(text) >= _FEW_CONSONANTS]

    @cached_property
    def _spelt_texts(self) -> list[str]:
        return list(self._spelt)

    @cached_property
    def _spelt(self) -> dict[str, list[tuple[int, bool]]]:
        """Every name in Latin letters without spaces, and every word of several, with the places of the names."""
        found: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
        for entry in self._entries:
            words = entry.latin_words
            if entry.everyday or (has_han(entry.text) and entry.name.language == "ja"):
                continue  # anyascii reads characters as Chinese
            long = [word for word in words if len(word) >= _SHORTEST_WORD_SLIP] if len(words) > 1 else []
            for text in dict.fromkeys((entry.latin, *long)):
                if text:
                    found[text].append((entry.place, text == entry.latin))
        return dict(found)

    def _first_words(self, size: int) -> dict[int, str]:
        """Return the first words of the names that have more than so many, by place."""
        if size not in self._first:
            self._first[size] = {
                entry.place: "".join(entry.latin_words[:size])
                for entry in self._entries
                if len(entry.latin_words) > size and not entry.everyday
            }
        return self._first[size]

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted({word for entry in self._entries for word in entry.latin_words if len(word) > 3})

    @cached_property
    def _latin_words(self) -> _Beginnings:
        return _Beginnings((word, entry.place) for entry in self._entries for word in entry.latin_words)

    # what `mentions` looks up

    def named(self, words: Sequence[str]) -> list[NameMatch]:
        """Return the things with a name of exactly these words, however they are inflected (English)."""
        exact = self.whole(" ".join(words))
        if exact:
            return exact
        found = _Best(self)
        if demonym := self._demonyms.get("".join(words)):
            found.add(demonym, Step.INSIDE, 0.6)
        for entry in self._stemmed.get(" ".join(stems(words)), ()):
            found.add(entry, Step.INSIDE, 0.6)
        return found.ranked()

    def written_in(self, word: str) -> list[NameMatch]:
        """Return the things with the longest name that stands in a word of a script without spaces."""
        longest, found = 1, _Best(self)
        for entry in self._syllabic:
            if len(entry.bare) >= longest and len(entry.text) > 1 and entry.bare in word:
                if len(entry.bare) > longest:
                    longest, found = len(entry.bare), _Best(self)
                found.add(entry, Step.INSIDE, 0.5)
        return found.ranked()

    def misspelt(self, words: Sequence[str]) -> list[NameMatch]:
        """Return the things with a whole name that is spelt or sounds nearly like these words."""
        found, wanted = _Best(self), Spelling(" ".join(words))
        if len(wanted.latin) >= _SHORTEST_WORD_SLIP:
            self._add_sounds(found, wanted, folded=True)
            self._add_slips(found, wanted.latin, whole=True)
        return [hit for hit in found.ranked() if hit.score >= Step.LIKE + _SURELY_MEANT]

    def containing(self, words: Sequence[str], *, unfinished: bool = False) -> list[NameMatch]:
        """Return the things with a name that has these whole words in this order; the last may be `unfinished`.

        One word alone names no organization, unless its address is just that. So "kodak" is Eastman Kodak, but
        "president" is not Uni-President. It names a country only as the last word of its name: "korea", but not "new".
        """
        found = _Best(self)
        size = len(words)
        for place in set(self._words.find(words[0])):
            entry = self._entries[place]
            if size == 1 and "/organization/" in entry.name.iri and not entry.name.iri.endswith("/" + words[0]):
                continue
            if size == 1 and "/country/" in entry.name.iri and entry.words[-1] != words[0]:
                continue
            for at in range(len(entry.words) - size + 1):
                part = entry.words[at : at + size]
                same = part == tuple(words)
                begun = unfinished and part[:-1] == tuple(words[:-1]) and part[-1].startswith(words[-1])
                if same or begun:
                    found.add(entry, Step.INSIDE, 0.4 if same else 0.2)
        return found.ranked()

    @cached_property
    def _stemmed(self) -> dict[str, list[_Entry]]:
        """The names of categories and the like, by the stems of their words."""
        english = [entry for entry in self._entries if entry.name.language in _ENGLISH and entry.dense.isascii()]
        found: defaultdict[str, list[_Entry]] = defaultdict(list)
        for entry in english:
            if "/category/" in entry.name.iri:
                found[" ".join(stems(entry.words))].append(entry)
        return dict(found)


class _Best:
    """The best match of each thing. How much there is about it counts for less than how well it matches."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index
        self._found: dict[str, NameMatch] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, entry: _Entry, step: Step, closeness: float) -> None:
        """Add a match; `closeness` is below 1 and tells matches of one step apart."""
        name = entry.name
        weight = self._index.weight(name.iri) * (0.02 if step in (Step.LIKE, Step.FORM) else 0.08)
        score = step + min(0.99, closeness + min(weight, 0.5)) + (0.005 if name.preferred else 0.0)
        known = self._found.get(name.iri)
        if known is None or score > known.score:
            label = self._index.labels.get(name.iri, name.text)
            self._found[name.iri] = NameMatch(name, label, score, step)

    def ranked(self) -> list[NameMatch]:
        """Return the matches, the best first."""
        return sorted(self._found.values(), key=lambda hit: (-hit.score, not hit.name.partner, hit.label, hit.name.iri))


def _closeness(typed: str, name: str) -> float:
    """Rate how little a name has besides what was typed, from 0 to 0.3."""
    return 0.3 * len(typed) / (len(name) + 1)


def _contracted(typed: str, name: str) -> bool:
    """Tell whether a text is a name from which characters are left out, though not the first.

    >>> _contracted("全日空", "全日本空輸"), _contracted("三星電子", "三菱電機")
    (True, False)
    """
    rest = iter(name)
    return typed[:1] == name[:1] and all(ch in rest for ch in typed)


def _shortened(typed: str, words: Sequence[str]) -> bool:
    """Tell whether a text is made of the beginnings of all words, two letters or more of each: "amex".

    >>> _shortened("amex", ("american", "express")), _shortened("amer", ("american", "express"))
    (True, False)
    """
    if not words:
        return not typed
    most = next((n for n, (one, other) in enumerate(zip(typed, words[0], strict=False)) if one != other), None)
    longest = min(len(typed), len(words[0])) if most is None else most
    return any(_shortened(typed[size:], words[1:]) for size in range(2, longest + 1))


def _slips(typed: str) -> int:
    """Return how many slips a text of this length may hold."""
    return 1 if len(typed) <= 5 else 2 if len(typed) <= 9 else 3


def _may_slip(typed: str, name: str) -> bool:
    """Tell whether somebody may type the one for the other.

    Nobody mistypes a year, or the first letter of a short name; of four letters two may change places. The first letter
    may be left out. Who mistypes another has the first one right.
    """
    if _DIGITS.findall(typed) != _DIGITS.findall(name):
        return False
    if len(typed) <= 4 or len(name) <= 4:
        return sorted(typed) == sorted(name)
    if typed == name[1:] or typed[0] == name[0] or typed[:2] == name[1::-1]:
        return True
    return len(typed) > 5 and OSA.distance(typed, name, score_cutoff=1) == 1


__all__ = ["Name", "NameIndex", "NameMatch", "Step", "labels_of"]
