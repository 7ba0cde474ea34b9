"""The view that a request asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from flask import request

from graph.wording import alternatives
from queries.errors import BadParameter
from queries.search.name_index import NameIndex
from webapp.explorer.appearance import THEMES
from webapp.explorer.arrangement import FEW
from webapp.explorer.export_picture import PictureOptions
from webapp.explorer.network_parts import Network, network_of
from webapp.explorer.read_view_state import read, read_node
from webapp.explorer.story import STORY_KEYS, Story, read_story
from webapp.explorer.view import View, view
from webapp.explorer.view_state import ViewState
from webapp.http.errors import Problem
from webapp.http.problem_types import BAD_VIEW
from webapp.models.once import once_per_version
from webapp.models.reference_data import ReferenceData
from webapp.models.site import current_site

PAGE_KEYS = ("sort", "rows")
"""What the page with its tables takes beside the fields of a view."""

PICTURE_KEYS = ("width", "theme", "bare", "outlines")
"""What a picture takes beside them."""

NARROWEST, WIDEST, WIDEST_OF_MANY = 320, 4000, 2400
"""The width of a picture, in pixels. One of a crowd takes long to draw, and is no clearer beyond the last."""

_BESIDE_STEPS = "Beside the steps of a story there is no other view. What belongs to a view stands in its step."

T = TypeVar("T")


def network() -> Network:
    """Return the network of the site."""
    here = current_site()
    return network_of(here.catalogue, here.store.version)


def names() -> NameIndex:
    """Return all names of the site."""
    return current_site().catalogue.names


def requested_view(besides: Iterable[str] = PAGE_KEYS) -> View:
    """Return the view that the request describes; of a story the step that it shows.

    `besides` are fields that belong to the page or the file.

    Raises:
        Problem: a field does not fit.
    """
    story = requested_story()
    keys = (*besides, *(STORY_KEYS if story else ()))
    state = checked(lambda: read(request.args, network(), names, keys))
    if story and state.pairs():
        raise Problem(BAD_VIEW, _BESIDE_STEPS, {"parameter": state.pairs()[0][0]})
    shown = story.step if story else state
    if not shown.pairs():
        return _opening(current_site().catalogue, network().version)
    return view(network().part(shown), shown)


@once_per_version
def _opening(catalogue: ReferenceData, version: str) -> View:
    """Return the view without fields, with which the explorer opens."""
    return view(network_of(catalogue, version).part(ViewState()), ViewState())


def requested_story() -> Story | None:
    """Return the story that the request tells, if it tells one.

    Raises:
        Problem: a step of it does not fit.
    """
    return checked(lambda: read_story(request.args, network(), names))


def requested_picture(shown: View) -> PictureOptions:
    """Return how large and in which colours a picture of a view is asked for.

    Raises:
        Problem: a value does not fit.
    """
    given = request.args.get
    widest = WIDEST if len(shown.nodes) <= FEW else WIDEST_OF_MANY
    return checked(
        lambda: PictureOptions(
            _width(given("width", ""), widest),
            _theme(given("theme", "")),
            bare=_flag("bare"),
            outlines=_flag("outlines"),
        )
    )


def _width(value: str, widest: int) -> int:
    if not value:
        return PictureOptions().width
    if not (value.isascii() and value.isdecimal() and NARROWEST <= int(value[:9]) <= widest):
        raise BadParameter("width", value, f"a number of pixels from {NARROWEST} to {widest} is expected.")
    return int(value)


def _flag(field: str) -> bool:
    value = request.args.get(field, "")
    if value not in {"", "0", "1"}:
        raise BadParameter(field, value, "1 is expected, or nothing.")
    return value == "1"


def _theme(value: str) -> str:
    if value and value not in THEMES:
        raise BadParameter("theme", value, f"{alternatives(THEMES)} is expected.")
    return value or PictureOptions().theme


def requested_node(field: str) -> str:
    """Return the node that a field of the request names.

    Raises:
        Problem: the field is missing, or names nothing.
    """
    return checked(lambda: read_node(field, request.args.get(field, ""), network(), names))


def checked(take: Callable[[], T]) -> T:
    """Return what `take` reads from the request.

    Raises:
        Problem: it does not fit; the problem says which field, and what would.
    """
    try:
        return take()
    except BadParameter as error:
        raise Problem(BAD_VIEW, str(error), {"parameter": error.parameter}) from error
