"""The feed of releases in Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from graph.releases.frozen import Release
from ontology.namespaces import DATA_LICENCE_IRI, DATASET_IRI
from webapp.components.citations import AUTHORS, TITLE

_ATOM = "http://www.w3.org/2005/Atom"


def atom(found: Sequence[Release], origin: str) -> bytes:
    """Return the feed of releases, the newest first; `origin` is the absolute address of the site's root.

    The identifiers do not depend on the site, so that a reader shows each release once, wherever it was read.
    """
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _text(feed, "id", f"{DATASET_IRI}/changes")
    _text(feed, "title", f"{TITLE}: releases")
    _text(feed, "updated", _moment(found[0]))
    _text(_text(feed, "author", ""), "name", AUTHORS)
    _text(feed, "rights", f"CC BY 4.0, {DATA_LICENCE_IRI}")
    _link(feed, "self", f"{origin}/changes.atom", "application/atom+xml")
    _link(feed, "alternate", f"{origin}/changes", "text/html")
    for release in found:
        entry = _text(feed, "entry", "")
        _text(entry, "id", f"{DATASET_IRI}/{release.version}")
        _text(entry, "title", f"Release {release.version}")
        _text(entry, "updated", _moment(release))
        _text(entry, "published", _moment(release))
        _link(entry, "alternate", f"{origin}/dataset/{release.version}", "text/html")
        if release.previous:
            _link(entry, "related", f"{origin}/changes/{release.version}", "text/html")
        _text(entry, "summary", f"{release.summary}.")
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text


def _moment(release: Release) -> str:
    return f"{release.date}T00:00:00Z"


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = text or None
    return element


def _link(parent: ET.Element, relation: str, address: str, media_type: str) -> None:
    _text(parent, "link", "").attrib.update({"rel": relation, "href": address, "type": media_type})
