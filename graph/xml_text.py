"""Text in XML 1.0, without what it cannot hold.

Serializers of RDF and of results write literals as they are. XML has no way to write some characters, and its parsers
read a carriage return as a line feed.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import Final

UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (section 2.2) has no way to write."""

_CONTROLS: Final = bytes(code for code in range(0x20) if chr(code) not in "\t\n\r")
_NONCHARACTERS: Final = ("\ufffe".encode(), "\uffff".encode())
_NAMELESS: Final = re.compile(rb"<([^<>/\s\":]*):[ >]")
"""An element without a local name: what pyoxigraph writes for a property that does not end in one."""


class UnwritableError(ValueError):
    """Something that XML cannot hold; the message names it, and the formats that can."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"XML cannot hold {what}. Rows can be had as JSON, CSV or TSV, graphs as Turtle, N-Triples or JSON-LD."
        )


def well_formed(document: bytes) -> bytes:
    """Return an XML document in UTF-8 as parsers will read it: with carriage returns as character references.

    It costs a few searches for bytes where there is nothing to do.

    Raises:
        UnwritableError: the document holds what XML cannot.
    """
    if len(document.translate(None, _CONTROLS)) < len(document) or any(code in document for code in _NONCHARACTERS):
        found = UNWRITABLE.search(document.decode("utf-8"))
        if found:
            name = unicodedata.name(found[0], "")
            raise UnwritableError(f"the character U+{ord(found[0]):04X} {name}".rstrip())
    return document.replace(b"\r", b"&#13;")


def well_formed_rdf(document: bytes) -> bytes:
    """Return an RDF/XML document like `well_formed`; its properties must end in an XML name as well.

    Raises:
        UnwritableError: the document holds what RDF/XML cannot.
    """
    nameless = _NAMELESS.search(document)
    if nameless:
        namespace = re.search(rb'xmlns:%s="([^"]*)"' % nameless[1], document)
        iri = unescape(namespace[1].decode("utf-8")) if namespace else ""
        raise UnwritableError(f"the property <{iri}>, which does not end in a name")
    return well_formed(document)
