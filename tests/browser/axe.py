"""axe-core in a page: what it finds against WCAG 2.2 AA and against its own best practices."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
_RUN = "async options => (await axe.run(document, options)).violations"
"""What passed is much longer than what did not, and stays in the browser."""


@dataclass(frozen=True, slots=True)
class Axe:
    """The script of axe-core."""

    script: str

    def violations(self, page: Page) -> list[str]:
        """Return what axe finds on a page as it stands, a line for each element concerned."""
        if not page.evaluate("'axe' in window"):
            page.evaluate(self.script)
        return [
            f"{item['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
            for item in page.evaluate(_RUN, _OPTIONS)
            for node in item["nodes"]
        ]
