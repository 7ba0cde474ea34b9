"""The frame of every page about one thing. It has documents, a citation, and data for search engines."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, render_template

from webapp.components.responses import described
from webapp.components.schema_org import about
from webapp.entities.citation import Citation
from webapp.entities.table_downloads import table_downloads
from webapp.http.formats import DATA, FORMATS, HTML
from webapp.http.site_address import site_root
from webapp.models.site import current_site


def entity_page(address: str, iri: str, template: str, **context: Any) -> Response:  # noqa: ANN401
    """Render the page about a thing, the `subject` of the context, with links to its documents."""
    citation = Citation(context["subject"].label, iri, current_site().store.version[:12])
    structured = about(context["subject"], site_root(), address)
    context |= {"iri": iri, "address": address, "formats": DATA, "citation": citation, "structured": structured}
    context["tables"] = table_downloads(address)
    return described(make_response(render_template(template, **context)), address, iri, HTML, FORMATS)
