"""The error log of a worker: warnings and errors, on standard error. Each names the request that it belongs to."""

from __future__ import annotations

import json
import logging
import re

from webapp.http import request_id
from webapp.http.request_log import escaped, timestamp

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def install(form: str) -> None:
    """Write what is logged to standard error, as JSON objects where the request log is such."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    logging.getLogger().addHandler(handler)


class TextFormatter(logging.Formatter):
    """Lines of text: those after the first are set in, so that no message can pass for another one."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as text."""
        said = _CONTROL.sub(lambda found: escaped(found[0]), super().format(record)).replace("\n", "\n  ")
        return f"{timestamp()} {request_id.current() or '-'} {record.levelname} {record.name}: {said}"


class JsonFormatter(logging.Formatter):
    """A JSON object in a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as JSON."""
        return json.dumps(
            {
                "time": timestamp(),
                "request_id": request_id.current() or None,
                "level": record.levelname.lower(),
                "logger": record.name,
                "message": super().format(record),
            }
        )
