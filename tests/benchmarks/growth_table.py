"""The table of growth: each figure for each N, how it grows, its goal, and whether that is met."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from rich.table import Table

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure may be at most, and how many times that of N = 1 it may be, each by N."""

    most: Mapping[int, float] = field(default_factory=dict)
    growth: Mapping[int, float] = field(default_factory=dict)

    def words(self) -> str:
        """Say it in a few words, such as "100: 480"."""
        limits = [f"{times}: {limit:,g}" for times, limit in self.most.items()]
        limits += [f"{times}: {limit:g} ×" for times, limit in self.growth.items()]  # noqa: RUF001 - the sign is meant
        return "; ".join(limits)

    def verdict(self, figures: Mapping[int, float]) -> str:
        """Say whether figures by their N meet it, as far as there are some that it is about."""
        reached = [figures[times] < limit for times, limit in self.most.items() if times in figures]
        if 1 in figures:
            grown = {times: figures[times] / figures[1] for times in self.growth if times in figures}
            reached += [round(ratio, 1) <= self.growth[times] for times, ratio in grown.items()]
        return ("met" if all(reached) else "missed") if reached else ""


_THING: Final = Goal(growth={10: 1.5, 100: 3})
_OTHER: Final = Goal(growth={10: 2, 100: 3})
_OTHER_PAGES: Final = re.compile(r"/(category/…|country/…|\w*), ms|/explore/view\.json, ms")
_PAGES_OF_THINGS: Final = re.compile(r"/\w+/…, ms")

_GOALS: Final = {
    "build, wall, s": Goal(most={1: 5, 100: 480}),
    "build, peak memory of all its processes, MB": Goal(most={1: 350, 100: 3000}),
    "start until the first page is answered, s": Goal(most={100: 5}),
    "all pages, p50, ms": Goal(most={1: 15}),
    "all pages, p95, ms": Goal(most={100: 150}),
    "all pages, the slowest, ms": Goal(most={1: 60}),
    "search, ms": Goal(most={100: 25}, growth={10: 2}),
    "explorer, opening for the first time, ms": Goal(most={100: 2000}),
    "served, memory after all pages, MB": Goal(most={100: 1500}),
    "served, memory after all queries, MB": Goal(most={100: 1500}),
}
"""The goals of issue 17, beside those of kinds of pages."""


def goal_of(what: str) -> Goal:
    """Return the goal of a figure; one without limits if it has none."""
    if what in _GOALS:
        return _GOALS[what]
    if _OTHER_PAGES.fullmatch(what):
        return _OTHER
    return _THING if _PAGES_OF_THINGS.fullmatch(what) else Goal()


def headings(found: Mapping[int, Figures]) -> list[str]:
    """Return the headings of the columns."""
    first, *others = found
    return [
        "what",
        *(f"N = {times}" for times in found),
        *(f"{times} : {first}" for times in others),
        "goal",
        "is",
    ]


def rows(found: Mapping[int, Figures]) -> Iterator[list[str]]:
    """Yield each figure with its value for each N, its growth from the first one to each other, and its goal."""
    first, *others = found.values()
    for what in first:
        goal = goal_of(what)
        yield [
            what,
            *(_number(figures[what]) for figures in found.values()),
            *(_ratio(figures[what], first[what]) for figures in others),
            goal.words(),
            goal.verdict({times: figures[what] for times, figures in found.items()}),
        ]


def markdown(found: Mapping[int, Figures]) -> str:
    """Write the table in Markdown."""
    titles = headings(found)
    rules = ["---", *("---:" for _ in titles[1:-2]), "---", "---"]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (titles, rules, *rows(found)))


def on_screen(found: Mapping[int, Figures]) -> Table:
    """Lay the table out for a terminal."""
    table = Table(title=f"Growth; {os.cpu_count()} processors")
    for place, heading in enumerate(headings(found)):
        table.add_column(heading, justify="right" if 0 < place < len(headings(found)) - 2 else "left")
    for row in rows(found):
        table.add_row(*row)
    return table


def _number(figure: float) -> str:
    if math.isnan(figure):
        return "no answer"
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.1f}"


def _ratio(figure: float, first: float) -> str:
    if not first or math.isnan(figure) or math.isnan(first):
        return ""
    return f"{figure / first:.1f} ×"  # noqa: RUF001 - the sign is meant
