"""The legends of pictures. They say what each colour, line and shape means. Pages and files have the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from webapp.models.colour_families import Family
from webapp.svg.bar_chart import Bars
from webapp.svg.legend_keys import bar_key, line_key
from webapp.svg.network import ResponsiveSvg
from webapp.svg.timeline import Timeline

_NODES = (("event", "event"), ("person", "person"), ("organization", "organization"))
_LINES = (
    ("joint", "held jointly"),
    ("ended", "ended before its time"),
    ("announced", "announced"),
    ("assumed", "beginning assumed or not recorded"),
    ("covers", "covers the Games"),
    ("stated", "stated by a source to cover the Games"),
)
_BARS = (
    ("joint", "held jointly"),
    ("ended", "ended before its time"),
    ("announced", "announced"),
    ("framed", "part of its term only"),
    ("assumed", "beginning or end assumed: that of the programme"),
    ("unsure", "beginning or end not known"),
)
_CELLS = (
    ("framed", "part of a term only"),
    ("joint", "held jointly"),
    ("ended", "ended before its time"),
    ("announced", "announced"),
    ("assumed", "beginning or end assumed or not recorded"),
)
IN_FORCE = "Games at which it was in force"
"""What a filled dot above a timeline usually means."""


@dataclass(frozen=True, slots=True)
class LegendItem:
    """An entry: its words, and a swatch in the colour of a class of the stylesheet, or else a mark."""

    label: str
    swatch: str = ""
    mark: str = ""


def network_legend(drawing: ResponsiveSvg, families: Iterable[Family]) -> list[LegendItem]:
    """Return the legend of a network."""
    nodes = _NODES if "event" in drawing.kinds else ()
    return [
        *(LegendItem(label, f"n-{kind}") for kind, label in nodes),
        *_families(families),
        *(LegendItem(label, mark=line_key(kind)) for kind, label in _LINES if kind in drawing.kinds),
    ]


def timeline_legend(drawing: Timeline, families: Iterable[Family], marked: str = IN_FORCE) -> list[LegendItem]:
    """Return the legend of a timeline; `marked` says what the Games with a filled dot are."""
    found = (*_BARS, ("marked", marked), ("unmarked", "other Games"))
    return [*_families(families), *_keys(found, drawing.kinds)]


def matrix_legend(families: Iterable[Family], kinds: Collection[str]) -> list[LegendItem]:
    """Return the legend of a matrix of terms with bars of some kinds."""
    return [*_families(families), *_keys(_CELLS, kinds)]


def bars_legend(parts: Sequence[tuple[str, str]], *, outlined: bool) -> list[LegendItem]:
    """Return the legend of a chart of bars or columns; one of a single colour needs none for that."""
    colours = [LegendItem(part, f"f-{colour}") for part, colour in parts] if len(parts) > 1 else []
    return [*colours, LegendItem("no plain figure", mark=bar_key("outlined"))] if outlined else colours


def has_outlines(picture: Bars) -> bool:
    """Tell whether a chart has a value that is no plain figure."""
    return " outlined" in picture.wide


def _families(families: Iterable[Family]) -> list[LegendItem]:
    return [LegendItem(family.label, f"f-{family.name}") for family in families]


def _keys(entries: Iterable[tuple[str, str]], kinds: Collection[str]) -> list[LegendItem]:
    return [LegendItem(label, mark=bar_key(kind)) for kind, label in entries if kind in kinds]
