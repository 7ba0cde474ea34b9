"""The mentions of a text: what it names, the longest names first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from webapp.mentions import data_files
from webapp.mentions.amounts import amount_id, find_amounts
from webapp.mentions.dates import find_dates
from webapp.mentions.folding import FoldedText, fold, folded
from webapp.mentions.games import Edition
from webapp.mentions.mention import Mention
from webapp.mentions.name_index import TextIndex, text_index
from webapp.mentions.name_patterns import NamePattern, fits
from webapp.mentions.patterns import whole_end
from webapp.mentions.programmes import find_programmes
from webapp.mentions.sentences import Sentence, sentences
from webapp.models.reference_data import ReferenceData, slug

_RANK: Final = ("games", "programme", "amount", "person", "organization", "date", "country", "place", "category")
_NEAR: Final = 60
"""Characters between a category and a word for sponsorship."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text, folded and cut into sentences, with its mentions in their order; all places are those of the text."""

    folded: FoldedText
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    today: date | None


def read(catalogue: ReferenceData, text: str, today: date | None = None) -> ReadText:
    """Read what a text names; `today` is the day of the text, from which relative dates count."""
    index = text_index(catalogue)
    base = fold(text)
    parts = tuple(sentences(text))
    found = list(_Reading(index, base, parts, today).mentions())
    chosen = _told_apart(index, _with_countries(text, _with_committees(index, text, _longest(found))))
    return ReadText(base, parts, tuple(_with_surnames(catalogue, text, chosen)), today)


def _longest(found: list[Mention]) -> list[Mention]:
    """Return the mentions that do not overlap: the longer first, then by kind."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: (one.start, -one.end, _RANK.index(one.kind))):
        if kept and mention.start < kept[-1].end:
            longer = mention.end - mention.start > kept[-1].end - kept[-1].start
            if not longer:
                continue
            kept.pop()
        kept.append(mention)
    return kept


_COMMITTEE: Final = re.compile(
    r"(?:・?パラリンピック)?(?:競技)?(?:大会)?組織委員会|(?:[和及]残奥会)?(?:组织委员会|组委会)|\s?조직위원회"
    r"|\s(?:[Oo]rgani[sz]ing [Cc]ommittee)"
)
"""What makes the committee of Games out of their name."""


def _with_committees(index: TextIndex, text: str, mentions: list[Mention]) -> list[Mention]:
    """Turn Games with a word for their committee behind them into the committee."""
    bodies = {edition.iri: committee for committee, edition in index.committees.items()}
    found: list[Mention] = []
    for mention in mentions:
        behind = _COMMITTEE.match(text, mention.end) if mention.kind == "games" else None
        body = bodies.get(mention.iri) if behind else None
        if behind and body:
            written = text[mention.start : behind.end()]
            found.append(Mention(mention.start, behind.end(), written, "organization", slug(body), (body,)))
        else:
            found.append(mention)
    return found


def _with_countries(text: str, mentions: list[Mention]) -> list[Mention]:
    """Take a country right after a company into its name: "IBM France"."""
    found: list[Mention] = []
    for mention in mentions:
        last = found[-1] if found else None
        joined = last and last.kind == "organization" and text[last.end : mention.start] == " "
        if last and joined and mention.kind == "country" and not last.text.endswith("s"):
            found[-1] = replace(last, end=mention.end, text=text[last.start : mention.end])
        else:
            found.append(mention)
    return found


def _told_apart(index: TextIndex, mentions: list[Mention]) -> list[Mention]:
    """Put first, of several things with one name, the one that was a partner of the Games named nearest."""
    games = [(m.start, m.iri) for m in mentions if m.kind == "games"]
    games += [(m.start, index.committees[m.iri].iri) for m in mentions if m.iri in index.committees]
    found = []
    for mention in mentions:
        if mention.kind == "organization" and len(mention.iris) > 1 and games:
            place = mention.start
            _, near = min(games, key=lambda one: abs(one[0] - place))
            iris = sorted(mention.iris, key=lambda iri: near not in index.partner_games.get(iri, ()))
            mention = Mention(place, mention.end, mention.text, mention.kind, slug(iris[0]), tuple(iris))  # noqa: PLW2901
        found.append(mention)
    return found


@cache
def _neighbours(key: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before and after a name that is also a word, where it is the word."""
    words = data_files.words_of("ambiguous")
    before, after = ("|".join(map(re.escape, words[side].get(key, ()))) for side in ("before", "after"))
    never = "(?!)"
    return re.compile(rf"(?:^|\W)(?:{before or never})$"), re.compile(rf"(?:{after or never})(?:\W|$)")


