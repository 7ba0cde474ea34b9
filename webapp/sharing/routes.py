"""The routes for other sites and devices. They are pictures for shared links, icons, site map and robots file."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, json, make_response, request
from markupsafe import escape
from werkzeug.exceptions import NotFound

from webapp.components import responses
from webapp.components.schema_org import NAME
from webapp.components.site_pages import SitePage
from webapp.http.site_address import site_address
from webapp.models.entity import Entity
from webapp.models.site import current_site
from webapp.models.urls import subject_of
from webapp.sharing import make_icons, og_cards
from webapp.sharing.og_image import PAPER, png
from webapp.sharing.sitemap import LARGEST, addresses

area = Blueprint("sharing", __name__)
PAGES: tuple[SitePage, ...] = ()

_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NOT_FOR_ROBOTS = (
    "/sparql?",
    "/api/queries/",
    "/chart/",
    "/explore?",
    "/explore/",
    "/explore.",
    "/corrections?",
    "/path?",
    "/search",
    "/*?sort=",
    "/*&sort=",
)


@area.get("/og/site/<name>.png")
def picture_of_page(name: str) -> Response:
    """Send the picture of a page that is about no single thing."""
    card = og_cards.of_site(current_site(), name)
    if card is None:
        raise NotFound("There is no picture for such a page.")
    return _file(png(card), "image/png")


@area.get("/og/<kind>/<name>.png")
def picture_of_thing(kind: str, name: str) -> Response:
    """Send the picture of the page about a thing."""
    here = current_site()
    iri = subject_of(kind, name)
    subject = Entity.load(here.ask, iri) if iri else None
    address = here.catalogue.urls.page(iri)
    if subject is None or address != f"/{kind}/{name}":
        raise NotFound("There is no picture, because there is no such page.")
    return _file(png(og_cards.of_thing(here, address, subject)), "image/png")


@area.get("/favicon.ico")
def favicon() -> Response:
    """Send the icon to browsers that ask for it by its old name."""
    return _icon("favicon.ico", "image/vnd.microsoft.icon")


@area.get("/apple-touch-icon.png")
def touch_icon() -> Response:
    """Send the icon to phones that put the site on their home screen."""
    return _icon("apple-touch-icon.png", "image/png")


@area.get("/icon-<int:size>.png")
def sized_icon(size: int) -> Response:
    """Send the icon in one of the sizes that the manifest names."""
    if size not in (192, 512):
        raise NotFound("The icon is 192 or 512 pixels wide.")
    return _icon(f"icon-{size}.png", "image/png")


def _icon(name: str, media_type: str) -> Response:
    return _file((make_icons.FOLDER / name).read_bytes(), media_type)


@area.get("/site.webmanifest")
def manifest() -> Response:
    """Tell devices what the site is called and which icons it has (https://www.w3.org/TR/appmanifest/)."""
    root = request.script_root
    found = [{"src": f"{root}/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)]
    names = {"name": NAME, "short_name": "Partnerships", "start_url": f"{root}/", "display": "browser"}
    colours = {"background_color": PAPER, "theme_color": PAPER}
    return _file(json.dumps(names | colours | {"icons": found}).encode(), "application/manifest+json")


@area.get("/robots.txt")
def robots() -> Response:
    """Tell robots what is not for them: what computes, and the same pages in another order."""
    rules = "".join(f"Disallow: {request.script_root}{path}\n" for path in _NOT_FOR_ROBOTS)
    pointer = f"\nSitemap: {site_address()}/sitemap.xml\n" if site_address() else ""
    return _file(f"User-agent: *\n{rules}{pointer}".encode(), "text/plain; charset=utf-8")


@area.get("/sitemap.xml")
def sitemap() -> Response:
    """List all pages, or the files that list them, where they are too many for one."""
    found = addresses(current_site().catalogue)
    if len(found) <= LARGEST:
        return _xml("urlset", "url", found)
    return _xml("sitemapindex", "sitemap", [f"/sitemap-{place + 1}.xml" for place in range(-(-len(found) // LARGEST))])


@area.get("/sitemap-<int:number>.xml")
def part_of_sitemap(number: int) -> Response:
    """List one part of the pages."""
    found = addresses(current_site().catalogue)
    if len(found) <= LARGEST or not 1 <= number <= -(-len(found) // LARGEST):
        raise NotFound("The site map has no such part.")
    return _xml("urlset", "url", found[(number - 1) * LARGEST : number * LARGEST])


def _xml(root: str, each: str, found: Sequence[str]) -> Response:
    origin = site_address()
    if not origin:
        raise NotFound("A site map holds absolute addresses, and the site was not told its own: OPG_SITE_URL names it.")
    items = "".join(f"<{each}><loc>{escape(origin + address)}</loc></{each}>\n" for address in found)
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_SCHEMA}">\n{items}</{root}>\n'
    return _file(body.encode(), "application/xml; charset=utf-8")


def _file(body: bytes, content_type: str) -> Response:
    response = make_response(body)
    response.content_type = content_type
    return responses.fresh(response, request.path.rpartition(".")[2], request.path)
