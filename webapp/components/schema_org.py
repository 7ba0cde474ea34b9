"""The subject of a page in schema.org's terms, as JSON-LD.

It is for search engines; the graph's own JSON-LD says far more. The types follow https://schema.org/version/latest; a
thing that it has no type for is a Thing with our class beside.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from ontology.namespaces import BASE, DATA_LICENCE_IRI, ID_BASE, ONTOLOGY_NAMESPACE, PREFIXES
from webapp.models.data_version import DataVersion
from webapp.models.entity import Entity

NAME = "Olympic Partnership Graph"
ABOUT = (
    "An open knowledge graph of who has sponsored the Olympic Games and the Olympic Movement since 1896: partners, "
    "programmes, tiers, product categories, dates, reported money and people. Each partnership names its sources."
)

KEYWORDS = ("Olympic Games", "sponsorship", "partnership", "knowledge graph", "RDF", "linked data")

_TYPES = {
    "organization": "Organization",
    "games": "SportsEvent",
    "person": "Person",
    "country": "Country",
    "category": "DefinedTerm",
    "source": "CreativeWork",
    "event": "Event",
}
_LISTS = {
    "partner": ("Partners", "/partners"),
    "games": ("Games", "/games"),
    "programme": ("Programmes", "/programmes"),
    "category": ("Product categories", "/categories"),
    "country": ("Countries", "/countries"),
    "person": ("People", "/people"),
    "event": ("Events", "/events"),
    "source": ("Sources", "/sources"),
}
_TERMS = PREFIXES["dct"]


def to_json_ld(graph: Sequence[Mapping[str, object]]) -> str:
    """Write things as JSON-LD that can stand in a page: no `<` that could end the element, or begin another."""
    document = {"@context": "https://schema.org", "@graph": list(graph)}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def about(subject: Entity, origin: str, address: str) -> str:
    """Return what the page at `address` of the site at `origin` is about, and the way to it."""
    kind = address.split("/")[1]
    steps = [_LISTS[kind]] if kind in _LISTS else []
    return to_json_ld([_thing(subject, origin + address), crumbs(origin, [*steps, (subject.label, address)])])


def crumbs(origin: str, steps: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Return the way to a page, as pairs of name and address."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": origin + address}
        for place, (name, address) in enumerate((("Home", "/"), *steps), 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def dataset(origin: str, version: DataVersion, files: Mapping[str, str]) -> dict[str, object]:
    """Return the dataset, with its files by name and their media types."""
    return {
        "@type": "Dataset",
        "@id": f"{BASE}dataset",
        "name": NAME,
        "description": ABOUT,
        "url": f"{origin}/data",
        "identifier": f"{BASE}dataset",
        "version": version.number,
        **({"dateModified": version.date} if version.date else {}),
        "license": DATA_LICENCE_IRI,
        "isAccessibleForFree": True,
        "creator": {
            "@type": "Organization",
            "name": "The Olympic Partnership Graph contributors",
            "url": f"{origin}/about",
        },
        "keywords": list(KEYWORDS),
        "temporalCoverage": "1896/..",
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": f"{origin}/data/{name}"}
            for name, media_type in files.items()
        ],
    }


def website(origin: str) -> dict[str, object]:
    """Return the site with the way to search it."""
    return {
        "@type": "WebSite",
        "name": NAME,
        "url": f"{origin}/",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{origin}/search?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def _thing(subject: Entity, page: str) -> dict[str, object]:
    kind = subject.iri.removeprefix(ID_BASE).partition("/")[0]
    found: dict[str, object] = {
        "@type": _TYPES.get(kind, "Thing"),
        "@id": subject.iri,
        "name": subject.label,
        "url": page,
        "mainEntityOfPage": page,
        "description": subject.comment,
        "alternateName": [alias.text for alias in subject.aliases],
    }
    if kind not in _TYPES:
        found["additionalType"] = next(
            (item.iri for item in subject.types if item.iri.startswith(ONTOLOGY_NAMESPACE)), ""
        )
    found |= _more(kind, subject)
    same = [thing.iri for thing in subject.things(PREFIXES["schema"] + "sameAs")]
    if same:
        found["sameAs"] = [*filter(None, [found.get("sameAs")]), *same]
    return {name: value for name, value in found.items() if value}


def _more(kind: str, subject: Entity) -> dict[str, object]:
    """Return what schema.org has a property for, by kind; what is not known is left empty."""
    match kind:
        case "organization":
            homepage = next((thing.iri for thing in subject.things("homepage")), "")
            return {"sameAs": homepage if homepage.startswith("http") else "", "location": _label(subject, "country")}
        case "games":
            places = [*subject.texts("city"), *(thing.label for thing in subject.things("country"))]
            dates = {"startDate": subject.text("opening"), "endDate": subject.text("closing")}
            return dates | {"sport": "Olympic Games", "location": {"@type": "Place", "name": ", ".join(places)}}
        case "event":
            place = ", ".join(filter(None, (subject.text("place"), _label(subject, "country"))))
            return {"startDate": subject.text("date"), "location": {"@type": "Place", "name": place} if place else ""}
        case "source":
            return {
                "publisher": subject.text(_TERMS + "publisher"),
                "datePublished": subject.text("published"),
                "inLanguage": subject.text(_TERMS + "language"),
                "sameAs": next((thing.iri for thing in subject.things("url") if thing.iri.startswith("http")), ""),
            }
        case "category":
            return {"inDefinedTermSet": f"{ID_BASE}scheme/category"}
    return {}


def _label(subject: Entity, property_: str) -> str:
    thing = subject.thing(property_)
    return thing.label if thing else ""