class _Reading:
    """One pass over a folded text for each kind of mention."""

    def __init__(self, index: TextIndex, base: FoldedText, parts: tuple[Sentence, ...], today: date | None) -> None:
        self.index, self.base, self.parts, self.today = index, base, parts, today
        self._speaks = [bool(index.context.search(self._of(part))) for part in parts]
        self._about = any(self._speaks)
        self._named: dict[int, bool] = {}
        self._sure: set[str] = set()
        self._brands = frozenset(map(folded, data_files.words_of("ambiguous")["brands"]))
        self._words = frozenset(map(folded, data_files.words_of("ambiguous")["words"]))

    def _of(self, part: Sentence) -> str:
        return folded(self.base.original[part.start : part.end])

    def _part_at(self, place: int) -> int:
        low, high = 0, len(self.parts)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.parts[middle].end <= place else (low, middle)
        return min(low, len(self.parts) - 1)

    def mentions(self) -> Iterator[Mention]:
        """Yield all mentions, overlapping ones too."""
        yield from self._games()
        yield from self._names()
        yield from self._countries()
        yield from self._categories()
        original = self.base.original
        for start, end, iri in find_programmes(original, self.index.terms):
            yield Mention(start, end, original[start:end], "programme", slug(iri), (iri,))
        aligned = "".join(original[at] for at in self.base.starts)
        for found in find_dates(self.base.text, aligned, self.today):
            start, end = self.base.span(found.start, found.end)
            yield Mention(start, end, original[start:end], "date", found.iso)
        for amount in find_amounts(self.base.text):
            start, end = self.base.span(amount.start, amount.end)
            yield Mention(start, end, original[start:end], "amount", amount_id(amount.amount, amount.currency))

    def _games(self) -> Iterator[Mention]:
        reader, base = self.index.games, self.base
        atoms = reader.atoms(base)
        for found in reader.find(base, atoms, self.today.year if self.today else 0):
            if _SHORT_GAMES.fullmatch(base.slice(found.start, found.end)) and self._is_body(
                found.start, found.end, base.slice(found.start, found.end)
            ):
                continue
            start, end = base.span(found.start, found.end)
            iris = tuple(edition.iri for edition in found.editions)
            yield Mention(start, end, base.original[start:end], "games", slug(iris[0]), iris)
        for start, end, place in self.index.places.find(base.text):
            written = base.slice(start, end)
            first, last = base.span(start, end)
            of_body = _NAMES_BODY.search(base.original[max(0, first - _BESIDE) : first])
            if written[:1].upper() == written[:1] and not of_body and not _IN_NAME.match(base.original, last):
                yield Mention(first, last, written, "place", slug_of(place))

    def _names(self) -> Iterator[Mention]:
        everything = list(self.index.names.find(self.base.text))
        for start, end, patterns in everything:
            doubtful = patterns[0].doubtful and folded(patterns[0].written) not in self._sure
            if doubtful and any(fits(one, self.base.slice(start, end)) for one in patterns):
                self._certain(patterns[0], start, end)
        for start, end, patterns in everything:
            written = self.base.slice(start, end)
            fitting = [pattern for pattern in patterns if fits(pattern, written)]
            unsure = bool(fitting) and (fitting[0].doubtful or _is_titled(fitting[0], written))
            if not fitting or (unsure and not self._certain(fitting[0], start, end)):
                continue
            if fitting[0].kind == "programme" and not written[:1].isupper() and written.isascii():
                continue
            iris = tuple(dict.fromkeys(pattern.iri for pattern in fitting if pattern.kind == fitting[0].kind))
            edition = self.index.games_names.get(self.base.text[start:end]) or self._edition_of(iris[0], written)
            first, last = self.base.span(start, whole_end(self.base.text, end))
            written = self.base.original[first:last]
            if edition and fitting[0].kind == "organization" and not self._is_body(start, end, written):
                yield Mention(first, last, written, "games", edition.slug, (edition.iri, *iris))
            else:
                yield Mention(first, last, written, fitting[0].kind, slug(iris[0]), iris)
        yield from self._known_games()
        yield from self._middle_names()
        yield from self._titled_surnames()

    def _titled_surnames(self) -> Iterator[Mention]:
        """Yield people of whom a title and the last name tell: "IOC President Bach"."""
        for match in _TITLED_SURNAME.finditer(self.base.text):
            first, last = self.base.span(*match.span(1))
            iri = self.index.surnames.get(match[1])
            if iri and self.base.original[first].isupper():
                yield Mention(first, last, self.base.original[first:last], "person", slug(iri), (iri,))

    def _middle_names(self) -> Iterator[Mention]:
        """Yield people whose first and last name have another name or an initial between them."""
        text = self.base.original
        for match in _THREE_NAMES.finditer(text):
            iri = self.index.people.get(folded(f"{match[1]} {match[2]}"))
            if iri:
                yield Mention(
                    match.start(1), match.end(2), text[match.start(1) : match.end(2)], "person", slug(iri), (iri,)
                )

    def _edition_of(self, organization: str, written: str) -> Edition | None:
        """Return the Games of a committee that is named by a place and a year."""
        return self.index.committees.get(organization) if written[-4:].isdigit() else None

    def _known_games(self) -> Iterator[Mention]:
        """Yield names of Games that the graph has and that need no city, such as LA28."""
        for match in re.finditer(r"(?<!\w)la ?['’]?(28|84)(?!\d)", self.base.text):  # noqa: RUF001
            edition = self.index.games_names.get(f"la{match[1]}")
            first, last = self.base.span(*match.span())
            written = self.base.original[first:last]
            if not edition or not written.startswith("LA"):
                continue
            committee = next((iri for iri, one in self.index.committees.items() if one.iri == edition.iri), "")
            if committee and self._is_body(*match.span(), written):
                yield Mention(first, last, written, "organization", slug(committee), (committee,))
            else:
                yield Mention(first, last, written, "games", edition.slug, (edition.iri,))

    def _is_body(self, start: int, end: int, written: str) -> bool:
        """Tell whether a short name of Games, such as LA28, stands for their committee."""
        if written[-4:].isdigit() or not written[:2].isupper():
            return False
        text = self.base.text
        return bool(_BODY.search(text[max(0, start - 30) : start]) or _ACTS.match(text[end : end + 30]))

    def _certain(self, pattern: NamePattern, start: int, end: int) -> bool:
        """Tell whether a name that is also a word is a name here."""
        text, base = self.base.text, self.base
        part = self.parts[self._part_at(base.starts[start])]
        key = folded(pattern.written)
        not_before, not_after = _neighbours(key)
        before, after = text[max(0, start - 24) : start].rstrip(), text[end : end + 24].lstrip(" -")
        if not_before.search(before) or not_after.match(after):
            return False
        if self._speaks[self._part_at(base.starts[start])]:
            self._sure.add(key)
            return True
        if self._about and (key not in self._words or (key in self._sure and not after[:1].isupper())):
            return True
        maker = self.index.maker.match(self.base.text, end) or _RESUMES.match(self.base.text, end)
        if self._about and (key in self._brands or maker or self._is_acronym(start, end, part)):
            return True
        at_beginning = base.starts[start] - part.start <= 1
        return not at_beginning and self._names_another(part)

    def _is_acronym(self, start: int, end: int, part: Sentence) -> bool:
        """Tell whether a name stands in capitals where the sentence does not."""
        written = self.base.slice(start, end)
        letters = [ch for ch in self.base.original[part.start : part.end] if ch.isalpha()]
        plain = sum(ch.islower() or ch.lower() == ch.upper() for ch in letters)
        return len(written) > 2 and written.isupper() and plain * 2 > len(letters)

    def _names_another(self, part: Sentence) -> bool:
        """Tell whether a sentence has a name that is no word."""
        if part.start not in self._named:
            self._named[part.start] = any(
                (len(pattern.written) > 2 or not pattern.written.isascii()) and not pattern.doubtful
                for _, _, patterns in self.index.names.find(self._of(part))
                for pattern in patterns
            )
        return self._named[part.start]

    def _countries(self) -> Iterator[Mention]:
        for start, end, (name, capitals) in self.index.countries.find(self.base.text):
            written = self.base.slice(start, end)
            if written[:1].upper() != written[:1] or (capitals and not written.replace(".", "").isupper()):
                continue
            if _ADJECTIVE.match(self.base.text, end):
                continue
            if iri := self.index.country_iris.get(name):
                first, last = self.base.span(start, whole_end(self.base.text, end))
                yield Mention(first, last, self.base.original[first:last], "country", name, (iri,))

    def _categories(self) -> Iterator[Mention]:
        cues = sorted(
            match.span()
            for pattern in (self.index.sponsorship, self.index.holding)
            for match in pattern.finditer(self.base.text)
        )
        for start, end, iris in self.index.categories.find(self.base.text):
            part = self.parts[self._part_at(self.base.starts[start])] if self.parts else None
            counted = self.base.text[max(0, start - 2) : start].strip()[-1:].isdigit()
            if part is None or counted or not _beside(cues, start, end, self.base, part):
                continue
            first, last = self.base.span(start, end)
            yield Mention(first, last, self.base.original[first:last], "category", slug(iris[0]), iris)


