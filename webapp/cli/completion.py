"""The command `opg completion`. It prints a script that completes commands, queries and parameters in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command(epilog='Example: eval "$(opg completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes commands, query names and parameters in SHELL.

    Put `eval "$(opg completion bash)"` into ~/.bashrc, the same with zsh into ~/.zshrc, or for fish save the script as
    ~/.config/fish/completions/opg.fish.
    """
    from webapp.cli.commands import group

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - click has a class for each choice
    click.echo(kind(group, {}, "opg", "_OPG_COMPLETE").source())
