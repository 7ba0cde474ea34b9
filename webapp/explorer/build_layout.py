"""The program that arranges the whole network in advance.

`make bundle` runs it. Node.js arranges the network with the browser's code, and writes it beside the bundle.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from flask import Flask

from graph.build.build_snapshot import ensure
from webapp.explorer.export_json import write
from webapp.explorer.layout_cache import FILE
from webapp.explorer.network_parts import network_of
from webapp.explorer.titles import citation
from webapp.explorer.view import view
from webapp.explorer.view_state import NETWORK, ViewState
from webapp.http.assets import BUILT
from webapp.models.query_client import QueryClient
from webapp.models.reference_data import ReferenceData

_SCRIPT = Path(__file__).parents[1] / "browser" / "arrange.mjs"


def build_layout(built: Path = BUILT) -> None:
    """Arrange the network of the snapshot in use, which is built where it is missing."""
    store = ensure().in_memory()
    ask = QueryClient(store)
    catalogue = ReferenceData(ask)
    state = ViewState(show=NETWORK)
    network = view(network_of(catalogue, store.version).part(state), state)
    with Flask(__name__).test_request_context():  # addresses in it are those of a site without a path
        document = write(network, catalogue, citation(network, catalogue.version))
    command = ["node", str(_SCRIPT)]
    arranged = subprocess.run(command, input=document, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603
    found = {"version": store.version, "places": json.loads(arranged)}
    (built / FILE).write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    build_layout()
