"""A timeline: bars on lanes, under the Games on one calendar.

There is a lane for each holder, field or role.

Time is in decimal years: 2017.0 is the first day of 2017. What is not known is drawn as not known: a bar whose
beginning or end nobody knows has a dotted line there. An assumed one is hatched up to the middle of the bar. Nothing
is told by colour alone. An announced partnership has a dashed outline, and a joint one is a double bar. One ended
before its time has a cross at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from webapp.svg.canvas import Canvas, hatching, path, rect
from webapp.svg.games_axis import Calendar, Edition, calendar
from webapp.svg.network import HEADING, LABEL_SIZE, NARROW, NOTE, NOTE_SIZE, WIDE, DrawnAt, Label
from webapp.svg.text_block import block, height_of, placed, wrapped
from webapp.svg.text_metrics import label, note_width, text_width

_LEAST_YEARS = 8
_WIDEST_NAME = 270.0
_ROW = 24.0
_BAR = 17.0
_HEADING = 30.0
_HEADING_LINE = 15.0
_LEADER = 8.0
_CROSS = 12.0
_SHORTEST = 5.0
_INSIDE = "bar"
_BARS = 300.0
"""Pixels that bars have at least where names stand beside them."""

_MOST = 0.6
"""The share of the bars of a row whose labels must fit for any to be shown."""


@dataclass(frozen=True, slots=True)
class Span:
    """A bar from `start` to `end`; an `end` of None is open, an `unsure` start is one that nobody knows.

    A start or an end that is assumed is hatched. `kind` is partnership, joint, announced, ended, role or gap; `frame`
    the term within which the bar stands.
    """

    label: str
    title: str
    start: float
    end: float | None
    kind: str = "partnership"
    family: str = "neutral"
    href: str = ""
    unsure: bool = False
    assumed_start: bool = False
    assumed_end: bool = False
    frame: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """A row: its name, a note on it, the address that the name leads to, and its bars."""

    name: str
    spans: tuple[Span, ...]
    note: str = ""
    href: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lanes under a heading."""

    heading: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A timeline as SVG elements for wide and narrow screens, with the kinds of its bars and marks.

    `at` draws it for any width.
    """

    wide: str
    narrow: str
    kinds: frozenset[str]
    at: DrawnAt


def timeline(sections: Sequence[Section], editions: Sequence[Edition], title: str) -> Timeline | None:
    """Draw the sections below each other on one calendar, with those editions of the Games that fall into it.

    There is no timeline without a bar.
    """
    spans = [span for section in sections for lane in section.lanes for span in lane.spans]
    if not spans:
        return None
    first, last = domain(spans)
    shown = [edition for edition in editions if first <= edition.at <= last]

    def at(width: float, name: str = "wide") -> str:
        return layout(sections, shown, (first, last), width).svg(title, name)

    return Timeline(at(WIDE), at(NARROW, "narrow"), _kinds(spans, shown), at)


def domain(spans: Sequence[Span]) -> tuple[float, float]:
    """Return the first and the last year to show: whole years with room on both sides, never fewer than eight."""
    first = min(span.start for span in spans) // 1
    last = -(-max(span.start + 1 if span.end is None else span.end for span in spans) // 1)
    room = max(1.0, (_LEAST_YEARS - (last - first)) // 2)
    return first - room, last + room


def _kinds(spans: Sequence[Span], editions: Sequence[Edition]) -> frozenset[str]:
    found = {span.kind for span in spans}
    found |= {"unsure"} if any(span.unsure or span.end is None for span in spans) else set()
    found |= {"assumed"} if any(span.assumed_start or span.assumed_end for span in spans) else set()
    found |= {"framed"} if any(_stands_out(span) for span in spans) else set()
    return frozenset(found | {"marked" if edition.marked else "unmarked" for edition in editions})


def _stands_out(span: Span) -> bool:
    """Tell whether a bar leaves a visible part of its term empty."""
    return span.frame is not None and (span.start - span.frame[0] > 0.1 or span.frame[1] - (span.end or 9999) > 0.1)


def layout(
    sections: Sequence[Section], editions: Sequence[Edition], years: tuple[float, float], width: float
) -> Canvas:
    """Return the drawing for a width: names stand left of their lanes where that leaves room, else above them."""
    room = _name_room(sections)
    beside = width - room >= _BARS
    left = room if beside else 0.0
    scale = calendar(years, (left, width), editions)
    canvas = Canvas(width)
    y = scale.head_height
    for section in sections:
        if section.heading:
            for line in wrapped(section.heading, NOTE_SIZE * HEADING.widening, width):
                canvas.put(label(line, (0, y + 17), "start", HEADING))
                y += _HEADING_LINE
            canvas.line("rule", (0, y + 28 - _HEADING_LINE), (width, y + 28 - _HEADING_LINE))
            y += _HEADING + 6 - _HEADING_LINE
        for lane in section.lanes:
            y = _lane(canvas, lane, scale, y, beside=beside)
        y += 6
    scale.draw(canvas, y)
    canvas.height = y + scale.foot_height
    return canvas


def _name_room(sections: Sequence[Section]) -> float:
    needs = (
        text_width(lane.name, LABEL_SIZE) + note_width(lane.note) + 40 for section in sections for lane in section.lanes
    )
    return min(_WIDEST_NAME, max(150.0, *needs))


def _lane(canvas: Canvas, lane: Lane, scale: Calendar, y: float, *, beside: bool) -> float:
    """Draw a lane from the height `y` on and return where the next begins."""
    text = block(lane.name, lane.note, (scale.left - 26) if beside else canvas.width - 16)
    at = y + (max(_ROW, height_of(text)) if beside else height_of(text)) / 2
    canvas.name(lane.href, lane.name, lane.family, placed(text, (14, at), "start"))
    top = y
    y += 0 if beside else height_of(text) + 1
    rows = packed(lane.spans, scale)
    for row in rows:
        _bars(canvas, row, scale, y + (_ROW - _BAR) / 2)
        y += _ROW
    return max(y, top + height_of(text) + 4) if beside else y + 5


def _bars(canvas: Canvas, row: Sequence[Span], scale: Calendar, top: float) -> None:
    """Draw the bars of a row; where few labels would fit into their bars, those have none, rather than odd ones."""
    ends = [_reach(other, scale)[0] for other in row[1:]] + [scale.right]
    starts = [scale.left] + [_ends(other, scale)[0] for other in row[1:]]
    rooms = zip(starts, ends, strict=True)
    labelled = [_words(span, scale, room, top + _BAR / 2) for span, room in zip(row, rooms, strict=True)]
    inside = [words for words in labelled if words and words.style == _INSIDE]
    outside = [words for words in labelled if words and words.style != _INSIDE]
    fit = len(inside) >= _MOST * (len(row) - len(outside))
    for span, words in zip(row, labelled, strict=True):
        x1, x2 = _ends(span, scale)
        shown = words if words and (fit or words.style != _INSIDE) else None
        canvas.bar(
            span.href, f"{span.kind} f-{span.family}", span.title, list(_shapes(span, scale, x1, x2, top)), shown
        )


def packed(spans: Sequence[Span], scale: Calendar) -> list[list[Span]]:
    """Share the bars of a lane out to as few rows as keep them apart."""
    rows: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end or 9999.0, span.title)):
        begin = _ends(span, scale)[0]
        for row in rows:
            if _reach(row[-1], scale)[1] <= begin + 0.6:
                row.append(span)
                break
        else:
            rows.append([span])
    return rows


def _ends(span: Span, scale: Calendar) -> tuple[float, float]:
    x = scale.x(span.start)
    return x, max(x + _SHORTEST, scale.x(span.end) if span.end is not None else scale.right)


def _reach(span: Span, scale: Calendar) -> tuple[float, float]:
    """Return from where to where a bar takes up its row, dotted line and cross included."""
    x1, x2 = _ends(span, scale)
    return x1 - (_LEADER if span.unsure else 0), x2 + (_CROSS if span.kind == "ended" else 0)


def _shapes(span: Span, scale: Calendar, x1: float, x2: float, top: float) -> Iterator[str]:
    middle = top + _BAR / 2
    reach = _reach(span, scale)
    frame = tuple(scale.x(year) for year in span.frame) if span.frame and _stands_out(span) else ()
    yield _rect("hit", min((reach[0], *frame)), top - (_ROW - _BAR) / 2, max((reach[1], *frame)), _ROW)
    if frame:
        yield _rect("term", frame[0], top, frame[1])
    if span.unsure:
        yield path("c-leader", f"M{max(scale.left, x1 - _LEADER):.1f} {middle:.1f}H{x1 - 1:.1f}")
    if span.end is None:
        yield path("c-leader", f"M{x2 - 2 * _LEADER:.1f} {middle:.1f}H{x2:.1f}")
        x2 -= 2 * _LEADER
    joint = span.kind == "joint"
    yield _rect("fill", x1, top, x2 - 1, _BAR - 4.5 if joint else _BAR)
    if joint:
        yield _rect("fill", x1, top + _BAR - 2.5, x2 - 1, 2.5)
    if span.assumed_start or span.assumed_end:
        left = x1 if span.assumed_start else (x1 + x2) / 2
        right = x2 - 1 if span.assumed_end else (x1 + x2) / 2
        yield path("c-hatch", hatching(left, right, top, _BAR - 4.5 if joint else _BAR))
    if span.kind == "ended":
        yield path("c-cross", f"M{x2 + 2:.1f} {middle - 4:.1f}l8 8m0 -8l-8 8")


def _rect(name: str, left: float, top: float, right: float, height: float = _BAR) -> str:
    return rect(f"c-{name}", left, top, right - left, height, rx=2.5)


def _words(span: Span, scale: Calendar, room: tuple[float, float], y: float) -> Label | None:
    """Return the label in its bar or, where that is too short, behind or before it, if there is `room`."""
    if not span.label:
        return None
    x1, x2 = _ends(span, scale)
    least, free = room
    width = text_width(span.label, NOTE_SIZE)
    if width <= x2 - x1 - 5:
        lower = label(span.label, (x1 + 4, y - (1.5 if span.kind == "joint" else 0)), "start", NOTE)
        return replace(lower, style=_INSIDE)
    behind = _reach(span, scale)[1]
    if width <= free - behind - 8:
        return label(span.label, (behind + 4, y), "start", NOTE)
    before = _reach(span, scale)[0] - 4
    return label(span.label, (before, y), "end", NOTE) if width <= before - least - 8 else None
