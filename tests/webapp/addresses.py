"""Every address of the site that is tried over any data: pages for people, and what programs ask for."""

from __future__ import annotations

from dataclasses import dataclass

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from queries import registry
from webapp.app import PAGES
from webapp.listings.registry import LISTS

PAGE = {"Accept": "text/html"}
STARTS = (
    "partnership/top-01--kodak",
    "partnership/top-01--visa",
    "partnership/top-09--alibaba",
    "partnership/top-09--mcdonalds",
    "partnership/top-11--visa",
    "partnership/olympic-channel-founding--alibaba",
    "partnership/1932-summer-domestic--omega",
    "partnership/1964-summer-domestic--seiko",
    "partnership/2020-summer-domestic--asics",
    "contribution/alibaba-cloud",
    "coverage/alibaba--top--2018-winter",
    "country/japan",
    "country/united-states",
    "event/2017-01-19-alibaba",
    "games/1940-summer",
    "games/1984-summer",
    "games/2026-winter",
    "reported-value/top-03-visa-20c5c1",
    "role/thomas-bach",
    "source/sina-2017-01-19-alibaba",
    "statistic/top-01--top-revenue",
    "statistic/top-09--top-revenue",
)
"""What the small part of the data begins with."""

THINGS = (
    *(start for start in STARTS if not start.startswith("partnership")),
    "category/technology",
    "category/timekeeping",
    "games/2020-summer",
    "organization/ioc",
    "partner/alibaba",
    "partner/kodak",
    "partner/omega",
    "partner/visa",
    "partnership/1932-summer-domestic--omega",
    "partnership/top-09--alibaba",
    "person/thomas-bach",
    "programme/2020-summer-domestic",
    "programme/olympic-channel-founding",
    "programme/top",
    "programme/top-09",
    "scheme/category",
    "season/summer",
)
"""Things that have pages."""

PICTURED = (
    "category/technology",
    "country/japan",
    "games/2020-summer",
    "partner/visa",
    "partnership/top-09--alibaba",
    "person/thomas-bach",
    "programme/top",
    "source/sina-2017-01-19-alibaba",
)
"""Things whose picture for shared links is asked for; to render one takes as long as ten pages."""

CHARTS = (
    "category-timeline?about=category:timekeeping",
    "country-timeline?about=country:japan",
    "events-around?about=person:thomas-bach",
    "games-tiers?about=games:2020-summer",
    "partnership-timeline?about=partnership:top-09--alibaba",
    "partnerships-by-field",
    "partners-by-region",
    "programme-countries",
    "programme-network",
)
"""Charts, by name and what they are about."""

FORMATS = ("ttl", "jsonld", "nt", "rdf")
SITE = (
    *(page.path for page in PAGES),
    "/explore?from=games/2020-summer&open=games/2020-summer",
    "/explore?from=partner/visa&open=partner/visa",
    "/explore?path=partner/alibaba~partner/kodak",
    "/explore?tier=top&date=2017-01-18",
    "/explore?kind=partner&sort=-begins",
    "/explore?show=network",
    "/explore?step=tier%3Dtop%26title%3DOne&step=from%3Dpartner/visa%26mark%3Dpartner/visa&at=2&story=Two",
    "/chart",
    "/chart/games-partners?about=games:2020-summer",
    "/chart/partner-timeline?about=partner:visa",
    "/chart/partner-timeline/embed?about=partner:visa",
    "/chart/programme-terms/embed",
    "/chart/longest-relationships",
    "/context.jsonld",
    "/path?from=partner/alibaba&to=partner/kodak",
    "/compare?a=games/2020-summer&b=programme/top-09",
    "/compare?a=partner/visa&b=partner/omega",
    "/compare?a=category/technology&b=category/timekeeping",
    "/compare?a=country/japan&b=country/united-states",
    "/compare?a=games/2020-summer",
    "/queries?q=nothing",
    "/reconcile/preview?id=organization/visa",
    "/search?q=bach",
    "/search?q=visa&kind=partner",
    "/search?q=nothing",
    "/ask?q=who+sponsors+la28",
    "/ask?q=airline+sochi+2014",
    "/api/ask?q=chinese+sponsors",
    "/changes/1.0",
    "/changes/1.1",
    "/changes/1.1/partnership/top-09--alibaba",
    "/dataset",
    "/dataset/1.1",
    "/dataset/statistics",
    "/graph/curated",
    "/partner/nobody",
    "/programme/top?sort=country",
    *(f"/{name}?q=nothing" for name in LISTS),
    "/partners?sort=-years",
    "/games?sort=country",
    "/events?sort=place",
)
"""Pages for people."""

