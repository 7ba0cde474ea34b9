"""The citation of a page, as a sentence and for BibTeX. Both have the identifier and the version of the data."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontology.namespaces import ID_BASE

_AUTHORS = "Olympic Partnership Graph contributors"
_TITLE = "The Olympic Partnership Graph"
_SPECIAL = re.compile(r"[&%$#_{}]")
_BY_NAME = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """A page to be cited: its title, the identifier of what it is about, and the version of the data."""

    title: str
    iri: str
    version: str

    @property
    def text(self) -> str:
        """The citation as a sentence."""
        return f"{_AUTHORS}: “{self.title}”. {_TITLE}, data version {self.version}. {self.iri} (CC BY 4.0)"

    @property
    def bibtex(self) -> str:
        """The citation as a BibTeX entry; whoever uses it adds the day of access."""
        fields = {
            "author": f"{{{_AUTHORS}}}",
            "title": f"{{{escaped(self.title)}}}",
            "howpublished": f"{_TITLE}, data version {self.version}",
            "url": self.iri,
            "note": "CC BY 4.0",
        }
        lines = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items())
        key = "opg-" + self.iri.removeprefix(ID_BASE).rpartition(".org/")[2].replace("/", "-")
        return f"@misc{{{key}{lines}\n}}"


def escaped(text: str) -> str:
    r"""Return a text in which nothing means anything to TeX.

    >>> escaped("Procter & Gamble_{x}")
    'Procter \\& Gamble\\_\\{x\\}'
    """
    return "".join(_BY_NAME.get(ch) or _SPECIAL.sub(r"\\\g<0>", ch) for ch in text)
