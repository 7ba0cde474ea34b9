"""The command line `opg`: where its process begins and ends.

Nothing is imported here that Python has not loaded anyway, so that Ctrl+C finds `main` ready for it.
"""

import sys


def main(**options: object) -> None:
    """Run the command line (see `webapp.cli.commands`); Ctrl+C ends it with exit code 130 while it is imported, too."""
    try:
        from webapp.cli import interrupts

        try:
            interrupts.watch()
            from webapp.cli.commands import group

            group(**options)
        finally:
            interrupts.restore_default()
    except KeyboardInterrupt:
        if sys.stderr:
            sys.stderr.write("\nError: Interrupted.\n")
        sys.exit(130)
