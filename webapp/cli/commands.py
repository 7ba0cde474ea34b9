"""The commands of `opg`.

A command is imported only when it is run. Its help line stands here, so that help and completion are quick. Exit codes:
0, the answer is there; 1, it is negative or something failed; 2, the command was not understood.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from webapp.cli import interrupts
from webapp.cli.errors import Misuse, explained
from webapp.cli.streams import allow_help, replace_closed, say

_COMPLETE: Final = "_OPG_COMPLETE"
"""The variable by which the script of `opg completion` asks for completions."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: `module:name` of the click command, and the line that help shows for it."""

    target: str
    help: str


COMMANDS = {
    "ask": Entry("webapp.cli.ask:ask", "Answer a question in words."),
    "build": Entry("webapp.cli.build:build", "Build the graph from the tables."),
    "check": Entry("webapp.cli.check:check", "Check the tables and list the findings."),
    "check-story": Entry("webapp.cli.check_story:check_story", "Check a text on sponsorship against the graph."),
    "compare": Entry("webapp.cli.compare:compare", "Compare two Games, partners, categories, countries or programmes."),
    "completion": Entry("webapp.cli.completion:completion", "Print the script that completes commands in your shell."),
    "diff": Entry("webapp.cli.diff:diff", "Tell how two states of the data differ."),
    "export": Entry("webapp.cli.export:export", "Write the graph to a file in an RDF format."),
    "list": Entry("webapp.cli.list_queries:listing", "List the named queries, or describe one."),
    "mcp": Entry("webapp.cli.mcp:mcp", "Let assistants ask the graph (Model Context Protocol)."),
    "push": Entry("webapp.cli.push:push", "Load the graph into a SPARQL server."),
    "query": Entry("webapp.cli.query:query", "Ask a named query."),
    "search": Entry("webapp.cli.search:search", "Find things by name, as on the site."),
    "serve": Entry("webapp.cli.serve:serve", "Serve the site."),
    "show": Entry("webapp.cli.show:show", "Show everything known about one thing."),
    "sparql": Entry("webapp.cli.sparql:sparql", "Ask a query of your own, in SPARQL."),
    "stats": Entry("webapp.cli.stats:stats", "Count everything, and say where the snapshot lies."),
}


class LazyGroup(click.Group):
    """A group that imports the module of a command only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        del ctx
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, name = entry.target.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the name of a command without importing any."""
        options = click.Command.shell_complete(self, ctx, incomplete)
        names = [CompletionItem(name, help=COMMANDS[name].help) for name in COMMANDS if name.startswith(incomplete)]
        return names + options

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:  # noqa: ANN401 - as click has it
        """Run the command line; whatever is raised becomes a message and an exit code, without a traceback.

        A reader that goes away is no error, and click ends quietly.
        """
        replace_closed()
        allow_help(sys.argv[1:] if args is None else args)
        try:
            _check_completion()
            code = super().main(args, *rest, **options | {"standalone_mode": False})
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - none is for people to read
            failure = explained(KeyboardInterrupt() if interrupts.happened() else error)
            say(failure.show)
            code = failure.exit_code
        sys.exit(code or 0)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which there are."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from queries.errors import UnknownName

            raise Misuse(str(UnknownName("command", args[0], COMMANDS)))
        return super().resolve_command(ctx, args)


def _check_completion() -> None:
    """Make sure that a shell which asks for completions has said of what.

    Raises:
        Misuse: somebody has set the variable for it, and nothing else.
    """
    asked, place = os.environ.get(_COMPLETE, ""), os.environ.get("COMP_CWORD", "")
    if asked.endswith("_complete") and not ("COMP_WORDS" in os.environ and (place.isdecimal() or "fish" in asked)):
        hint = "It is set by the script of opg completion only; unset it"
        raise Misuse(f"{_COMPLETE} is set, and COMP_WORDS or COMP_CWORD is missing. {hint}.")


def _show_version(ctx: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    del parameter
    if wanted:
        from graph import __version__

        click.echo(f"opg {__version__}")
        ctx.exit()


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: opg query partners-on-date programme=top date=2017-01-18",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version."
)
def group() -> None:
    """The Olympic Partnership Graph: who has sponsored the Olympic Games, and according to which source.

    A snapshot of the graph is built when it is first needed, and anew when the tables have changed. It lies in the
    folder that --home or OPG_HOME names.
    """


__all__ = ["COMMANDS", "group"]
