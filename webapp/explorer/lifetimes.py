"""The intervals in which things and lines are there, for timelines.

A line is there while one of its partnerships is, or else in its own period. A thing is there in its own period, and
while one of its lines is. What has no dates is there at all times.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from webapp.explorer.edges import ViewEdge
from webapp.explorer.network import PARTNER, Period
from webapp.explorer.view import View

Interval = tuple[str, str]
"""The first day and the last one (ISO 8601), both included; a side that is open or unknown is empty."""


def of_edge(edge: ViewEdge) -> tuple[Interval, ...]:
    """Return the intervals in which a line is there, in the order of time."""
    return merged(deal.span for deal in edge.deals) if edge.deals else merged((edge.span,))


def of_nodes(view: View) -> dict[str, tuple[Interval, ...]]:
    """Return for each thing of a view the intervals in which it is there."""
    # The period of a partner spans its partnerships and the years between them.
    found: dict[str, list[Interval]] = {
        node.id: [] if node.kind == PARTNER else list(merged((node.span,))) for node in view.nodes
    }
    for edge in view.edges:
        times = of_edge(edge)
        for end in (edge.source, edge.target):
            found[end] += times
    return {node: _joined(times) for node, times in found.items()}


def merged(spans: Iterable[Period]) -> tuple[Interval, ...]:
    """Return the intervals of several periods; those that touch become one."""
    return _joined([(span.since, span.until) for span in spans if span.since or span.until])


def _joined(intervals: list[Interval]) -> tuple[Interval, ...]:
    """Join intervals that touch; one that would end before it begins is none.

    >>> _joined([("2017-01-01", ""), ("2013-01-01", "2016-12-31"), ("2001-01-01", "2004-12-31")])
    (('2001-01-01', '2004-12-31'), ('2013-01-01', ''))
    """
    found: list[Interval] = []
    for since, until in sorted(intervals):
        if until and since > until:
            continue
        if found and (not found[-1][1] or since <= _day_after(found[-1][1])):
            last = "" if not (until and found[-1][1]) else max(until, found[-1][1])
            found[-1] = (found[-1][0], last)
        else:
            found.append((since, until))
    return tuple(found)


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
