"""The folding of names, which takes away what does not count.

Transliteration is in `romanize`. Sounds are Metaphone as jellyfish has it, stems are Snowball's. Legal forms are our
own list. The one library for them, cleanco (2.3, of 2024), knows no Japanese, Chinese or Korean form. It has hardly
one that is spelt out. Its short ones ("at", "da", "et", "pt", "kt") are words and names here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import Lock
from typing import Final

from jellyfish import metaphone
from snowballstemmer import stemmer  # type: ignore[import-untyped]

from queries.search.romanize import romanized

_STROKES: Final = {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}  # noqa: RUF001
"""Letters with a stroke, and ligatures, which Unicode does not take apart."""

_SMALL: Final = "ァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ"
_LARGE: Final = "アイウエオツヤユヨワあいうえおつやゆよわ"
_SMALL_KANA: Final = dict(zip(_SMALL, _LARGE, strict=True))
"""Small kana, which names write as large ones (キヤノン) where people type small ones (キャノン)."""

_APOSTROPHES: Final = frozenset("'’‘`´ʻʼʹ′＇")  # noqa: RUF001
"""Signs that stand within a word."""

_DOTTED: Final = re.compile(r"(?<![^\W_])[^\W_](?:\.[^\W_])+(?![^\W_])")
"""Letters with dots between them, which are one word: S.p.A."""

_AMPERSAND: Final = re.compile(r"\s*[&＆﹠]\s*")  # noqa: RUF001
_CONNECTORS: Final = frozenset({"and", "und", "et", "y", "e", "och", "og", "i", "kai", "ando", "aendeu"})
"""Words for "&", some as they are transliterated; between two others they do not count."""

_LATIN_FORMS: Final = """
    ag; aktiengesellschaft; se; gmbh; mbh; gmbh and co kg; gmbh co kg; kg; kgaa; ohg; e v; eingetragener verein;
    ltd; limited; plc; public limited company; llc; llp; lp; inc; incorporated; corp; corporation; co; company; cos;
    and co; and company; jsc; pjsc; ojsc; cjsc; pty; pty limited; pte; pvt; private limited; bhd; sdn bhd; tbk;
    sa; s a; sas; sarl; sca; snc; societe anonyme; cie; compagnie; et cie; societe par actions simplifiee;
    spa; s p a; srl; s r l; sapa; societa per azioni; societa benefit; spa societa benefit; in forma abbreviata;
    nv; n v; bv; b v; naamloze vennootschap; ab; aktiebolag; publ; asa; as; a s; aps; oy; oyj; ry; rf; hf; ehf;
    sl; s l; sau; sociedad anonima; sab; sa de cv; s a de c v; sab de cv; s a b de c v; s de rl de cv;
    ltda; limitada; eireli; sgps; kk; k k; kabushiki kaisha; kabushiki gaisha; kabushikikaisha; kabushikigaisha; yk;
    godo kaisha; jushikhoesa; chusik hoesa; jusik hoesa; youxian gongsi; gufen youxian gongsi;
    ooo; oao; zao; pao; ae; a e; zrt; nyrt; kft; doo; d o o; dd; spzoo; sp z o o; sro; uab; oue; sia; as oy;
    group; groupe; gruppe; gruppo; grupo; concern; holding; holdings; group holding
    """
_OTHER_FORMS: Final = """
    пао; ао; ооо; оао; зао; публичное акционерное общество; открытое акционерное общество;
    закрытое акционерное общество; акционерное общество; общество с ограниченной ответственностью;
    αε; ανωνυμοσ εταιρεια; ανωνυμη εταιρεια
    """  # noqa: RUF001
_FORMS: Final = frozenset("".join(form.split()) for form in f"{_LATIN_FORMS};{_OTHER_FORMS}".split(";"))
"""Legal forms, and words for a group of companies, as `fold` writes them and without spaces."""

_LEADING: Final = frozenset(
    {"ooo", "oao", "zao", "pao", "пао", "ао", "ооо", "оао", "зао", "ab", "oy", "cie", "compagnie", "koninklijke"}  # noqa: RUF001
    | {form for form in _FORMS if form.endswith("акционерноеобщество")}
)
"""Forms that stand before a name."""

_LONGEST_FORM: Final = 6
"""Words of the longest form."""

_GLUED: Final = "|".join(
    map(
        re.escape,
        """
        株式会社 有限会社 合同会社 相互会社 公益財団法人 一般財団法人 特殊法人 (株) (有) 주식회사 유한회사 (주)
        集团股份有限公司 集團股份有限公司 股份有限公司 有限责任公司 有限責任公司 集团有限公司 集團有限公司 有限公司
        集团公司 集團公司 集团 集團 控股 公司 グループ ホールディングス 그룹
        """.split(),  # noqa: SIM905 - so they are read
    )
)
_GLUED_FORM: Final = re.compile(f"^(?:{_GLUED})|(?:{_GLUED})$")
"""A form that is written onto a name without a space."""

_SYLLABIC: Final = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""A letter of a script that sets no spaces between words, or writes words as one (Thai, kana, Han, Hangul)."""


_ENGLISH: Final = stemmer("english")
_ONE_AT_A_TIME: Final = Lock()
"""Held while the stemmer works, which keeps the word in itself."""


_SCRIPTS: Final = re.compile(
    "(?<=[a-z0-9])(?=[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff])|(?<=[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff])(?=[a-z0-9])"
)
"""Where Latin letters or digits touch East Asian ones in a folded text, which begins another word: LG|전자."""

_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


