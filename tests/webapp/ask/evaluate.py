"""How well questions in words are answered: `python -m tests.webapp.ask.evaluate FILE [--verbose]`.

It prints how many answers of a labelled file are right, wrong, and missing: none, where one is expected.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeAlias

from webapp.models.query_client import QueryClient
from webapp.models.reference_data import ReferenceData, slug
from webapp.questions.answer import Answer, ask

Outcome: TypeAlias = Literal["right", "wrong", "missing"]

DAY = date(2026, 11, 29)
FOLDER = Path(__file__).parent / "labelled"


def questions(file: Path) -> list[dict[str, Any]]:
    """Return the questions of a labelled file."""
    found: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["question"]
    return found


def outcome(expected: Mapping[str, Any], answer: Answer) -> Outcome:
    """Tell whether an answer is right, wrong, or missing."""
    if expected.get("none"):
        return "right" if answer.reading is None else "wrong"
    if answer.reading is None:
        return "missing"
    if "answer" in expected:
        return "right" if _names(expected, answer) else "wrong"
    return "right" if _fits(expected, answer) else "wrong"


def _names(expected: Mapping[str, Any], answer: Answer) -> bool:
    """Tell whether an answer names all of `answer`, and in the same column nothing but these and `also`.

    A date is named by the days in it, and a thing by the end of its identifier.
    """
    things: dict[str, set[str]] = {}
    texts: set[str] = set()
    for row in answer.rows:
        for name, value in row.items():
            if isinstance(value, dict):
                things.setdefault(name, set()).add(slug(value["id"]))
                texts.add(value["label"])
            elif value is not None:
                texts.add(str(value))
    wanted = set(expected["answer"])
    named = {end for ends in things.values() for one in ends for end in (one, one.rpartition("--")[2])} | texts
    if not all(one in named or any(_same_day(one, text) for text in texts) for one in wanted):
        return False
    column = max(things.values(), key=lambda ends: len(ends & wanted), default=set())
    return not column & wanted or column <= wanted | set(expected.get("also", ()))


def _same_day(one: str, other: str) -> bool:
    return one[:4].isdigit() and other[:4].isdigit() and (other.startswith(one) or one.startswith(other))


def _fits(expected: Mapping[str, Any], answer: Answer) -> bool:
    column = expected.get("column")
    things = {
        slug(value["id"])
        for row in answer.rows
        for name, value in row.items()
        if isinstance(value, dict) and column in {None, name}
    }
    first = answer.rows[0]
    values = all(first.get(name) == expected[name] for name in ("number", "from", "until") if name in expected)
    exactly = set(expected.get("exactly", ()))
    whole = not exactly or exactly <= things <= exactly | set(expected.get("also", ()))
    return (
        values and whole and things.issuperset(expected.get("has", ())) and things.isdisjoint(expected.get("lacks", ()))
    )


def evaluated(catalogue: ReferenceData, file: Path, *, verbose: bool = False) -> Counter[Outcome]:
    """Count the outcomes of a file; `verbose` prints what is not right."""
    counted: Counter[Outcome] = Counter()
    for expected in questions(file):
        answer = ask(catalogue, expected["q"], DAY)
        found = outcome(expected, answer)
        counted[found] += 1
        if verbose and found != "right":
            said = answer.reading.reads if answer.reading else answer.reason
            sys.stdout.write(f"{found}: {expected['q']} -> {said} ({len(answer.rows)} rows)\n")
    return counted


def main() -> None:
    """Print the counts of a file."""
    from graph.build.build_snapshot import in_use

    parser = argparse.ArgumentParser("python -m tests.webapp.ask.evaluate", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--verbose", action="store_true", help="print each question whose answer is not right")
    chosen = parser.parse_args()
    counted = evaluated(ReferenceData(QueryClient(in_use().in_memory())), chosen.file, verbose=chosen.verbose)
    total = sum(counted.values())
    sys.stdout.write(", ".join(f"{name}: {counted[name]} of {total}" for name in ("right", "wrong", "missing")) + "\n")


if __name__ == "__main__":
    main()
