"""The addresses of the explorer."""

from __future__ import annotations

from flask import Blueprint, Response

from webapp import replies
from webapp.assets import MISSING, bundle
from webapp.explorer import document
from webapp.explorer.asked import asked_view, reply
from webapp.explorer.naming import title
from webapp.explorer.view import View
from webapp.site import site

area = Blueprint("explorer", __name__)

_JSON = "application/json"


@area.get("/explore")
def explore() -> Response:
    """Show the explorer: the picture where scripts run, and the same as tables."""
    return _page("explorer/page.html", asked_view())


@area.get("/explore/view.json")
def as_json() -> Response:
    """Give a view as JSON."""
    found = asked_view()
    return reply(lambda: document.write(found, site().catalogue), _JSON, str(found.state))


def _page(template: str, found: View) -> Response:
    return replies.page(template, view=found, title=title(found), bundle=bundle("explore"), missing=MISSING)
