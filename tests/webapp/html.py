"""Pages as a test reads them: text, links and elements.

A page is read as strictly as our templates write it: each `<` of a text or a script is escaped, and each element is
closed. The parser of the standard library would pass over what is wrong, and take several times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from html import unescape

from tests.some import any_number

_VOID = {"meta", "link", "source", "img", "input", "br", "hr", "base"}
_RAW = {"script", "style"}
"""Elements whose text stands as it is."""

_TAG = re.compile(
    r"""<(/?)([a-zA-Z][\w-]*)([^"'<>]*(?:(?:"[^"]*"|'[^']*')[^"'<>]*)*)>([^<]*)|<!(?:--.*?--|[^>-]*)>\s*""", re.S
)
_ATTRIBUTE = re.compile(r"""([^\s=>/"'<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'=<`]+)))?""")


class Element:
    """An element with its attributes, children and own text, which nobody changes once it is read."""

    def __init__(self, tag: str, attributes: str = "") -> None:
        self.tag = tag
        self.children: list[Element | str] = []
        self._attributes = attributes

    @cached_property
    def attributes(self) -> dict[str, str]:
        """The attributes by lower-case name; most elements of a page are never asked for theirs."""
        found = _ATTRIBUTE.findall(self._attributes)
        return {name.lower(): unescape("".join(values)) for name, *values in found}

    def walk(self) -> Iterator[Element]:
        """Give this element and every one inside it, in the order of the document."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend([child for child in reversed(element.children) if isinstance(child, Element)])

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements of a tag with these attributes; `class_` asks for one of several classes."""
        found = self._by_tag.get(tag, [])
        for name, value in attributes.items():
            found = [one for one in found if value in one.attributes.get(name.rstrip("_"), "").split()]
        return list(found)

    @cached_property
    def _by_tag(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for element in self.walk():
            found.setdefault(element.tag, []).append(element)
        return found

    @cached_property
    def text(self) -> str:
        """All text inside, with single spaces."""
        pieces: list[str] = []
        self._write(pieces)
        return " ".join("".join(pieces).split())

    def _write(self, pieces: list[str]) -> None:
        for child in self.children:
            if isinstance(child, str):
                pieces.append(child)
            else:
                child._write(pieces)
        if self.tag not in {"a", "span", "b", "tspan"}:
            pieces.append(" ")


@lru_cache(64)
def parse(page: str) -> Element:
    """Return the document, which several tests of the same page may share.

    Raises:
        AssertionError: it is not HTML, or elements are not properly nested.
    """
    stack, at = [Element("document")], 0
    for piece in any_number(_TAG.finditer(page)):
        assert piece.start() == at, f"no HTML: {page[at : at + 80]!r}"
        at = piece.end()
        end, name, attributes, text = piece.groups("")
        tag = name.lower()
        if end:
            assert stack[-1].tag == tag, f"</{tag}> closes <{stack[-1].tag}>"
            stack.pop()
        elif tag:
            element = Element(tag, attributes)
            stack[-1].children.append(element)
            if tag not in _VOID and not attributes.endswith("/"):
                stack.append(element)
        if text:
            stack[-1].children.append(text if stack[-1].tag in _RAW else unescape(text))
    assert at == len(page), f"no HTML: {page[at : at + 80]!r}"
    assert len(stack) == 1, f"<{stack[-1].tag}> is never closed"
    return stack[0]
