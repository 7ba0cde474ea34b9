"""What a page says or shows although there is nothing: found by the shape of the page and by words that give it away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.webapp.html import Element

_HEADINGS = ("h1", "h2", "h3", "h4")
_CONTAINERS = ("ul", "ol", "dl", "tbody", "figure", "p", "dd", "dt", "figcaption", "summary")
_SHAPES = ("path", "rect", "circle", "line", "text", "polygon")
_QUOTED = ("script", "style", "textarea", "pre", "code", "svg", "template", "select", "datalist")
"""Elements whose text is data, or is read by machines."""

_WORDS = re.compile(
    r"\b(NaN|None(?!\.)|nan|undefined|Undefined|null)\b|\b0 of (the )?0\b|\b(of|in|than) the 0\b|\(\s*\)|“\s*”|, ,|,\s*\.|\s,"
    r"|\b[Nn]o (?!source)[a-z]+s? recorded\b|\bhtt\b"
)
_ENDINGS = re.compile(r"\b(in|from|to|of|for|at|with|by|is|are|since|than|the|and|a|an)\s*[.,;:]| {2}")
"""Words after which something is missing, in a summary."""


def hollow(page: Element) -> list[str]:
    """Return what is hollow in a page, each in a few words; nothing where everything that is shown has content."""
    main = page.all("main")[0] if page.all("main") else page
    return [*_empty(main), *_headings(main), *_tables(main), *_pictures(main), *_links(main), *_words(main)]


def _empty(main: Element) -> Iterator[str]:
    for element in main.walk():
        if element.tag in _CONTAINERS and not _has_content(element):
            yield f"an empty <{element.tag} class={element.attributes.get('class', '')!r}>"


def _has_content(element: Element) -> bool:
    return bool(element.text) or any(
        inner.tag in {"svg", "img", "input", "textarea", "button"} for inner in element.walk()
    )


def _headings(main: Element) -> Iterator[str]:
    """Give the headings under which nothing stands."""
    flow = [element for element in main.walk() if element.tag in _HEADINGS or _is_content(element)]
    for place, element in enumerate(flow):
        if element.tag not in _HEADINGS or element.tag == "h1":
            continue
        following = flow[place + 1] if place + 1 < len(flow) else None
        if following is None or (following.tag in _HEADINGS and following.tag <= element.tag):
            yield f"nothing under the heading {element.text!r}"


def _is_content(element: Element) -> bool:
    return element.tag in {
        "p",
        "li",
        "table",
        "dl",
        "svg",
        "pre",
        "form",
        "input",
        "textarea",
        "iframe",
    } and _has_content(element)


def _tables(main: Element) -> Iterator[str]:
    for table in main.all("table"):
        if not [row for body in table.all("tbody") for row in body.all("tr")]:
            yield f"a table without rows: {table.text[:40]!r}"


def _pictures(main: Element) -> Iterator[str]:
    for picture in main.all("svg"):
        drawn = [element for element in picture.walk() if element.tag in _SHAPES and element.tag != "text"]
        if not drawn:
            yield f"a picture of nothing: {picture.attributes.get('aria-label', '')!r}"


def _links(main: Element) -> Iterator[str]:
    identifiers = {element.attributes.get("id") for element in main.walk()}
    for link in main.all("a"):
        target = link.attributes.get("href", "")
        if not target or (target.startswith("#") and target[1:] not in identifiers):
            yield f"a link to nothing: {target!r} {link.text[:40]!r}"
        if target.startswith("/") and re.search(r"=(&|$)|=(None|nan)\b", target.partition("?")[2]):
            yield f"a link with an empty field: {target!r}"


def _words(main: Element) -> Iterator[str]:
    for element in main.walk():
        if element.tag in {"p", "li", "td", "th", "dd", "figcaption", "h1", "h2", "h3", "caption"}:
            words = " ".join("".join(_pieces(element)).split())
            about = _ENDINGS if element.attributes.get("class") == "lede" and main.all("h2", id="cite") else _WORDS
            for found in (*_WORDS.finditer(words), *about.finditer(words)):
                yield f"{found[0]!r} in {words[max(0, found.start() - 40) : found.end() + 30]!r}"


def _pieces(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.tag in _QUOTED:
            yield "…"
        elif child.tag not in {"ul", "ol", "dl", "table"}:
            yield from _pieces(child)
