"""Visitors' queries when another engine holds the graph: parsed apart, as ever, then sent on with a deadline."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from urllib.parse import urlsplit

from graph.datasets import Chosen
from graph.reading import form
from graph.remote import RemoteStore
from graph.store import (
    AnswerTooLargeError,
    QuerySyntaxError,
    StoreAnswerError,
    StoreTimeoutError,
    StoreUnavailableError,
)
from graph.transport import Limits
from webapp.settings import Settings
from webapp.sparql.job import Job, Result
from webapp.sparql.problems import ENGINE_FAILED, TIMEOUT, TOO_LARGE, UNAVAILABLE, QueryProblem
from webapp.sparql.sandbox import Sandbox, no_format

_MEGABYTE = 1_000_000
_log = logging.getLogger(__name__)
_RETRY = 5


class Forwarding:
    """A way to run queries on the engine of a remote store.

    Each is first asked of an empty graph in the sandbox: what is no query, and so could do harm in an engine that takes
    updates as well, or what the engine's parser would not survive, never leaves. Problems are then the same everywhere.
    """

    def __init__(self, store: RemoteStore, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._parser = Sandbox(_nothing, settings)

    def start(self) -> None:
        """Get the parser ready."""
        self._parser.start()

    def close(self) -> None:
        """End the parser."""
        self._parser.close()

    def run(self, job: Job) -> Result:
        """Answer the query.

        Raises:
            QueryProblem: there is no complete answer; the problem says why.
        """
        family = "graph" if form(job.query) in {"CONSTRUCT", "DESCRIBE"} else "solutions"
        media_type = job.graph if family == "graph" else job.solutions
        if media_type is None:
            raise no_format(family)
        start = time.monotonic()
        self._parser.run(job)
        limits = self._settings
        bounds = Limits(limits.query_seconds, limits.result_mb * _MEGABYTE, limits.result_rows)
        try:
            body = self._store.raw(job.query, media_type, bounds, _chosen(job))
        except QuerySyntaxError as error:
            said = str(error).replace(urlsplit(self._store.url).netloc, "the engine")
            raise QueryProblem(ENGINE_FAILED, f"It is well formed, but the engine says: {said}") from error
        except AnswerTooLargeError as error:
            raise QueryProblem(TOO_LARGE, str(error)) from error
        except StoreTimeoutError as error:
            detail = f"It was given up after {limits.query_seconds:g} seconds, the most that one may take."
            raise QueryProblem(TIMEOUT, detail) from error
        except StoreAnswerError as error:
            _log.error("the store failed at a visitor's query: %s", error)
            raise QueryProblem(ENGINE_FAILED, "The engine that holds the graph gave no proper answer to it.") from error
        except StoreUnavailableError as error:
            _log.error("the store did not answer a visitor's query: %s", error)
            detail = "The engine that holds the graph does not answer."
            raise QueryProblem(UNAVAILABLE, detail, retry_after=_RETRY) from error
        return Result(media_type, body, time.monotonic() - start)


def _chosen(job: Job) -> Chosen | None:
    if job.default_graphs is None or job.named_graphs is None:
        return None
    return Chosen(job.default_graphs, job.named_graphs)


def _nothing(path: Path) -> None:
    path.touch()