_THREE_NAMES: Final = re.compile(r"(?=(?<!\w)([A-ZÀ-Þ][\w'’-]+)\s[A-ZÀ-Þ][\w'’-]*\.?\s([A-ZÀ-Þ][\w'’-]+))")  # noqa: RUF001
"""Three words with capitals."""

_ADJECTIVE: Final = re.compile(
    r"(?:的)?(?:企业|公司|品牌|巨头|乳企|轮胎|电子|汽车|电商|车企|银行|商)|の?(?:企業|会社|勢|大手|メーカー|電機|自動車)"
    r"|\s(?:group|company|firm|giant|maker|brand|carrier|bank|retailer|chain)\b|-\w|之声|日报"
)
"""What stands after a country that only describes a company."""

_IN_NAME: Final = re.compile(
    r"\s(?:Post|Times|Tribune|Herald|Star|Sun|Journal|Gazette|News|Globe|Mail|Chronicle|Examiner|Observer|Internazionale"
    r"|Olímpica|Univers\w+|Stock|Chamber|Symphony|Philharmoni\w+|Institute|College|Zeitung|Allgemeine|Rundschau)\b|之声|日报|晚报|时报|新聞"
)
_NAMES_BODY: Final = re.compile(
    r"(?:Fundaci[óo]n?|Fondation|Foundation|Stiftung|Universi\w+(?: of| de)?|Bank of|Instituto?|Museo|Banco de)\s$"
)
_BESIDE: Final = 20
"""What stands around a place that is part of the name of something else: "The Washington Post"."""

