"""The view that a request asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import request

from queries.errors import BadParameter
from webapp.explorer.load_network import model
from webapp.explorer.network import NetworkModel
from webapp.explorer.story import STORY_KEYS, Story, read_story
from webapp.explorer.view import View, view
from webapp.explorer.view_state import read, read_node
from webapp.http.errors import Problem
from webapp.http.problem_types import BAD_VIEW
from webapp.models.site import current_site

PAGE_KEYS = ("sort", "rows")
"""What the page with its tables takes beside the fields of a view."""

_BESIDE_STEPS = "Beside the steps of a story there is no other view. What belongs to a view stands in its step."

T = TypeVar("T")


def network() -> NetworkModel:
    """Return the whole network of the site."""
    here = current_site()
    return model(here.catalogue, here.store.version)


def requested_view() -> View:
    """Return the view that the request describes; of a story the step that it shows.

    Raises:
        Problem: a field does not fit.
    """
    names = current_site().catalogue.names
    story = requested_story()
    besides = (*PAGE_KEYS, *STORY_KEYS) if story else PAGE_KEYS
    state = checked(lambda: read(request.args, network(), names, besides))
    if story and state.pairs():
        raise Problem(BAD_VIEW, _BESIDE_STEPS, {"parameter": state.pairs()[0][0]})
    return view(network(), story.step if story else state)


def requested_story() -> Story | None:
    """Return the story that the request tells, if it tells one.

    Raises:
        Problem: a step of it does not fit.
    """
    return checked(lambda: read_story(request.args, network(), current_site().catalogue.names))


def requested_node(field: str) -> str:
    """Return the node that a field of the request names.

    Raises:
        Problem: the field is missing, or names nothing.
    """
    return checked(lambda: read_node(field, request.args.get(field, ""), network(), current_site().catalogue.names))


def checked(take: Callable[[], T]) -> T:
    """Return what `take` reads from the request.

    Raises:
        Problem: it does not fit; the problem says which field, and what would.
    """
    try:
        return take()
    except BadParameter as error:
        raise Problem(BAD_VIEW, str(error), {"parameter": error.parameter}) from error
