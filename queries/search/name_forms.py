"""The keys that names have in the forms of comparison.

A form is worked out for all names at once. A name may have several keys in a form, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from typing import Final

from queries.search.folding import has_han, stems
from queries.search.name_match import Entry
from queries.search.romanize import consonants, rough_sound

_ARTICLES: Final = """
    a an and d da de degli dei del dell della delle dello der des di die do dos du e el et for in l la las le les los of
    the to und van von y das
    """
SMALL_WORDS: Final = frozenset(_ARTICLES.split())
"""Words that count only when they are typed in full: "Dell" is not in "Ferrovie dello Stato"."""

SHORTEST_WORD_SLIP: Final = 5
"""Letters of the shortest word within a text, or within a name, that may have slips."""

INITIALS: Final = range(3, 7)
"""How many first letters may stand for a name."""

_FEW_WORDS: Final = range(2, 4)
"""How many words a name has that may be shortened to their beginnings."""


class Form(IntEnum):
    """A form in which names are found. Files of names have the numbers."""

    WHOLE = 1
    """All letters."""
    CONNECTED = 2
    """All letters with the words for "&", where that makes a difference."""
    BARE = 3
    """All letters without legal forms."""
    LATIN = 4
    """The same in Latin letters."""
    TAIL = 5
    """The letters from the beginning of a word on."""
    WORD = 6
    """A word."""
    LATIN_WORD = 7
    """A word in Latin letters, without legal forms."""
    WITHIN = 8
    """The letters from any place on, in a script without spaces."""
    COMPOSED = 9
    """All characters of a name in a script without spaces, as they are written."""
    SYLLABIC = 10
    """All letters without legal forms, of names in such a script alone."""
    INITIALS = 11
    """The first letters of the words of an organization's name."""
    BEGUN = 12
    """The first two letters of each word of an organization's name."""
    SOUND = 13
    """The consonants that are heard."""
    CONSONANTS = 14
    """The consonants of the rough sound."""
    SPELT = 15
    """All Latin letters of a name that may be misspelt."""
    SPELT_WORD = 16
    """A long word of such a name."""
    FIRST_WORDS = 17
    """The first words of a longer name; a letter for their number is before them."""
    STEMS = 18
    """The stems of the English words of a category."""
    GAMES_WORD = 19
    """A long word of a name of Games."""
    DEMONYM = 20
    """A word for who or what is from a country; names of no other kind have it."""


def keys_of(form: Form, entry: Entry) -> Iterable[str]:
    """Return the keys of a name in a form, each once."""
    if entry.name.demonym != (form is Form.DEMONYM):
        return ()
    return dict.fromkeys(key for key in _KEYS[form](entry) if key)


def numbered(words: Iterable[str]) -> str:
    """Return the key of the first words of a name."""
    first = tuple(words)
    return count_letter(len(first)) + "".join(first)


def count_letter(number: int) -> str:
    """Return the letter that stands for a number of words: a capital one, which no key has."""
    return chr(ord("A") + number)


def _connected(entry: Entry) -> Iterator[str]:
    if (joined := "".join(entry.all_words)) != entry.dense:
        yield joined


def _tails(entry: Entry) -> Iterator[str]:
    for at, word in enumerate(entry.words):
        if at == 0 or word not in SMALL_WORDS:
            yield "".join(entry.words[at:])


def _within(entry: Entry) -> Iterator[str]:
    if entry.syllabic:
        yield from (entry.dense[at:] for at in range(len(entry.dense)))


def _initials(entry: Entry) -> Iterator[str]:
    for words in (entry.all_words, entry.bare_words) if entry.of_organization else ():
        for kept in (words, tuple(word for word in words if word not in SMALL_WORDS)):
            if len(kept) in INITIALS:
                yield "".join(word[0] for word in kept)


def _begun(entry: Entry) -> Iterator[str]:
    if entry.of_organization and len(entry.bare_words) in _FEW_WORDS:
        yield "".join(word[:2] for word in entry.bare_words)


def _sound(entry: Entry) -> Iterator[str]:
    if not entry.name.everyday and not entry.text.isupper():
        yield entry.sound


def _consonants(entry: Entry) -> Iterator[str]:
    if entry.latin.isalpha() and not entry.name.everyday and not has_han(entry.text):
        yield consonants(rough_sound(entry.latin))


def _may_be_misspelt(entry: Entry) -> bool:
    """Tell whether a name is compared letter by letter; Japanese characters are not read as Chinese."""
    return not entry.name.everyday and not (has_han(entry.text) and entry.name.language == "ja")


def _spelt(entry: Entry) -> Iterator[str]:
    if _may_be_misspelt(entry):
        yield entry.latin


def _spelt_words(entry: Entry) -> Iterator[str]:
    if len(entry.latin_words) > 1 and _may_be_misspelt(entry):
        yield from (word for word in entry.latin_words if len(word) >= SHORTEST_WORD_SLIP)


def _first_words(entry: Entry) -> Iterator[str]:
    if not entry.name.everyday:
        yield from (numbered(entry.latin_words[:size]) for size in range(2, len(entry.latin_words)))


def _stems(entry: Entry) -> Iterator[str]:
    if "/category/" in entry.name.iri and entry.name.english and entry.dense.isascii():
        yield " ".join(stems(entry.words))


def _games_words(entry: Entry) -> Iterator[str]:
    if "/games/" in entry.name.iri:
        yield from (word for word in entry.words if word.isalpha() and len(word) >= SHORTEST_WORD_SLIP)


_KEYS: Final[dict[Form, Callable[[Entry], Iterable[str]]]] = {
    Form.WHOLE: lambda entry: (entry.dense,),
    Form.CONNECTED: _connected,
    Form.BARE: lambda entry: (entry.bare,),
    Form.LATIN: lambda entry: (entry.latin,),
    Form.TAIL: _tails,
    Form.WORD: lambda entry: entry.all_words,
    Form.LATIN_WORD: lambda entry: entry.latin_words,
    Form.WITHIN: _within,
    Form.COMPOSED: lambda entry: (entry.composed,) if entry.syllabic else (),
    Form.SYLLABIC: lambda entry: (entry.bare,) if entry.syllabic and len(entry.text) > 1 else (),
    Form.INITIALS: _initials,
    Form.BEGUN: _begun,
    Form.SOUND: _sound,
    Form.CONSONANTS: _consonants,
    Form.SPELT: _spelt,
    Form.SPELT_WORD: _spelt_words,
    Form.FIRST_WORDS: _first_words,
    Form.STEMS: _stems,
    Form.GAMES_WORD: _games_words,
    Form.DEMONYM: lambda entry: (entry.dense,),
}