class _Letters(dict[int, str | None]):
    """What becomes of each decomposed character: it stays, goes, or separates words."""

    def __missing__(self, code: int) -> str | None:
        """Work a character out when it is first met."""
        ch = chr(code)
        found: str | None = " "
        if ch in _APOSTROPHES or unicodedata.category(ch)[0] == "M" or unicodedata.category(ch) == "Cf":
            found = None
        elif ch.isalnum():
            found = _STROKES.get(ch) or _SMALL_KANA.get(ch) or ch
        elif ch == ".":
            found = ch
        self[code] = found
        return found


_LETTER: Final = _Letters()


def fold(text: str) -> str:
    """Reduce a text to what counts in a comparison: small letters and digits, with single spaces between words.

    >>> fold("  Nestlé (Schöller) "), fold("McDonald's"), fold("Ørsted"), fold("Eni S.p.A.")
    ('nestle scholler', 'mcdonalds', 'orsted', 'eni spa')
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_LETTER)
    joined = _DOTTED.sub(lambda match: match[0].replace(".", ""), decomposed)
    return " ".join(joined.replace(".", " ").split())


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name, with "and" for "&", and without "the" before others."""
    words = _SCRIPTS.sub(" ", fold(_AMPERSAND.sub(" and ", text))).split()
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def without_connectors(words: Sequence[str]) -> tuple[str, ...]:
    """Leave out what stands for "&" between other words.

    >>> without_connectors(("p", "and", "g")), without_connectors(("and",))
    (('p', 'g'), ('and',))
    """
    if _CONNECTORS.isdisjoint(words):
        return tuple(words)
    last = len(words) - 1
    return tuple(word for at, word in enumerate(words) if not (0 < at < last and word in _CONNECTORS))


def without_forms(words: Sequence[str]) -> tuple[str, ...]:
    """Leave out legal forms at the end and the beginning, as long as something of the name stays.

    >>> without_forms(("samsung", "electronics", "co", "ltd")), without_forms(("kg",))
    (('samsung', 'electronics'), ('kg',))
    """
    left = tuple(words)
    while size := next((n for n in range(min(_LONGEST_FORM, len(left) - 1), 0, -1) if "".join(left[-n:]) in _FORMS), 0):
        left = left[:-size]
    while size := next((n for n in range(min(3, len(left) - 1), 0, -1) if "".join(left[:n]) in _LEADING), 0):
        left = left[size:]
    return left


def without_glued_forms(text: str) -> str:
    """Leave out the forms that East Asian names have written onto them.

    >>> without_glued_forms("株式会社ブリヂストン"), without_glued_forms("電通グループ")
    ('ブリヂストン', '電通')
    """
    left = unicodedata.normalize("NFKC", text).strip()
    while (rest := _GLUED_FORM.sub("", left).strip()) and rest != left:
        left = rest
    return left


def stems(words: Sequence[str]) -> tuple[str, ...]:
    """Return the stems of English words (Snowball's): "airlines" and "airline" have one.

    >>> stems(("airlines", "banking"))
    ('airlin', 'bank')
    """
    return tuple(map(_stem, words))


@lru_cache(4_000)
def _stem(word: str) -> str:
    with _ONE_AT_A_TIME:
        return str(_ENGLISH.stemWord(word))


def is_syllabic(text: str) -> bool:
    """Tell whether any of a text is in a script whose words are not set apart."""
    return bool(_SYLLABIC.search(text))


def has_han(text: str) -> bool:
    """Tell whether a text has Chinese characters, whose sounds tell little."""
    return bool(_HAN.search(text))


@dataclass(frozen=True)
class Spelling:
    """A text in the forms in which texts are compared; each is worked out when it is first needed."""

    text: str

    @cached_property
    def all_words(self) -> tuple[str, ...]:
        """The words, those for "&" too."""
        return words_of(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that count."""
        return without_connectors(self.all_words)

    @cached_property
    def dense(self) -> str:
        """All letters, without spaces."""
        return "".join(self.words)

    @cached_property
    def bare_words(self) -> tuple[str, ...]:
        """The words without legal forms."""
        if self.text.isascii():
            return without_forms(self.words)
        return without_forms(without_connectors(words_of(without_glued_forms(self.text))))

    @cached_property
    def composed(self) -> str:
        """The text without glued forms and spaces, each syllable in one character."""
        return "".join(without_glued_forms(self.text).split())

    @cached_property
    def bare(self) -> str:
        """All letters without legal forms."""
        return self.dense if self.bare_words == self.words else "".join(self.bare_words)

    @cached_property
    def latin_words(self) -> tuple[str, ...]:
        """The words without legal forms, in Latin letters."""
        if self.bare.isascii():
            return self.bare_words
        bare = without_glued_forms(self.text)
        kept = "".join(ch for ch in unicodedata.normalize("NFKC", bare) if ch not in "ーッ")
        return without_forms(without_connectors(words_of(romanized(kept.translate(_STROKE_LESS))))) if bare else ()

    @cached_property
    def latin(self) -> str:
        """All letters without legal forms, in Latin letters."""
        return self.bare if self.latin_words is self.bare_words else "".join(self.latin_words)

    @cached_property
    def sound(self) -> str:
        """The consonants that are heard, as Metaphone writes them; empty for what has digits."""
        return metaphone(self.latin) if self.latin.isascii() and self.latin.isalpha() else ""

    @property
    def syllabic(self) -> bool:
        """Whether it is in a script whose words are not set apart."""
        return is_syllabic(self.text)


_STROKE_LESS: Final = str.maketrans({**_STROKES, **_SMALL_KANA})
