"""What a page shows although there is nothing: found by the shape of the page, and by words that give it away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.webapp.html import Element

_HEADINGS = ("h1", "h2", "h3", "h4")
_CONTAINERS = ("ul", "ol", "dl", "tbody", "figure", "p", "dd", "dt", "figcaption", "summary")
_CONTENT = ("p", "li", "table", "dl", "svg", "pre", "form", "input", "textarea", "iframe")
_SHAPES = ("path", "rect", "circle", "line", "polygon")
_FILLED = ("svg", "img", "input", "textarea", "button")
_BLOCKS = ("p", "li", "td", "th", "dd", "figcaption", "h1", "h2", "h3", "caption")
_APART = ("ul", "ol", "dl", "table")
_QUOTED = ("script", "style", "textarea", "pre", "code", "svg", "template", "select", "datalist")
"""Elements whose text is data, or is read by machines."""

_WORDS = re.compile(
    r"\b(NaN|None(?!\.)|nan|undefined|Undefined|null|htt)\b"
    r"|\b0 of (the )?0\b|\b(of|in|than) the 0\b|\b[Nn]o (?!source)[a-z]+s? recorded\b"
    r"|\(\s*\)|“\s*”|, ,|,\s*\.|\s,"
)
_ENDINGS = re.compile(r"\b(in|from|to|of|for|at|with|by|is|are|since|than|the|and|a|an)\s*[.,;:]| {2}")
"""Words after which something is missing, in a sentence that is made of data."""


def hollow(page: Element) -> list[str]:
    """Return what is hollow in the shape of a page, in a few words; nothing where all that is shown has content."""
    main = page.all("main")[0] if page.all("main") else page
    return [*_empty(main), *_headings(main), *_tables(main), *_pictures(main), *_links(main)]


def hollow_words(page: Element) -> list[str]:
    """Return the words of a page that speak of nothing, or from which something is missing."""
    main = page.all("main")[0] if page.all("main") else page
    found: list[str] = []
    about_a_thing = any(title.text == "Cite this page" for title in main.all("h2", id="cite"))
    for block in (element for element in main.walk() if element.tag in _BLOCKS):
        words = " ".join("".join(_pieces(block)).split())
        made = about_a_thing and block.attributes.get("class") == "lede"
        matches = (*_WORDS.finditer(words), *(_ENDINGS.finditer(words) if made else ()))
        found += [f"{match[0]!r} in {words[max(0, match.start() - 40) : match.end() + 30]!r}" for match in matches]
    return found


def _empty(main: Element) -> Iterator[str]:
    for element in main.walk():
        if element.tag in _CONTAINERS and not _has_content(element):
            yield f"an empty <{element.tag} class={element.attributes.get('class', '')!r}>"


def _has_content(element: Element) -> bool:
    return bool(element.text) or any(inner.tag in _FILLED for inner in element.walk())


def _headings(main: Element) -> Iterator[str]:
    """Give the headings under which nothing stands before the next of the same rank."""
    flow = [it for it in main.walk() if it.tag in _HEADINGS or (it.tag in _CONTENT and _has_content(it))]
    for place, element in enumerate(flow):
        if element.tag not in _HEADINGS or element.tag == "h1":
            continue
        following = flow[place + 1] if place + 1 < len(flow) else None
        if following is None or (following.tag in _HEADINGS and following.tag <= element.tag):
            yield f"nothing under the heading {element.text!r}"


def _tables(main: Element) -> Iterator[str]:
    for table in main.all("table"):
        if not [row for body in table.all("tbody") for row in body.all("tr")]:
            yield f"a table without rows: {table.text[:40]!r}"


def _pictures(main: Element) -> Iterator[str]:
    for picture in main.all("svg"):
        if not [element for element in picture.walk() if element.tag in _SHAPES]:
            yield f"a picture of nothing: {picture.attributes.get('aria-label', '')!r}"


def _links(main: Element) -> Iterator[str]:
    identifiers = {element.attributes.get("id") for element in main.walk()}
    for link in main.all("a"):
        target = link.attributes.get("href", "")
        missing = target.startswith("#") and target[1:] not in identifiers
        if (not target and "hidden" not in link.attributes) or missing:
            yield f"a link to nothing: {target!r} {link.text[:40]!r}"
        if target.startswith("/") and re.search(r"=(&|$)|=(None|nan)\b", target.partition("?")[2]):
            yield f"a link with an empty field: {target!r}"


def _pieces(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.tag in _QUOTED:
            yield "…"
        elif child.tag not in _APART:
            yield from _pieces(child)
