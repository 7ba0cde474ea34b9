"""The builder of the pages that the site shows under /docs.

The site puts its own frame around each page. So this builds what stands within: HTML in JSON files, without a theme.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import reference
from sphinx.application import Sphinx
from sphinxcontrib.serializinghtml import JSONHTMLBuilder


class SiteBuilder(JSONHTMLBuilder):
    """A builder of pages whose addresses are those that they have on the site."""

    name = "site"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page: `/docs/how-to` for `how-to/index`."""
        del typ
        return f"/docs/{docname}".removesuffix("/index")

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of a page, which is the same from everywhere."""
        del from_
        return self.get_target_uri(to, typ)


def setup(app: Sphinx) -> dict[str, Any]:
    """Write the reference from the code, and add the builder."""
    reference.write(Path(__file__).parent / "reference")
    app.setup_extension("sphinxcontrib.serializinghtml")
    app.add_builder(SiteBuilder)
    return {"parallel_read_safe": True}
