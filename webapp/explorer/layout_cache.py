"""The positions of the whole network's nodes, worked out in advance.

They are made once with the bundle instead of in every browser. `webapp.explorer.build_layout` writes them beside the
bundle, for one version of the data. For any other version browsers arrange the network themselves.
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
