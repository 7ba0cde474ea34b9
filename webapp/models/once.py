"""The keeping of results that are worked out once for each version."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

from webapp.models.result_file import Results
from webapp.models.write_result_file import ResultWriter


class OfOneVersion(Protocol):
    """What belongs to one version of the graph, and keeps what was worked out of it."""

    results: dict[tuple[object, ...], object]
    locks: dict[tuple[object, ...], threading.RLock]
    """Those of the functions that are worked out at the moment."""

    file: Results | None
    writer: ResultWriter | None


T = TypeVar("T")
P = ParamSpec("P")
V = TypeVar("V", bound=OfOneVersion)


def once_per_version(
    make: Callable[Concatenate[V, P], T],
) -> Callable[Concatenate[V, P], T]:
    """Work a function of the whole graph out once for each of its versions, and for the same arguments.

    Who asks for it while another thread works it out waits for that.
    """

    @wraps(make)
    def once(catalogue: V, /, *arguments: P.args, **named: P.kwargs) -> T:
        key = (make, arguments, tuple(named.items()))
        if key not in catalogue.results:
            with catalogue.locks.setdefault(key, threading.RLock()):
                if key not in catalogue.results:
                    catalogue.results[key] = make(catalogue, *arguments, **named)
            catalogue.locks.pop(key, None)
        return cast(T, catalogue.results[key])

    return once


def once_per_build(
    make: Callable[Concatenate[V, P], T],
) -> Callable[Concatenate[V, P], T]:
    """Work a function of the whole graph out once for each version: of a large graph when it is built.

    There its results are read from a file beside the snapshot (`webapp.models.result_file`). What the file does not
    have is worked out.
    """

    @wraps(make)
    def found(catalogue: V, /, *arguments: P.args, **named: P.kwargs) -> T:
        key = f"{make.__module__}.{make.__qualname__} {arguments!r} {named!r}"
        if catalogue.file is not None:
            with suppress(KeyError):
                return cast(T, catalogue.file.get(key))
        result = make(catalogue, *arguments, **named)
        if catalogue.writer is not None:
            catalogue.writer.put(key, result)
        return result

    return once_per_version(found)
