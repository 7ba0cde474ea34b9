"""The manifest of the service: what it offers, and at which addresses."""

from __future__ import annotations

from typing import Any, Final

from graph import __version__
from ontology.namespaces import ID_BASE, ONTOLOGY_NAMESPACE
from webapp.components.schema_org import NAME
from webapp.http.site_address import site_address
from webapp.reconcile.entity_types import TYPES, described_type
from webapp.reconcile.reading import BATCH

WIDTH: Final = 430
HEIGHT: Final = 180
"""The size of a preview, in pixels."""


def manifest() -> dict[str, Any]:
    """Return the manifest. A site that does not know its own address leaves out what needs one."""
    site = site_address()
    always = {
        "versions": ["0.2"],
        "name": NAME,
        "identifierSpace": ID_BASE,
        "schemaSpace": ONTOLOGY_NAMESPACE,
        "serviceVersion": __version__,
        "defaultTypes": [described_type(kind) for kind in TYPES],
        "batchSize": BATCH,
    }
    return always | _offers(f"{site}/reconcile", site) if site else always


def _offers(here: str, site: str) -> dict[str, Any]:
    settings = {
        "name": "limit",
        "label": "Most values",
        "type": "number",
        "default": 0,
        "help_text": "How many values to fetch for each thing; 0 stands for all.",
    }
    return {
        "documentation": f"{site}/docs/how-to/reconcile",
        "logo": f"{site}/icon-192.png",
        "view": {"url": f"{site}/id/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            part: {
                "service_url": here,
                "service_path": f"/suggest/{part}",
                "flyout_service_url": here,
                "flyout_service_path": f"/flyout/{part}?id=${{id}}",
            }
            for part in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": [settings],
        },
    }