_RESUMES: Final = re.compile(
    r"\s(?:had|has|pays?|paid|signed|joined|renewed|will|hat|hatte|zahlt|zahlte|avait|a|verse|signe|ha|habia|pago|paga|firmo"
    r"|(?:was|is|war|ist|fue|es|etait|est) (?:the|der|die|el|la|le|first|second|third|fourth|fifth|sixth"
    r"|among|one|als|erster|zweiter|dritter|uno|una|un|une)|looks after|looked after|gestiona"
    r"|provides?|provided|supplie[sd]|lends|lent|liefert\w*|stellt\w*|fournit|fournissait|pone|puso|aporta|aporto)\s"
    r"|,\s(?:which|who|whose|qui|dont|que|cuy[oa]s?)\s"
)
"""A verb after a name that is also a word."""

_TITLED_SURNAME: Final = re.compile(
    r"\b(?:president|presidente|presidenta|prasident|prasidentin|chairman|chairwoman|chairperson|chair|ceo|chef|patron"
    r"|chief executive|consejero delegado|director general|directeur general|pdg)\s([a-z][a-z-]{2,})\b"
)
"""A title with the last name of a person behind it."""

_SHORT_GAMES: Final = re.compile(r"[A-Z]{2} ?\d\d")
"""A short name of Games, by letters of the city and two digits of the year."""

