"""The writing of names in Latin letters, and their rough sound.

Transliteration is anyascii's. It knows letters one by one. Arabic and Hebrew write vowels with consonant letters. Thai
sets vowels before their consonants, and Greek has two letters for some sounds. Those are put in order first.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from anyascii import anyascii

_ARABIC: Final = str.maketrans(
    dict(zip("اأآىةعهجغگپڤيیإئوؤ", "aaaaaahgggpviiiioo", strict=True)) | {"ء": "", "چ": "ch"}
)
_HEBREW: Final = str.maketrans("אעויכךקפף", "aaoikkkpf")
_CYRILLIC: Final = str.maketrans("хХйЙ", "hHiI")
_GREEK: Final = tuple(
    pair.split("=")
    for pair in "ντ=d μπ=b γκ=g γγ=ng ου=u τζ=j γιο=yo για=ya".split()  # noqa: RUF001, SIM905 - so they are read
)
_BEFORE: Final = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
"""A Thai vowel that is written before its consonant and heard after it."""

_ARABIC_LETTER: Final = re.compile("[\u0600-\u06ff]")
_HEBREW_LETTER: Final = re.compile("[\u0590-\u05ff]")
_THAI_LETTER: Final = re.compile("[\u0e00-\u0e7f]")
_GREEK_LETTER: Final = re.compile("[\u0370-\u03ff]")
_LATIN_ONLY: Final = re.compile("[\u0000-\u024f\u1e00-\u1eff\u2000-\u206f]*")

_TWICE: Final = re.compile(r"(.)\1+")
_ALIKE: Final = (
    (re.compile("d[gz]h?|tsch|tch|[csz]h|c(?=[eiy])|[jz]"), "s"),
    (re.compile("^x"), "s"),
    (re.compile("x"), "ks"),
    (re.compile("ph"), "p"),
    (re.compile("ck|qu|[kg]h|[cqg]"), "k"),
    (re.compile("m(?=[^aeiouwyh])"), "n"),
    (re.compile("^w|[bfv]"), "p"),
    (re.compile("d|th"), "t"),
    (re.compile("r"), "l"),
    (re.compile("h"), ""),
    (re.compile("[aeiouwy]+"), "a"),
    (_TWICE, r"\1"),
)
"""Letters that other scripts do not tell apart, the longest first; all vowels are one."""


def romanized(text: str) -> str:
    """Write a text in Latin letters by its sound.

    >>> romanized("Тойота"), romanized("كوكا كولا"), romanized("โคคา")
    ('Toiota', 'koka kola', 'khokha')
    """
    if _ARABIC_LETTER.search(text):
        text = " ".join(_first_consonant(word, "و", "w").translate(_ARABIC) for word in _unmarked(text).split())
    elif _HEBREW_LETTER.search(text):
        text = " ".join(_hebrew(word).translate(_HEBREW) for word in _unmarked(text).split())
    elif _THAI_LETTER.search(text):
        return anyascii(_BEFORE.sub(r"\2\1", text))
    elif _GREEK_LETTER.search(text):
        text = _unmarked(text).lower()
        for letters, sound in _GREEK:
            text = text.replace(letters, sound)
    return anyascii(text.translate(_CYRILLIC))


def is_latin(text: str) -> bool:
    """Tell whether a text is in Latin letters alone."""
    return bool(_LATIN_ONLY.fullmatch(text))


def rough_sound(latin: str) -> str:
    """Return the sound of Latin letters as far as other scripts keep it.

    >>> rough_sound("visa"), rough_sound("biza"), rough_sound("toyota"), rough_sound("toiota")
    ('pas', 'pas', 'tat', 'tat')
    """
    for letters, sound in _ALIKE:
        latin = letters.sub(sound, latin)
    return latin.removesuffix("a")


def consonants(sound: str) -> str:
    """Return a rough sound without its vowels, which Arabic and Hebrew often leave out.

    >>> consonants("plasastan"), consonants("plastan")
    ('plstn', 'plstn')
    """
    return _TWICE.sub(r"\1", sound.replace("a", ""))


def _unmarked(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch))


def _first_consonant(word: str, letter: str, consonant: str) -> str:
    """Write a letter that may be a vowel as the consonant that it is at the beginning of a word."""
    return consonant + word[1:] if word.startswith(letter) and len(word) > 1 else word


def _hebrew(word: str) -> str:
    word = _first_consonant(word.replace("וו", "v"), "ו", "v")  # noqa: RUF001
    return word[:-1] + "a" if word.endswith("ה") and len(word) > 1 else word
