"""The citation of the dataset or of a part of it.

It is a sentence, and has formats for reference managers. Everything that the site gives away takes it from here, so
that page, file and picture name the same.

BibTeX and RIS are written here, for no library writes them so that others can read them. Those for BibTeX (bibtexparser
2.1, pybtex 0.26) escape all values for TeX or none. A title needs that, and an address must not have it. The one for
RIS (rispy 0.10) puts a number before each record, which pandoc refuses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

import yaml
from flask import Response

from graph.rdf_formats import Format
from ontology.namespaces import BASE, DATASET_IRI, ID_BASE
from webapp.components import responses
from webapp.components.schema_org import ABOUT, KEYWORDS
from webapp.http.formats import BIBTEX, CFF, CITATIONS, CSL_JSON, RIS
from webapp.models.data_version import DataVersion
from webapp.text.dates import MONTHS
from webapp.text.english import capital

AUTHORS = "The Olympic Partnership Graph contributors"
TITLE = "The Olympic Partnership Graph"
LICENCE = "CC BY 4.0"
_MEDIUM = "data set"
_LONGEST_KEY = 60
_SPECIAL = re.compile(r"[&%$#_]")
_BY_NAME = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
"""Commands for what a backslash does not tame; BibTeX counts a brace even after one."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The citation of the dataset, or of a part of it: its title, its permanent address, the version of the data."""

    title: str
    address: str
    version: DataVersion
    is_whole: bool = False

    @property
    def key(self) -> str:
        """The key in a bibliography, which follows from the address, such as `opg-organization-alibaba`."""
        name = self.address.removeprefix(ID_BASE).removeprefix(BASE)
        key = "opg-" + re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
        if len(key) <= _LONGEST_KEY:
            return key
        return f"{key[:_LONGEST_KEY].rstrip('-')}-{sha256(name.encode()).hexdigest()[:8]}"

    @property
    def text(self) -> str:
        """The citation as a sentence."""
        year = f" ({self._date[0]})" if self._date else ""
        part = "" if self.is_whole else f"“{self.title}”. In: "
        return f"{AUTHORS}{year}: {part}{TITLE}, {self.version.words} [{_MEDIUM}]. {self.address} ({LICENCE})"

    @property
    def bibtex(self) -> str:
        """The citation as a BibTeX entry, in UTF-8; whoever uses it adds the day of access.

        Styles that do not know data sets, versions or addresses still show `howpublished` and `note`.
        """
        date = self._date
        fields = {
            "author": f"{{{AUTHORS}}}",
            "title": f"{{{escaped(self.title)}}}",
            "howpublished": capital(_MEDIUM) if self.is_whole else f"In: {TITLE} [{_MEDIUM}]",
            "year": date[0] if date else "",
            "version": self.version.number,
            "publisher": f"{{{TITLE}}}",
            "url": self.address,
            "note": f"{capital(self.version.words)}. Licence: {LICENCE}",
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        if len(date) > 1:
            lines.insert(4, f"  month = {MONTHS[int(date[1]) - 1][:3].lower()}")
        return f"@misc{{{self.key},\n" + ",\n".join(lines) + "\n}\n"

    @property
    def ris(self) -> str:
        """The citation in RIS, which ends lines as Windows does."""
        tags = (
            ("TY", "DATA"),
            ("ID", self.key),
            ("AU", AUTHORS),
            ("TI", self.title),
            ("T2", "" if self.is_whole else TITLE),
            ("PY", self._date[0] if self._date else ""),
            ("DA", "/".join(self._date)),
            ("ET", self.version.number),
            ("PB", TITLE),
            ("UR", self.address),
            ("N1", f"{capital(self.version.words)}. Licence: {LICENCE}"),
        )
        return "".join(f"{tag}  - {value}\r\n" for tag, value in tags if value) + "ER  - \r\n"

    @property
    def csl_json(self) -> str:
        """The citation in CSL-JSON: an array with one item."""
        item: dict[str, object] = {
            "id": self.key,
            "type": "dataset",
            "title": self.title,
            "author": [{"literal": AUTHORS}],
            "container-title": "" if self.is_whole else TITLE,
            "issued": {"date-parts": [[int(part) for part in self._date]]} if self._date else "",
            "version": self.version.number,
            "publisher": TITLE,
            "URL": self.address,
            "note": f"Licence: {LICENCE}",
        }
        filled = {name: value for name, value in item.items() if value}
        return json.dumps([filled], ensure_ascii=False, indent=2) + "\n"

    @property
    def cff(self) -> str:
        """The citation of the dataset in the Citation File Format 1.2.0, as in the file `CITATION.cff`."""
        fields: dict[str, object] = {
            "cff-version": "1.2.0",
            "message": "If you use this data, please cite it as below.",
            "title": TITLE,
            "abstract": ABOUT,
            "type": "dataset",
            "version": self.version.number,
            "date-released": self.version.date if len(self._date) == 3 else "",
            "license": "CC-BY-4.0",
            "url": self.address,
            "authors": [{"name": AUTHORS}],
            "keywords": list(KEYWORDS),
        }
        filled = {name: value for name, value in fields.items() if value}
        return yaml.safe_dump(filled, allow_unicode=True, sort_keys=False, width=100)

    @property
    def _date(self) -> list[str]:
        """Year, month and day, as far as they are known."""
        return self.version.date.split("-") if self.version.date else []


_WRITERS: Mapping[Format, Callable[[Citation], str]] = {
    BIBTEX: lambda citation: citation.bibtex,
    RIS: lambda citation: citation.ris,
    CSL_JSON: lambda citation: citation.csl_json,
    CFF: lambda citation: citation.cff,
}


def escaped(text: str) -> str:
    r"""Return a text in which nothing means anything to TeX.

    >>> print(escaped("Procter & Gamble_{x}"))
    Procter \& Gamble\_\textbraceleft{}x\textbraceright{}
    >>> print(escaped("\\ ~ ^"))
    \textbackslash{} \textasciitilde{} \textasciicircum{}
    """
    return "".join(_BY_NAME.get(ch) or _SPECIAL.sub(r"\\\g<0>", ch) for ch in text)


def of_dataset(version: DataVersion) -> Citation:
    """Return the citation of the whole dataset; a release has an address of its own."""
    address = f"{DATASET_IRI}/{version.number}" if version.is_release else DATASET_IRI
    return Citation(TITLE, address, version, is_whole=True)


def of_part(title: str, address: str, version: DataVersion) -> Citation:
    """Return the citation of a part; `address` is its identifier, or that of its page within any site.

    The title becomes one line, as RIS ends a value with it.
    """
    iri = address if address.startswith(BASE) else BASE + address.removeprefix("/")
    return Citation(" ".join(title.split()), iri, version)


def links(address: str, *, fields: str = "", whole: bool = False) -> list[tuple[str, Format]]:
    """Return where the citation of the page at an address is, in each format; `fields` are those of the page."""
    formats = (*CITATIONS, CFF) if whole else CITATIONS
    return [(f"{address}.{format_.suffix}{'?' * bool(fields)}{fields}", format_) for format_ in formats]


def sent(citation: Citation, format_: Format) -> Response:
    """Send a citation as a file that reference managers open."""
    suffix = "csl.json" if format_ is CSL_JSON else format_.suffix
    headers = {
        "Content-Disposition": f'attachment; filename="{citation.key}.{suffix}"',
        "Link": f"{responses.cite_as(citation.address)}, {responses.LICENCE_LINK}",
    }
    content_type = format_.media_type if format_ is CSL_JSON else f"{format_.media_type}; charset=utf-8"
    return responses.data_response(lambda: _WRITERS[format_](citation), content_type, citation.text, headers=headers)
