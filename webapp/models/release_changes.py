"""The changes of things from release to release.

The list of each frozen release says which things changed, and the statements of two releases say how.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.releases.changes import LABEL, STATES, State, Thing, changes
from graph.releases.difference import difference
from graph.releases.frozen import release, releases
from ontology.namespaces import ID_BASE
from webapp.models.changes import ChangedThing, Wording

_IRI: Final = re.compile(b"<([^>]+)>")


@dataclass(frozen=True, slots=True)
class ThingInRelease:
    """What a release did to a thing: it was added, removed or changed."""

    version: str
    day: datetime.date
    thing: Thing
    state: State

    @property
    def address(self) -> str:
        """The address of the page that tells what changed."""
        return f"/changes/{self.version}/{self.thing.kind}/{self.thing.slug}"


def history(iri: str) -> tuple[ThingInRelease, ...]:
    """Return what the releases did to a thing, the newest first; the first release has no changes."""
    return _histories().get(iri, ())


def thing_change(version: str, kind: str, slug: str) -> ChangedThing | None:
    """Return in words what a release changed of a thing; None where it changed nothing.

    Only the statements about the thing are compared, so that it takes no longer than to unpack two releases.

    Raises:
        ReleaseError: there is no such release, or it is damaged.
    """
    after = release(version)
    if after.previous is None:
        return None
    thing = Thing(kind, slug)
    contents = release(after.previous).content(), after.content()
    before, now = (_about(content, thing) for content in contents)
    named = {iri for line in {*before, *now} for iri in _IRI.findall(line)}
    before, now = (
        [*own, *(line for iri in sorted(named) for line in _lines(content, b"<%b> <%b> " % (iri, LABEL.encode())))]
        for own, content in zip((before, now), contents, strict=True)
    )
    found = difference(before, now)
    change = changes(found, fold_forms=False).of(thing.iri)
    return Wording(found).thing(change) if change else None


@lru_cache(1)
def _histories() -> Mapping[str, tuple[ThingInRelease, ...]]:
    found: defaultdict[str, list[ThingInRelease]] = defaultdict(list)
    for one in reversed(releases()):
        for kind, states in (one.changes() or {"things": {}})["things"].items():
            for state in STATES:
                for slug in states[state]:
                    thing = Thing(kind, slug)
                    found[thing.iri].append(ThingInRelease(one.version, one.day, thing, state))
    return {iri: tuple(entries) for iri, entries in found.items()}


def _about(content: bytes, thing: Thing) -> list[bytes]:
    """Return the lines of a release about a thing, and about its evidence."""
    evidence = f"{ID_BASE}evidence/{thing.kind}--{thing.slug}"
    return [line for iri in (thing.iri, evidence) for line in _lines(content, f"<{iri}> ".encode())]


def _lines(content: bytes, start: bytes) -> list[bytes]:
    """Return the lines of sorted N-Quads that begin with a text; they stand together."""
    place = _first(content, start)
    found = []
    while content.startswith(start, place):
        end = content.index(b"\n", place) + 1
        found.append(content[place:end])
        place = end
    return found


def _first(content: bytes, start: bytes) -> int:
    """Return the place of the first line that is not before a text in the order of bytes, by bisection."""
    low, high = 0, len(content)
    while low < high:
        line = content.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = content.index(b"\n", line) + 1
        if content[line:end] < start:
            low = end
        else:
            high = line
    return low
