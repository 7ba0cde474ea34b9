"""The command `opg diff`, which tells how two states of the data differ."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from webapp.cli.errors import Misuse
from webapp.cli.options import GivenText, home_option, progress
from webapp.text.english import capital

if TYPE_CHECKING:
    from graph.releases.changes import Changes, State, ThingChange
    from graph.releases.difference import Difference
    from webapp.models.changes import Wording

_MOST: Final = 10
"""Things of one kind and state that are listed without --all, and values of a property, where there are many."""

_FEW: Final = 50
"""Things that are listed anyway, whole."""

_STATE: Final = "the number of a release, “current” or a path"

_SIGNS: Final[dict[State, str]] = {"added": "+", "removed": "-", "changed": "~"}
_COLOURS: Final[dict[State, str]] = {"added": "green", "removed": "red", "changed": "yellow"}


@click.command(
    epilog="Examples: opg diff 1.0 1.1 · opg diff 1.1 current --thing partnership:top-09--alibaba · "
    "opg diff 1.1 graph/data --exit-code · opg diff 1.0 1.1 --format rdf-patch > 1.1.rdfp"
)
@click.argument("before", metavar="A", type=GivenText(_STATE))
@click.argument("after", metavar="B", type=GivenText(_STATE))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "rdf-patch"]),
    default="text",
    show_default=True,
    help="Words, JSON, or an RDF Patch that makes B from A.",
)
@click.option(
    "--thing",
    type=GivenText("the name of a thing, as kind:slug, or its IRI,"),
    metavar="THING",
    help="Only one thing, with all that differs: partnership:top-09--alibaba, or its IRI.",
)
@click.option("--all", "everything", is_flag=True, help="In text, list all things and each change of form.")
@click.option("--exit-code", is_flag=True, help="End with 1 where A and B differ.")
@home_option
def diff(  # noqa: PLR0913, PLR0917 - one for each option
    before: str, after: str, format_: str, thing: str | None, everything: bool, exit_code: bool, home: Path | None
) -> None:
    """Tell how B differs from A: added, removed and changed statements, thing by thing.

    A and B are each the number of a release, such as 1.0, or `current` for the snapshot in use. Or they are paths: of
    a home folder, of a folder of tables, which is built, or of a file. That is in any RDF format, also as .zst or .gz.

    Listed are facts of the tables. What follows from them is counted only: derived statements and labels that are
    composed. A property that is new for a kind of thing, or gone, is listed once, with a count.

    The RDF Patch (https://afs.github.io/rdf-patch/) has all statements, in N-Quads lines after D (delete) or A (add).

    The exit code is 0, or 1 where A and B differ and --exit-code is given. It is 1 if A or B cannot be read, and 2 if
    the command was not understood.
    """
    from graph.build.statement_sources import statements, with_graphs
    from graph.releases.changes import changes
    from graph.releases.difference import difference
    from webapp.models.changes import Wording

    if thing and format_ == "rdf-patch":
        raise Misuse("--thing is for text and json; an RDF Patch has all statements.")
    with progress() as tell:
        one = statements(before, home, tell)
        other = statements(after, home, tell)
        tell("Comparing")
        one, other = with_graphs(one, other), with_graphs(other, one)
        found = difference(one.lines, other.lines)
        if format_ == "rdf-patch":
            sys.stdout.buffer.write(found.patch())
        else:
            listed = changes(found, fold_forms=not (everything or thing))
            things = _only(listed.things, thing) if thing else listed.things
            whole = bool(everything or thing) or len(things) <= _FEW
            told = _Told((one.name, other.name), found, listed, things, Wording(found), None if whole else _MOST)
            click.echo(told.as_json() if format_ == "json" else told.as_text())
    sys.stdout.flush()
    if exit_code and found:
        sys.exit(1)


def _only(things: Sequence[ThingChange], wanted: str) -> list[ThingChange]:
    """Return what happened to one thing.

    Raises:
        Misuse: nothing happened to it; the message names what was probably meant.
    """
    from graph.forms import meant
    from graph.nearest import nearest

    named = {_identifier(change): change for change in things}
    found = [change for name, change in named.items() if wanted in (name, change.thing.iri, change.thing.slug)]
    if not found:
        likely = meant(nearest(wanted, named), wanted)
        raise Misuse(f"--thing {wanted}: nothing differs of such a thing{likely}. Write it as kind:slug, or its IRI.")
    return found


def _identifier(change: ThingChange) -> str:
    return f"{change.thing.kind}:{change.thing.slug}" if change.thing.kind else change.thing.iri


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told: the names of both states, what differs, and how many things and values are listed at most."""

    names: tuple[str, str]
    found: Difference
    listed: Changes
    things: Sequence[ThingChange]
    wording: Wording
    most: int | None

    def as_json(self) -> str:
        content: dict[str, Any] = self.listed.as_json(*self.names)
        content["things"] = [self.wording.thing(change).as_json() for change in self.things]
        return json.dumps(content, ensure_ascii=False, indent=2)

    def as_text(self) -> str:
        before, after = self.names
        if not self.found:
            return f"{before} and {after} have the same statements."
        title = click.style(f"From {before} to {after}", bold=True)
        return "\n".join((title, *self._summary(), *self._forms(), *self._by_kind()))

    def _summary(self) -> Iterator[str]:
        added, removed = self.listed.added, self.listed.removed
        for graph in sorted(added.keys() | removed.keys()):
            yield f"  graph {graph}: {added.get(graph, 0):,} statements added, {removed.get(graph, 0):,} removed"
        for table, counter in self.listed.by_table().items():
            yield f"  table {table or '(none of ours)'}: {_counted(counter)}"
        if not self.listed.things and not self.listed.forms:
            yield "No fact of the tables differs."

    def _forms(self) -> Iterator[str]:
        if self.listed.forms:
            yield ""
            yield click.style("Properties that are new for things of a kind, or gone (--all lists each)", bold=True)
            yield from (f"  {self.wording.form(form)}" for form in self.listed.forms)

    def _by_kind(self) -> Iterator[str]:
        from webapp.models.changes import kinds

        by_kind: dict[str, dict[State, list[ThingChange]]] = {}
        for change in self.things:
            by_kind.setdefault(change.thing.kind, {}).setdefault(change.state, []).append(change)
        for kind, states in by_kind.items():
            counts = Counter({state: len(found) for state, found in states.items()})
            yield ""
            yield click.style(f"{capital(kinds(kind))}: {_counted(counts)}", bold=True)
            for state in _SIGNS:
                found = states.get(state, [])
                for change in found[: self.most]:
                    yield from self._thing(change)
                if len(found) > len(found[: self.most]):
                    yield f"  … and {len(found) - len(found[: self.most]):,} more {state} (--all lists them)"

    def _thing(self, change: ThingChange) -> Iterator[str]:
        told, sign = self.wording.thing(change), _SIGNS[change.state]
        yield click.style(f"{sign} {_shown(told.name)}", fg=_COLOURS[change.state]) + f"  [{_identifier(change)}]"
        for one in told.properties:
            name = _shown(one.name)
            if change.state == "changed" and one.removed and one.added:
                yield f"    {name}: {self._values(one.removed)} → {self._values(one.added)}"
                continue
            for its_sign, values in (("-", one.removed), ("+", one.added)):
                if values:
                    yield f"    {'' if its_sign == sign else its_sign + ' '}{name}: {self._values(values)}"

    def _values(self, values: Sequence[str]) -> str:
        shown = values[: self.most]
        more = f" … and {len(values) - len(shown)} more" if len(values) > len(shown) else ""
        return "; ".join(map(_shown, shown)) + more


def _counted(counter: Mapping[State, int]) -> str:
    return ", ".join(f"{counter[state]:,} {state}" for state in _SIGNS if counter[state])


def _shown(text: str) -> str:
    """Return a text in one line, without what a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)