_BODY: Final = re.compile(
    r"(?:committee|organi[sz]ers?|body|comite|organizador(?:es)?|komitee|organisatoren|organisateurs?|veranstalter"
    r"|chairperson|chairman|chairwoman|president|chief executive|prasident|presidente?|by|with"
    r"|组委会|組織委員会|mit|avec|con|von|par|por)(?: (?:of|de|des|der|du|at|el|le|la))?\s?$"
)
"""Words before a short name of Games that stands for their committee."""

_ACTS: Final = re.compile(
    r"\s(?:and [a-z-]+ |und [a-z-]+ |y [a-z-]+ |et [a-z-]+ )?(?:has|have|said|says|announced|named|added|signed|hat|gab"
    r"|meldete|teilte|a annonce|ha|anuncio|firmo|unveiled|raised|committee|chief|chair|chairman|president|ceo)\b"
    r"|\s?(?:组委会|組織委員会)"
)
"""Words after a short name of Games that only a committee does or has."""


def _is_titled(pattern: NamePattern, written: str) -> bool:
    """Tell whether a short name in capitals is written with one alone, so that it may be a word: "Rona"."""
    return pattern.written.isupper() and len(written) <= _SHORT and not written.isupper()


_SHORT: Final = 4


def _beside(cues: list[tuple[int, int]], start: int, end: int, base: FoldedText, part: Sentence) -> bool:
    from bisect import bisect_left

    at = bisect_left(cues, (start, end))
    for cue in cues[max(0, at - 2) : at + 2]:
        inside = part.start <= base.starts[cue[0]] and base.ends[cue[1] - 1] <= part.end
        if inside and -_NEAR < start - cue[1] < _NEAR and -_NEAR < cue[0] - end < _NEAR:
            gap = base.text[min(cue[1], end) : max(cue[0], start)]
            if len(gap) <= 24 and not re.search(r"[.;。；]", gap):  # noqa: RUF001
                return True
    return False


def slug_of(place: str) -> str:
    """Return a place's name in small letters with hyphens.

    >>> slug_of("Salt Lake City")
    'salt-lake-city'
    """
    return re.sub(r"[^a-z0-9]+", "-", folded(place)).strip("-")


def _with_surnames(catalogue: ReferenceData, text: str, mentions: list[Mention]) -> list[Mention]:
    """Add the surnames of people whose whole names stand before."""
    known: dict[str, Mention] = {}
    for mention in mentions:
        if mention.kind == "person":
            for name in {catalogue.label(mention.iri).split()[-1], mention.text.split()[-1]}:
                if len(name) > 2 and name != mention.text:
                    known.setdefault(name, mention)
    if not known:
        return mentions
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)")
    taken = bytearray(len(text))
    for mention in mentions:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    found = list(mentions)
    for match in pattern.finditer(text):
        first = known[match[0]]
        if match.start() > first.end and not any(taken[match.start() : match.end()]):
            found.append(Mention(match.start(), match.end(), match[0], "person", first.id, first.iris))
    return sorted(found, key=lambda mention: mention.start)
