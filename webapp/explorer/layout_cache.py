"""Where the nodes of the whole network stand, arranged once with the bundle instead of in every browser.

`make bundle` runs this module: it has Node.js arrange the network with the code that the browser has, and keeps what
comes out beside the bundle, for the version of the data that it was made from. For any other version there are no
places, and browsers arrange the network themselves.
"""

from __future__ import annotations

import json
from pathlib import Path

from webapp.http.assets import BUILT

FILE = "places.json"

Place = tuple[float, float]


def places(version: str, built: Path = BUILT) -> dict[str, Place]:
    """Return x and y of each node by its id, in the browser's unit; nothing where they are not known for `version`."""
    try:
        found = json.loads((built / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {node: (x, y) for node, (x, y) in found["places"].items()} if found["version"] == version else {}


def _main() -> None:
    """Arrange the network of the tables."""
    import subprocess

    from graph.build.snapshot import ensure
    from webapp.app import create_app

    view = create_app(snapshot=ensure()).test_client().get("/explore/view.json").data
    script = Path(__file__).parents[1] / "browser" / "arrange.mjs"
    arranged = subprocess.run(["node", script], input=view, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603, S607
    (BUILT / FILE).write_bytes(arranged)


if __name__ == "__main__":
    _main()
