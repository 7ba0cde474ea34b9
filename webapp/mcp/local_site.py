"""The site, asked within this process. So assistants get what the API answers, from the same code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.test import Client, TestResponse

from webapp.models.site import SITES, SiteData, Sites

_ADDRESS = "127.0.0.1"
_OFFERED = "application/json, application/problem+json;q=0.1"


class RefusedError(ValueError):
    """Something that the site does not answer; the message says why, and what would be right."""


class LocalSite:
    """A site in this process. It answers each request from one state of the data, and takes over newer ones."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._sites: Sites = app.extensions[SITES]
        self._client = Client(app, TestResponse, use_cookies=False)

    @contextmanager
    def data(self) -> Iterator[SiteData]:
        """Give what all requests within the block are answered from."""
        with self._sites.answering() as here, self._app.app_context():
            yield here

    def close(self) -> None:
        """End the processes of the site."""
        self._sites.current.close()

    def json(self, path: str) -> dict[str, Any]:
        """Return the JSON at an address of the site.

        Raises:
            RefusedError: the site answers with a problem.
        """
        content: dict[str, Any] = json.loads(
            self._answer(self._client.get(path, headers={"Accept": _OFFERED}, follow_redirects=True))
        )
        return content

    def sparql(self, query: str, accept: str, client: str) -> tuple[str, str]:
        """Send a query to the endpoint for somebody at an address; return the media type and the answer.

        Raises:
            RefusedError: the endpoint refuses it, or it passes a limit.
        """
        response = self._client.post(
            "/sparql",
            data=query.encode("utf-8", "surrogatepass"),
            content_type="application/sparql-query",
            headers={"Accept": accept},
            environ_base={"REMOTE_ADDR": client or _ADDRESS},
        )
        return response.mimetype or "", self._answer(response)

    @staticmethod
    def _answer(response: TestResponse) -> str:
        if response.status_code == 200:
            return response.text
        raise RefusedError(_problem(response))


def _problem(response: TestResponse) -> str:
    """Say in one text what problem details say: what is wrong, where, and what would be right."""
    try:
        said = json.loads(response.text)
    except ValueError:
        return f"The site answers with status {response.status_code}."
    near = [f"{item['label']} ({item['address'].lstrip('/')})" for item in said.get("suggestions", ())]
    parts = [f"{said.get('title', 'It is refused')}: {said.get('detail', '')}", said.get("excerpt", "")]
    parts.append(f"Is one of these meant? {', '.join(near)}" if near else "")
    return "\n".join(filter(None, parts))
