"""The command line `opg`: where its process begins and ends.

Nothing is imported here that Python has not loaded anyway, so that Ctrl+C finds `main` ready for it.
"""

import gc
import sys

_COLLECTOR = 20_000, 20, 100
"""When the garbage collector looks at objects: seldom, since a command ends soon and leaves next to none unused."""


def main(**options: object) -> None:
    """Run the command line (see `webapp.cli.commands`); a signal ends it with a message while it is imported, too."""
    try:
        gc.set_threshold(*_COLLECTOR)
        from webapp.cli import interrupts

        try:
            interrupts.watch()
            from webapp.cli.commands import group

            group(**options)
        finally:
            interrupts.restore_default()
    except KeyboardInterrupt:
        code, said = _ending()
        if sys.stderr:
            sys.stderr.write(f"\nError: {said}\n")
        sys.exit(code)


def _ending() -> tuple[int, str]:
    """Return exit code and message; those of Ctrl+C where nothing could be imported yet."""
    interrupts = sys.modules.get("webapp.cli.interrupts")
    if interrupts is None or not hasattr(interrupts, "message"):
        return 130, "Interrupted."
    return interrupts.exit_code(), interrupts.message()
