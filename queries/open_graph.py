"""The graph to ask: a release, a file, or an endpoint.

Nothing but the standard library is imported before a graph is opened.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.stores.store import Store


def open_graph(source: str | os.PathLike[str] = "") -> Store:
    """Return the graph that `source` names, to be asked by `queries.frames` and `queries.networks`.

    `source` is the number of a release, such as `1.1`, which never changes. Or it is the address of an endpoint, such
    as `https://example.org/sparql`. It may also be a file in an RDF format, compressed or not, or the folder of an
    Oxigraph store. Without it, the graph is that of the tables, as `opg` has built it.

    Raises:
        ReleaseError: there is no release of this number.
        StoreError: there is nothing at this place, or an endpoint does not answer.
        HomeError, BadTablesError: the graph of the tables cannot be built.
    """
    from graph.releases.frozen import is_number

    named = os.fspath(source)
    if not named:
        from graph.build.build_snapshot import in_use

        return in_use().in_memory()
    number = named.removeprefix("v")
    if is_number(number) and not Path(named).exists():
        return _release(number)
    from graph.stores.open_store import open_checked

    return open_checked(named)


@lru_cache(2)
def _release(number: str) -> Store:
    """Load a release into memory, where its content stays for the next one who asks."""
    import pyoxigraph as ox

    from graph.releases.frozen import release
    from graph.stores.store import EmbeddedStore

    found = release(number)
    store = ox.Store()
    store.bulk_load(found.content(), format=ox.RdfFormat.N_QUADS)
    return EmbeddedStore(store, found.digest)
