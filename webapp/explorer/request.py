"""The view that a request asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import request

from queries.errors import BadParameter
from webapp.explorer.load_network import model
from webapp.explorer.network import NetworkModel
from webapp.explorer.view import View, view
from webapp.explorer.view_state import read, read_node
from webapp.http.errors import Problem
from webapp.http.problem_types import BAD_VIEW
from webapp.models.site import current_site

PAGE_KEYS = ("sort", "rows")
"""What the page with its tables takes beside the fields of a view."""

T = TypeVar("T")


def network() -> NetworkModel:
    """Return the whole network of the site."""
    here = current_site()
    return model(here.catalogue, here.store.version)


def requested_view() -> View:
    """Return the view that the request describes.

    Raises:
        Problem: a field does not fit.
    """
    state = checked(lambda: read(request.args, network(), current_site().catalogue.names, PAGE_KEYS))
    return view(network(), state)


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
