"""Sponsors that a text only describes.

Examples are "the brewer", "the Swiss company" and "le groupe chinois". Trade and country decide whom they mean.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from webapp.fact_check.sentence import Description, SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

_DEFINITE: Final = re.compile(
    r"(?:^|[^a-z])(?:the|this|that|der|die|das|den|dem|des|diese[rsmn]?|le|la|l'|les|cette?|cet|du|el|los|las|del|al"
    r"|este|esta|该|这家|这个|那家|同じ|この|その)\s?((?:[\w-]+\s){0,2}[\w-]*)$"
)
"""An article with up to two words behind it, before a word for a company."""

_REACH: Final = 32
"""Characters before a word for a company in which its article may stand."""

_BACK: Final = 3
"""Sentences back in which the sponsor of a description is named."""

_NAMED: Final = re.compile(r"\s?,?\s?")
"""What stands between a description and a name that it only adds to: "the brewer Molson"."""


def described_before(view: SentenceView, place: int) -> Mention | None:
    """Return the one sponsor that the last description before a place means, in the part of the sentence with it."""
    first, last = view.segment(min(place, view.end - 1))
    for description in reversed(descriptions(view)):
        if description.end <= place and (first <= description.start < last or not first > description.end + _REACH):
            return meant(view, description)
    return None


def descriptions(view: SentenceView) -> list[Description]:
    """Return the descriptions of a sentence that say of which trade or country a company is."""
    if view.descriptions is None:
        view.descriptions = list(_descriptions(view))
    return view.descriptions


def _descriptions(view: SentenceView) -> Iterator[Description]:
    sponsors = view.sponsors()
    begins = [m.start for m in sponsors]
    nouns = [*view.trades, *((one, two, ()) for one, two in view.cues("company"))]
    countries = view.table("countries")
    nouns += [(one, two, ()) for one, two, _ in countries if _stands_alone(view, one, two)]
    last = -1
    for start, end, iris in sorted(nouns, key=lambda noun: (noun[0], -noun[1])):
        before = folded(view.slice(max(view.start, start - _REACH), start)) + " "
        article = _DEFINITE.search(before.rstrip() if view.forms.unspaced else before)
        if start < last or article is None:
            continue
        first = start - len(article[1]) - 1
        around = [one for one in countries if first - 1 <= one[0] and one[1] <= end + _AFTER]
        told = frozenset(key for one, two, key in around if one < start or not view.slice(end, one).strip())
        end = max([end, *(two for one, two, _ in around if one >= end)])  # noqa: PLW2901 - the place with the country
        last = end
        following = sponsors[bisect_left(begins, end) :][:1]
        named = any(_NAMED.fullmatch(view.slice(end, m.start)) for m in following)
        inside = bisect_left(begins, first) < bisect_left(begins, end)
        if (iris or told) and not named and not inside:
            yield Description(first, end, frozenset(iris), told)


def _stands_alone(view: SentenceView, start: int, end: int) -> bool:
    """Tell whether a word for a country is a noun, as in "l'américain avait" and "die Kanadier hielten"."""
    if view.forms.language not in {"de", "fr", "es"} or not _ARTICLE.search(view.slice(start - 4, start).lower()):
        return False
    return bool(_VERB.match(view.slice(end, view.end)))


_ARTICLE: Final = re.compile(r"(?:^|\W)(?:der|die|das|le|la|l['’]|les|el|los|las)\s?$")  # noqa: RUF001
_VERB: Final = re.compile(
    r"\s(?:a|ont|avait|avaient|est|sont|était|étaient|aura|s['’]|se|ne|qui|hat|haben|hatte[n]?|ist|sind|war|waren|wird"  # noqa: RUF001
    r"|werden|hält|hielt\w*|ha|han|había|habían|es|son|era|eran|fue|fueron|que|no|\w+(?:te|ten|ait|aient|ó|aron|ieron))\b"
)
"""What stands before and behind a word for a country that stands for a company."""

_AFTER: Final = 14
"""Characters behind a word for a company in which its country may stand: "la empresa china"."""


def meant(view: SentenceView, description: Description) -> Mention | None:
    """Return the sponsor named last that a description fits, if it fits one alone."""
    groups = view.facts.catalogue.groups
    wanted = description.categories | {iri for iri, group in groups.items() if group in description.categories}
    for back in view.backwards(_BACK + 1):
        named = {m.iri: m for m in back.sponsors() if m.end <= description.start}
        fitting = [m for m in named.values() if _fits(view, m, wanted, description.countries)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


def _fits(view: SentenceView, mention: Mention, categories: frozenset[str], countries: frozenset[str]) -> bool:
    """Tell whether a sponsor is of a trade and a country, where they are told."""
    if countries and not countries <= view.facts.countries.get(mention.iri, set()):
        return False
    return of_trade(view, mention, categories)


def of_trade(view: SentenceView, mention: Mention, categories: frozenset[str]) -> bool:
    """Tell whether a sponsor has a partnership in one of some categories, if there are any."""
    return not categories or any(row.categories & categories for row in view.facts.rows_of(mention.iri))


def is_media(view: SentenceView, place: int) -> bool:
    """Tell whether a word for those who report stands behind a country."""
    behind = view.slice(place, view.end)
    return bool(_MEDIA.match(behind.lower()) or _PAPER.match(behind))


_MEDIA: Final = re.compile(
    r"\s?(?:news|media|press|papers?|dailies|reports?|medien|zeitung\w*|presse|médias?|journaux|medios|prensa|diarios?)\b"
    r"|の?(?:媒体|传媒|媒體|之声|メディア|報道|紙)"
)
"""Words for those who report, whose country is not that of the sponsor."""

_PAPER: Final = re.compile(
    r"\s[A-Z][a-z]+\s(?:Review|Times|Post|Tribune|Herald|Journal|Press|News|Today|Mail|Gazette)\b"
)
"""The rest of the name of a newspaper that begins with a country: "the Australian Financial Review"."""
