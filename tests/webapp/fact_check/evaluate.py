"""Figures of the check of texts over labelled ones: precision and recall of mentions and of each verdict.

The format of the labels is in the README beside this module. `python -m tests.webapp.fact_check.evaluate FOLDER`
prints the figures; with `--verbose` also everything that differs.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from webapp.fact_check.check import Checked, check_text
from webapp.fact_check.claim import Claim
from webapp.mentions.mention import Mention
from webapp.models.reference_data import ReferenceData, slug
from webapp.models.rows import FactsOfCountriesRow

JUDGED = ("supported", "contradicted")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The reader of labels. The one in C is there where the package was built with it, and takes a sixth of the time."""


@dataclass
class Figures:
    """What was found, and what was right, by name of a figure."""

    counts: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def share(self, part: str, whole: str) -> float:
        """Return a share, or 1 of nothing."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0

    def lines(self) -> Iterator[str]:
        """Yield the figures as lines of text."""
        for name in ("mentions", *JUDGED):
            precision, recall = (
                self.share(f"{name} right", f"{name} given"),
                self.share(f"{name} found", f"{name} expected"),
            )
            numbers = f"{self.counts[f'{name} right']}/{self.counts[f'{name} given']}"
            expected = f"{self.counts[f'{name} found']}/{self.counts[f'{name} expected']}"
            yield f"{name:14} precision {precision:.3f} ({numbers})  recall {recall:.3f} ({expected})"
        yield f"{'extra':14} {self.counts['extra']} verdicts touch no quote"


def texts(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the labelled texts of a file, or of all files in a folder."""
    for file in sorted(folder.rglob("*.yaml")) if folder.is_dir() else [folder]:
        yield from yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - both are safe


def evaluate(catalogue: ReferenceData, labelled: Iterable[dict[str, Any]]) -> Figures:
    """Check labelled texts and return the figures."""
    figures = Figures()
    codes = {row.code.lower(): slug(row.country) for row in catalogue.ask.rows(FactsOfCountriesRow)}
    for text in labelled:
        day = text.get("date")
        today = date.fromisoformat(str(day)) if day else None
        checked = check_text(catalogue, text["text"], today)
        _mentions(figures, text, checked, codes)
        if text["language"] in {"en", "de", "fr", "es", "zh", "ja"}:
            _claims(figures, text, checked)
    return figures


def places(text: str, part: str, nth: int | list[int] | None) -> list[tuple[int, int]]:
    """Return where a part of a text stands, as a whole word."""
    found, at = [], text.find(part)
    while at >= 0:
        found.append((at, at + len(part)))
        at = text.find(part, at + 1)
    whole = [(start, end) for start, end in found if _whole(text, start, end)] or found
    if nth is None:
        return whole
    return [whole[number - 1] for number in ([nth] if isinstance(nth, int) else nth) if number <= len(whole)]


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum() and text[start].isascii()) and not (
        after.isascii() and after.isalnum() and text[end - 1].isascii()
    )


def _mentions(figures: Figures, text: dict[str, Any], checked: Checked, codes: Mapping[str, str]) -> None:
    expected = [
        (place, entry)
        for entry in text.get("mentions") or ()
        for place in places(text["text"], str(entry["text"]), entry.get("nth"))
    ]
    found: set[int] = set()
    for mention in checked.mentions:
        touching = [n for n, (place, _) in enumerate(expected) if place[0] < mention.end and mention.start < place[1]]
        right = [n for n in touching if _same(mention, expected[n][1], codes)]
        if right:
            found.update(right)
        if not right and touching and all(expected[n][1].get("optional") for n in touching):
            continue
        figures.counts["mentions given"] += 1
        figures.counts["mentions right"] += bool(right)
        if not right:
            figures.differences.append(f"{text['id']}: wrong mention {mention.text!r} {mention.kind} {mention.id}")
    for n, (_, entry) in enumerate(expected):
        if not entry.get("optional"):
            figures.counts["mentions expected"] += 1
            figures.counts["mentions found"] += n in found
            if n not in found:
                figures.differences.append(f"{text['id']}: missed mention {entry['text']!r} {entry['kind']}")


def _same(mention: Mention, entry: dict[str, Any], codes: Mapping[str, str]) -> bool:
    """Tell whether a mention is what a label says; a country may be labelled by its code in `codes`."""
    wanted = entry.get("id")
    if mention.kind != entry["kind"]:
        return False
    if wanted is None:
        return True
    ids = {str(one) for one in (wanted if isinstance(wanted, list) else [wanted])}
    if mention.kind == "country":
        ids |= {codes[one] for one in ids if one in codes}
    return mention.id in ids or any("/" in one and mention.id in one.split("/") for one in ids)


def _claims(figures: Figures, text: dict[str, Any], checked: Checked) -> None:
    expected = [
        (place, entry)
        for entry in text.get("claims") or ()
        for place in places(text["text"], entry["quote"], entry.get("nth"))[:1]
    ]
    got: dict[int, set[str]] = {}
    for claim in checked.claims:
        at = _quote_of(claim, expected)
        verdict = claim.finding.verdict
        if at is not None:
            got.setdefault(at, set()).add(verdict)
        if verdict not in JUDGED:
            continue
        figures.counts[f"{verdict} given"] += 1
        right = at is not None and verdict in _verdicts(expected[at][1])
        figures.counts[f"{verdict} right"] += right
        figures.counts["extra"] += at is None
        if not right:
            told = expected[at][1]["verdict"] if at is not None else "extra"
            part = text["text"][claim.start : claim.end]
            figures.differences.append(
                f"{text['id']}: {verdict} {claim.kind} {part!r} should be {told} ({claim.reads})"
            )
    for n, (_, entry) in enumerate(expected):
        for wanted in JUDGED:
            if _verdicts(entry) == {wanted}:
                figures.counts[f"{wanted} expected"] += 1
                figures.counts[f"{wanted} found"] += wanted in got.get(n, ())
                if wanted not in got.get(n, ()):
                    figures.differences.append(
                        f"{text['id']}: not {wanted}: {entry['quote']!r}, but {got.get(n, 'nothing')}"
                    )


def _verdicts(entry: dict[str, Any]) -> set[str]:
    verdict = entry["verdict"]
    return {verdict} if isinstance(verdict, str) else set(verdict)


def _quote_of(claim: Claim, expected: list[tuple[tuple[int, int], dict[str, Any]]]) -> int | None:
    """Return the quote with which a claim goes: of its kind first, else that of any kind it shares most with."""
    best, most = None, (False, 0.0)
    for n, ((start, end), entry) in enumerate(expected):
        shared = min(end, claim.end) - max(start, claim.start)
        if shared > 0:
            rank = (entry.get("kind") == claim.kind, shared / (max(end, claim.end) - min(start, claim.start)))
            if rank > most:
                best, most = n, rank
    return best


def main(arguments: list[str]) -> None:
    """Print the figures of a folder or file of labelled texts."""
    from graph.build.build_snapshot import in_use
    from webapp.models.query_client import QueryClient

    folder = Path(arguments[0])
    figures = evaluate(ReferenceData(QueryClient(in_use().in_memory())), texts(folder))
    if "--verbose" in arguments:
        sys.stdout.write("".join(f"{line}\n" for line in figures.differences))
    sys.stdout.write("".join(f"{line}\n" for line in figures.lines()))


if __name__ == "__main__":
    main(sys.argv[1:])