MACHINES = (
    "/.well-known/sparql-examples",
    "/.well-known/void",
    "/changes.atom",
    "/changes.json",
    "/changes/1.1.json",
    "/dataset.bib",
    "/dataset/1.0.nq.zst.sha256",
    "/api/compare?a=games/2020-summer&b=programme/top-09",
    "/api/search?q=bach",
    "/compare.csv?a=partner/visa&b=partner/omega",
    "/compare.json?a=country/japan&b=country/united-states",
    *(f"/chart/games-partners.{suffix}?about=games:2020-summer" for suffix in ("csv", "metadata.json", "svg", "zip")),
    *(f"/chart/{chart.replace('?', '.svg?') if '?' in chart else f'{chart}.svg'}" for chart in CHARTS),
    "/chart/theme-dark.css",
    "/explore.bib?from=partner/visa",
    "/api",
    "/api/openapi.json",
    "/api/queries",
    "/apple-touch-icon.png",
    "/data/dataset.ttl",
    "/data/datapackage.json",
    "/data/partnerships.csv",
    "/data/tables/games.csv",
    "/explore/expand?node=partner/alibaba",
    "/explore/find?q=visa",
    *(f"/explore/facts?node={node}" for node in ("partner/alibaba", "games/2020-summer", "country/japan")),
    "/explore/facts?partnership=top-09--alibaba",
    "/explore/evidence?from=partner/visa&mark=partner/visa",
    "/explore/nodes.csv",
    "/explore/query.rq",
    "/explore/story.schema.json",
    *(f"/explore/view.{suffix}" for suffix in ("csv", "gexf", "graphml", "json", "jsonld", "metadata.json", "ttl")),
    *(f"/explore/view.{suffix}?tier=top&date=2017-01-18&width=600&theme=dark" for suffix in ("svg", "png", "zip")),
    "/explore/view.json?from=partner/visa&open=partner/visa",
    "/favicon.ico",
    "/health",
    "/icon-192.png",
    "/id/organization/alibaba",
    "/id/wikidata/Q328840",
    "/og/site/home.png",
    *(f"/og/site/{name}.png" for name in LISTS),
    *(f"/{name}.csv" for name in LISTS),
    *(f"/{name}.json" for name in LISTS),
    "/ontology.ttl",
    "/path.json?from=partner/alibaba&to=partner/kodak",
    "/queries.ttl",
    "/reconcile",
    "/reconcile?queries=%7B%22q0%22%3A%7B%22query%22%3A%22visa%22%7D%7D",
    "/reconcile?extend=%7B%22ids%22%3A%5B%22organization/visa%22%5D%2C%22properties%22%3A%5B%7B%22id%22%3A%22source%22%7D%5D%7D",
    *(f"/reconcile/suggest/{part}?prefix=a" for part in ("entity", "type", "property")),
    "/reconcile/flyout/entity?id=organization/visa",
    "/reconcile/flyout/type?id=organization",
    "/reconcile/flyout/property?id=country",
    "/reconcile/properties?type=organization",
    "/robots.txt",
    "/search/suggest?q=al",
    "/shapes",
    "/shapes.ttl",
    "/site.webmanifest",
    "/sitemap-1.xml",
    "/sitemap.xml",
    "/sparql",
    "/sparql/editor.json",
)
"""Addresses for programs."""


@dataclass(frozen=True, slots=True)
class Route:
    """An address with the headers of those who ask for it."""

    address: str
    page: bool

    def ask(self, client: FlaskClient) -> TestResponse:
        """Ask for it."""
        return client.get(self.address, headers=PAGE if self.page else {})


def routes() -> list[Route]:
    """Return every address that is tried."""
    names = [query.name for query in registry.public()]
    pages = (*SITE, *(f"/{thing}" for thing in THINGS), *(f"/queries/{name}" for name in names))
    machines = (
        *MACHINES,
        *(f"/og/{thing}.png" for thing in PICTURED),
        *(f"/partner/alibaba.{suffix}" for suffix in FORMATS),
        *(f"/games/2020-summer.{suffix}" for suffix in FORMATS),
        *(f"/api/queries/{name}" for name in names),
    )
    return [*(Route(address, page=True) for address in pages), *(Route(address, page=False) for address in machines)]
