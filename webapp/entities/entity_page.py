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
from webapp.models.entity import Entity
from webapp.models.site import current_site


def entity_page(subject: Entity, template: str, **context: Any) -> Response:  # noqa: ANN401
    """Render the page about a thing, with links to its documents."""
    here, iri = current_site(), subject.iri
    address = here.catalogue.urls.page(iri)
    context |= {"subject": subject, "iri": iri, "address": address, "formats": DATA}
    context["citation"] = Citation(subject.label, iri, here.store.version[:12])
    context["structured"] = about(subject, site_root(), address)
    context["tables"] = table_downloads(address)
    return described(make_response(render_template(template, **context)), address, iri, HTML, FORMATS)
