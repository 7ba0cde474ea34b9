"""Addresses of every area of the site, so that what must hold everywhere is tried everywhere."""

from __future__ import annotations

PAGES = (
    "/",
    "/about",
    "/errors",
    "/partners",
    "/partners?country=japan",
    "/sources",
    "/partner/alibaba",
    "/organization/ioc",
    "/games/2020-summer",
    "/programme/top",
    "/category/timekeeping",
    "/country/japan",
    "/person/thomas-bach",
    "/source/sina-2017-01-19-alibaba",
    "/partnership/top-09--alibaba",
    "/quality",
    "/search?q=omega",
    "/queries",
    "/queries/partner-history?partner=visa",
    "/queries/evidence-behind?thing=organization:visa",
    "/explore?from=games/2012-summer&open=games/2012-summer.partner",
    "/explore?path=partner/alibaba~partner/kodak",
    "/explore/embed?from=partner/visa&open=partner/visa",
    "/explore/facts?node=partner/visa",
    "/path?from=partner/alibaba&to=partner/kodak",
    "/sparql",
    "/ontology",
    "/data",
    "/dataset",
)
"""What is HTML."""

DATA = (
    "/partners.json",
    "/partners.csv?country=japan",
    "/partner/alibaba.ttl",
    "/partner/alibaba.jsonld",
    "/search/suggest?q=omega",
    "/api/queries",
    "/api/openapi.json",
    "/api/queries/partner-history.json?partner=visa",
    "/api/queries/partner-history.csv?partner=visa",
    "/queries.ttl",
    "/explore/view.json?from=partner/visa&open=partner/visa",
    "/explore/view.csv?from=partner/visa",
    "/explore/query.rq?from=partner/visa",
    "/explore/expand?node=partner/visa",
    "/explore/find?q=visa",
    "/path.json?from=partner/alibaba&to=partner/kodak",
    "/sparql/editor.json",
    "/sparql?query=ASK%20%7B%7D",
    "/.well-known/sparql-examples",
    "/ontology.ttl",
    "/shapes.ttl",
    "/robots.txt",
    "/site.webmanifest",
    "/static/style.css",
)
"""What is another text."""

FAILING = (
    "/partner/nobody",
    "/nothing/here",
    "/partners?planet=mars",
    "/explore?colour=red",
    "/path?from=partner/nobody&to=partner/visa",
    "/api/queries/partner-history?nonsense=1",
    "/api/queries/partner-histori",
    "/search?q=a&kind=planet",
    "/sparql?query=NONSENSE",
    "/partner/alibaba.docx",
    "/static/missing.css",
)

PICTURES = ("/og/partner/alibaba.png", "/icon-192.png", "/favicon.ico")

REDIRECTED = (
    "/id/organization/alibaba",
    "/organization/alibaba",
    "/partners/",
    "//partners",
    "/shapes",
    "/.well-known/void",
    "/queries/prefixes",
)
