"""A store, opened by its name.

A name stands for a server, an Oxigraph folder, or a file in an RDF format. Our own dataset is recognised by its
version, wherever it lies. A server must hold it. A folder or a file may hold any other data, which is served as it is.
Then the default graph is its own unnamed one. Where that is empty, it is the union of the named graphs: a query that
names none would find nothing else.
"""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pyoxigraph as ox

from graph.compressed import SUFFIXES, CompressedError, unpacked
from graph.paths import expanded
from graph.stores import checksums
from graph.stores.store import EmbeddedStore, Store, StoreError
from graph.version_digest import DIGEST, FORMER, is_digest
from ontology.namespaces import DATASET_IRI, DESCRIPTION_GRAPH

if TYPE_CHECKING:
    from graph.stores.http_client import Login


_WITHOUT_SCHEME: Final = re.compile(r"[\w.-]+:\d+(/\S*)?", re.ASCII)
"""The address of a server but for its beginning."""

_OTHER_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]+://", re.ASCII | re.IGNORECASE)
"""The beginning of an address, of whatever kind."""

_MEANT: Final = "Is http://{} meant?"


class NotReadyError(StoreError):
    """What was named holds nothing that can be served; the message says why, and what to do."""


class AddressError(StoreError):
    """A text that should be the address of a server, and is not."""


def is_address(named: str) -> bool:
    """Tell whether a store is named by the address of a server rather than by a path."""
    return named.lower().startswith(("http://", "https://"))


def check_address(address: str) -> None:
    """Make sure that a text is the address of a server.

    Raises:
        AddressError: it is none; the message says what one looks like.
    """
    if trouble := _trouble(address):
        said = re.sub(r"//[^/]*@", "//", address)  # without a password
        hint = _MEANT.format(said) if _WITHOUT_SCHEME.fullmatch(said) else "One is http://localhost:7878/query."
        raise AddressError(f"{said} is no address of a server: {trouble}. {hint}")


def _trouble(address: str) -> str:
    """Say what is wrong with the address of a server; nothing is if that is empty."""
    if not is_address(address):
        return "it begins with neither http:// nor https://"
    if re.search(r"[\s\x00-\x1f]", address):
        return "it has a space or an invisible character"
    try:
        parts = urlsplit(address)
        server = parts.hostname
    except ValueError:
        return "what is between brackets, [ and ], must be an IPv6 address"
    if not server:
        return "it names no server"
    try:
        port = parts.port
    except ValueError:
        port = 0
    return "its port must be a number from 1 to 65535" if port == 0 else ""


def open_named(named: str, seconds: float = 30.0) -> Store:
    """Open a store by the address of its SPARQL endpoint, or by the path of a folder or file.

    A server is not asked anything yet (see `check_ready`); `seconds` is how long each of its answers may take. User and
    password for it are in OPG_STORE_USER and OPG_STORE_PASSWORD.

    Raises:
        NotReadyError: there is no such folder or file, or it cannot be read.
        AddressError: it begins as an address does, and is none.
    """
    if is_address(named) or _OTHER_SCHEME.match(named):
        from graph.stores.remote_store import RemoteStore

        check_address(named)
        return RemoteStore(named, seconds=seconds, login=login_from_environment())
    path = expanded(named, "--store, or OPG_STORE,")
    if path.is_dir():
        return _open_folder(path)
    if path.is_file():
        return _open_file(path)
    hint = f" {_MEANT.format(named)}" if _WITHOUT_SCHEME.fullmatch(named) else ""
    raise NotReadyError(f"There is nothing at {path}. A store is the address of a server, a folder or a file.{hint}")


def open_checked(named: str, *, foreign: bool = False) -> Store:
    """Open a store that is sure to answer; a server without our dataset is good enough only where `foreign` data is.

    Raises:
        NotReadyError: there is nothing to read, or a server holds nothing of ours.
        StoreError: a server cannot be reached, or does not answer.
    """
    from graph.stores.remote_store import RemoteStore

    store = open_named(named)
    if isinstance(store, RemoteStore):
        if foreign and not store.held_version():
            return RemoteStore(named, graphs=(), login=login_from_environment())
        check_ready(store)
    return store


def login_from_environment() -> Login | None:
    """Return user and password from OPG_STORE_USER and OPG_STORE_PASSWORD, or None without a user."""
    from graph.stores.http_client import Login

    user = os.environ.get("OPG_STORE_USER")
    return Login(user, os.environ.get("OPG_STORE_PASSWORD", "")) if user else None


def check_ready(store: Store, expected: str | None = None) -> None:
    """Make sure that a server can be reached and holds our dataset: in this version, if one is expected.

    Raises:
        NotReadyError: it holds nothing of ours, or another version.
        StoreError: it cannot be reached, or does not answer.
    """
    from graph.stores.http_client import shown
    from graph.stores.remote_store import RemoteStore

    if not isinstance(store, RemoteStore):
        return
    version, where = store.held_version(), shown(store.url)
    if not version:
        amount = "no statement of the dataset" if store.is_empty() else "the dataset without a version"
        raise NotReadyError(f"The server at {where} holds {amount}. Load it with: opg push {where}")
    if expected is not None and version != expected:
        raise NotReadyError(
            f"The server at {where} holds version {version[:12]}, not {expected[:12]}. Load it with: opg push {where}"
        )


def _open_folder(path: Path) -> EmbeddedStore:
    if not (path / "CURRENT").is_file():
        raise NotReadyError(f"{path} is no folder of an Oxigraph store.")
    try:
        checksums.check(path)
        return _recognised(ox.Store.read_only(str(path)), str((path / "CURRENT").stat().st_mtime_ns))
    except OSError as error:
        raise NotReadyError(f"The Oxigraph store in {path} cannot be opened: {error}.") from error
    except RuntimeError as error:
        hint = "make it anew, or name another with --store"
        raise NotReadyError(f"The Oxigraph store in {path} is damaged: {hint}. What was found: {error}.") from error


def _open_file(path: Path) -> EmbeddedStore:
    packed = path.suffix in SUFFIXES
    known = ox.RdfFormat.from_extension((path.with_suffix("") if packed else path).suffix.removeprefix("."))
    if known is None:
        raise NotReadyError(
            f"{path} has none of the extensions .ttl, .nt, .nq, .trig, .rdf, .jsonld or .n3, also with .gz or .zst."
        )
    store = ox.Store()
    try:
        content = path.read_bytes()
        statements = unpacked(content, path.suffix) if packed else content
        store.bulk_load(statements, format=known, base_iri=path.resolve().as_uri())
        return _recognised(store, sha256(content).hexdigest())
    except (OSError, CompressedError, SyntaxError) as error:
        raise NotReadyError(f"{path} cannot be read: {error}.") from error


def _recognised(store: ox.Store, otherwise: str) -> EmbeddedStore:
    """Hold our own dataset as such. Any other one has something in the place of a version, which changes with it."""
    digests = [
        quad.object.value
        for property_ in (DIGEST, FORMER)
        for quad in store.quads_for_pattern(
            ox.NamedNode(DATASET_IRI), ox.NamedNode(property_), None, ox.NamedNode(DESCRIPTION_GRAPH)
        )
        if isinstance(quad.object, ox.Literal) and is_digest(quad.object.value)
    ]
    if len(digests) == 1:
        return EmbeddedStore(store, digests[0])
    unnamed = any(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    return EmbeddedStore(store, otherwise, union=not unnamed)
