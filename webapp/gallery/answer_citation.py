"""The citation of the answer to a named query."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from queries.registry import Query
from webapp.components import citations
from webapp.components.citations import Citation
from webapp.components.query_arguments import filled_in
from webapp.models.site import current_site


def citation(query: Query, fields: Mapping[str, str]) -> Citation:
    """Return the citation of the answer for the fields of an address; its address has all values."""
    values = filled_in(query, fields)
    said = ", ".join(f"{name} {value}" for name, value in values.items())
    title = query.title + (f" ({said})" if said else "")
    address = f"/queries/{query.name}" + (f"?{urlencode(values, safe=':/')}" if values else "")
    return citations.of_part(title, address, current_site().catalogue.version)
