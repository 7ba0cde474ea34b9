"""Content negotiation: which of the formats of a resource a client gets (RFC 9110, section 12)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from flask import Flask, Response, g, request
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import parse_list_header, parse_options_header

HTML_TYPES = ("text/html", "application/xhtml+xml")
"""The media types of web pages. Programs name them rarely, browsers always."""

_NEGOTIATED = "opg.negotiated"
_XML_TYPES = ("application/xml", "text/xml")
_NAME = r"[!#$%&'+.^_`|~0-9a-z-]+"
_RANGE = re.compile(rf"\*/\*|{_NAME}/(\*|{_NAME})")
_NAMED = 2
"""The specificity of a range that names a media type; `text/*` has 1, and `*/*` has 0."""

_QUALITY = re.compile(r"\d+\.?\d*|\.\d+", re.ASCII)


def install(app: Flask) -> None:
    """Have every answer of `app` say whether it depends on the Accept header."""
    app.after_request(_vary)


class Offer(Protocol):
    """A format that a resource can be sent in."""

    @property
    def media_types(self) -> tuple[str, ...]:
        """Its media types: first the usual one, then aliases."""


OfferT = TypeVar("OfferT", bound=Offer)


@dataclass(frozen=True, slots=True)
class Match(Generic[OfferT]):
    """A format that a client accepts, and under which of its media types."""

    offer: OfferT
    media_type: str


@dataclass(frozen=True, slots=True)
class _Accept:
    """The media ranges of an Accept header, each with its quality from 0 to 1."""

    ranges: Mapping[str, float]

    @classmethod
    @lru_cache(64)
    def parse(cls, header: str) -> _Accept:
        """Read a header; what is malformed is left out, and so are parameters other than `q`.

        Beside a web page, `application/xml` is what browsers send for XHTML: no program asks for data in this way.
        """
        ranges: dict[str, float] = {}
        for item in parse_list_header(header):
            value, options = parse_options_header(item.lower())
            media_range = "*/*" if value == "*" else value  # as Java's own client writes it
            quality = options.get("q", "1")
            if _RANGE.fullmatch(media_range) and _QUALITY.fullmatch(quality) and float(quality) <= 1:
                ranges[media_range] = max(float(quality), ranges.get(media_range, 0))
        page = max(ranges.get(media_type, -1) for media_type in HTML_TYPES)
        return cls({name: quality for name, quality in ranges.items() if name not in _XML_TYPES or quality > page})

    def rank(self, media_type: str) -> tuple[float, int]:
        """Return the quality of a media type and how specific the range is that says so; zeros where none does."""
        for media_range in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
            if media_range in self.ranges:
                return self.ranges[media_range], _specificity(media_range)
        return 0, 0

    @property
    def highest(self) -> tuple[float, int]:
        """The quality and specificity of the range that is liked best."""
        return max((quality, _specificity(media_range)) for media_range, quality in self.ranges.items())


def best_match(header: str, offers: Sequence[OfferT]) -> Match[OfferT] | None:
    """Return the offer that the client likes best, or None where it accepts none.

    Among equals a web page that is named wins, then the more specific name, then the first offer. An alias counts only
    where it is named. A header that is empty or malformed accepts the first offer.
    """
    accept = _Accept.parse(header)
    matches = [Match(offer, offer.media_types[0]) for offer in offers]
    if not accept.ranges:
        return matches[0]
    matches += [Match(offer, name) for offer in offers for name in offer.media_types[1:] if name in accept.ranges]

    def preference(match: Match[OfferT]) -> tuple[float, int, bool]:
        quality, specificity = accept.rank(match.media_type)
        return quality, specificity, specificity == _NAMED and match.media_type in HTML_TYPES

    best = max(matches, key=preference)
    return best if accept.rank(best.media_type)[0] else None


def prefers_page(header: str, *, usual: bool) -> bool:
    """Tell whether the client likes no media type more than a web page.

    `usual` says whether a page is also for clients that do not name it.
    """
    accept = _Accept.parse(header)
    if not accept.ranges:
        return usual
    page = accept.rank(HTML_TYPES[0])
    return page[0] > 0 and page >= accept.highest and (usual or page[1] == _NAMED)


def accept_header() -> str:
    """Return what the current request accepts; the answer to it will say that it depends on that."""
    g.setdefault(_NEGOTIATED, True)
    return request.headers.get("Accept", "")


def negotiate(offers: Sequence[OfferT]) -> OfferT:
    """Return the offer that the client of the current request likes best; see `best_match`.

    Raises:
        NotAcceptable: it accepts none; the message names them all.
    """
    match = best_match(accept_header(), offers)
    if match is None:
        known = ", ".join(dict.fromkeys(offer.media_types[0] for offer in offers))
        raise NotAcceptable(f"This is available as {known}; the Accept header allows none of them.")
    return match.offer


def choose(offers: Sequence[OfferT], find: Callable[[str], OfferT], *names: str | None) -> OfferT:
    """Return the offer that the request names, else the one that its client likes best.

    Of the names, such as a suffix and then the value of `format=`, the first one that is given counts. `find` returns
    the offer of a name, or raises an error that tells the client which names there are.

    Raises:
        NotAcceptable: nothing is named, and the client accepts none of the offers.
    """
    name = next((name for name in names if name is not None), None)
    return negotiate(offers) if name is None else find(name)


def _specificity(media_range: str) -> int:
    return _NAMED - media_range.count("*")


def _vary(response: Response) -> Response:
    if _NEGOTIATED in g:
        response.headers.add("Vary", "Accept")
    return response
