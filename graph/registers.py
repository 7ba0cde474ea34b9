"""The table of registers, with the IRIs that they give to things.

The table is the only place that knows such addresses. A build makes links of it. Searches read addresses back that
people paste. A register without IRIs of its own, such as that of ISINs, has its row all the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

_SAFE: Final = "!$&'()*+,;=:@/~"
"""Characters besides letters and digits that may stand in the path of an IRI (RFC 3987), for ASCII."""


class ExternalId(NamedTuple):
    """An identifier in a register: its scheme, a concept of the code list `identifier-scheme`, and its value."""

    scheme: str
    value: str


@dataclass(frozen=True)
class Register:
    """The addresses of a register. `{}` stands for the value, or for its parts between colons.

    `iri` is what the register itself calls a thing; it may be the address of a page about it. It is empty where there
    is none. `page` is for people, where that is another address.
    """

    iri: str = ""
    page: str = ""

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(_pattern(template) for template in (self.iri, self.page) if template)

    def read(self, address: str) -> str | None:
        """Return the value that an address of this register names, or None."""
        found = (pattern.fullmatch(address) for pattern in self._patterns)
        parts = next((match.groups() for match in found if match), None)
        return unquote(":".join(parts)) if parts else None


REGISTERS: Final[Mapping[str, Register]] = {
    "wikidata": Register("http://www.wikidata.org/entity/{}", "https://www.wikidata.org/wiki/{}"),
    "lei": Register("https://rdf.gleif.org/L1/L-{}", "https://search.gleif.org/#/record/{}"),
    "wikipedia": Register("https://{}.wikipedia.org/wiki/{}"),
    "isin": Register(),
    "ticker": Register(),
    "ror": Register("https://ror.org/{}"),
    "isni": Register("https://isni.org/isni/{}"),
    "opencorporates": Register("https://opencorporates.com/id/companies/{}", "https://opencorporates.com/companies/{}"),
    "sec-cik": Register("https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK={}"),
    "iata-airline": Register(),
    "icao-airline": Register(),
    "dbpedia": Register("http://dbpedia.org/resource/{}", "https://dbpedia.org/page/{}"),
    "geonames": Register("https://sws.geonames.org/{}/", "https://www.geonames.org/{}"),
    "iso-3166-1-numeric": Register(),
    "un-m49": Register(),
    "ioc": Register(),
    "olympedia-edition": Register("https://www.olympedia.org/editions/{}"),
    "olympedia-country": Register("https://www.olympedia.org/countries/{}"),
    "olympedia-athlete": Register("https://www.olympedia.org/athletes/{}"),
    "olympic-museum-protagonist": Register("https://olympic-museum-artefacts.zetcom.net/en/artists/artist/{}"),
    "viaf": Register("http://viaf.org/viaf/{}"),
    "stw": Register("http://zbw.eu/stw/descriptor/{}"),
    "gnd": Register("https://d-nb.info/gnd/{}"),
}
"""The register of each concept of the code list `identifier-scheme`."""


def iri_of(scheme: str, value: str) -> str:
    """Return the IRI that a register gives to a thing; nothing where it gives none.

    >>> iri_of("wikidata", "Q159433"), iri_of("wikipedia", "de:Müller_&_Söhne?"), iri_of("ioc", "GER")
    ('http://www.wikidata.org/entity/Q159433', 'https://de.wikipedia.org/wiki/Müller_&_Söhne%3F', '')
    """
    return _filled(REGISTERS[scheme].iri, value) if scheme in REGISTERS else ""


def page_of(scheme: str, value: str) -> str:
    """Return the address at which people can look an identifier up; nothing where there is none.

    >>> page_of("wikidata", "Q159433")
    'https://www.wikidata.org/wiki/Q159433'
    """
    register = REGISTERS.get(scheme, Register())
    return _filled(register.page or register.iri, value)


def _filled(template: str, value: str) -> str:
    places = template.count("{}")
    parts = value.split(":", places - 1) if places > 1 else [value]
    return template.format(*map(_escaped, parts)) if len(parts) == places else ""


def read_address(address: str) -> ExternalId | None:
    """Return what an address of a register names, however it is written: `http` or `https`, with `www` or without.

    >>> read_address("https://www.wikidata.org/wiki/Q42")
    ExternalId(scheme='wikidata', value='Q42')
    """
    bare = address[1:-1] if address.startswith("<") and address.endswith(">") else address
    found = ((scheme, register.read(bare)) for scheme, register in REGISTERS.items())
    return next((ExternalId(scheme, value) for scheme, value in found if value), None)


def _escaped(part: str) -> str:
    """Percent-encode what no IRI may have; letters of any script may stand there."""
    return "".join(char if not char.isascii() or char.isalnum() else quote(char, safe=_SAFE) for char in part)


def _pattern(template: str) -> re.Pattern[str]:
    """Return the pattern of the addresses that a template stands for."""
    host, _, rest = template.partition("://")[2].removeprefix("www.").partition("/")
    places = re.escape(f"{host}/{rest.rstrip('/')}").replace(r"\{\}", "(.+?)")
    return re.compile(rf"https?://(?:www\.)?{places}/?", re.IGNORECASE)
