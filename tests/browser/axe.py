"""axe-core in a page: what it finds against WCAG 2.2 AA and against its own best practices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.abuse.lengths import length

_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
    "preload": {"assets": ["media"]},  # no rule among these reads stylesheets, which axe else fetches once more
}
_COLOURS = {**_OPTIONS, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules of axe that look at colours, which it marks `cat.color`."""

_OTHER = """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
  .filter(rule => rule instanceof CSSMediaRule && rule.conditionText.includes('prefers-color-scheme'))
  .flatMap(rule => [...rule.cssRules])
  .filter(rule => rule.selectorText !== ':root' || [...rule.style].some(name => !name.startsWith('--')))
  .map(rule => rule.cssText)"""
"""The rules for a scheme that do other things than give the variables of `:root`, which are colours, other values."""

_RUN = "async options => (await axe.run(document, options)).violations"
"""What passed is much longer than what did not, and stays in the browser."""

_ALIKE = """most => {
  const seen = new Map();
  const look = element => [element.tagName, ...[...element.attributes].map(({name, value}) =>
    ['class', 'style', 'role', 'lang', 'fill', 'stroke'].includes(name) ? name + value : name),
    !element.textContent.trim()].join();
  for (const row of document.querySelectorAll('tbody > tr, li, svg a, svg :not(a *, title, desc, [id])')) {
    if (!row.isConnected || (row.closest('svg') && row.querySelector('[id]'))) continue;  // it may be referred to
    const kind = [row, ...row.querySelectorAll('*')].map(look);
    for (let above = row.parentElement; above; above = above.parentElement) kind.push(above.getAttribute('class'));
    const number = seen.get(kind.join()) ?? 0;
    if (number < most) seen.set(kind.join(), number + 1);
    else row.remove();
  }
}"""


@dataclass(frozen=True, slots=True)
class Axe:
    """The script of axe-core."""

    script: str

    @staticmethod
    def thin_out(page: Page) -> None:
        """Leave two of those rows and parts of drawings that are alike: that differ only in words, places and names.

        In `make abuse` it leaves three.
        Their elements have the same attributes, and classes also above them, so that axe says the same of each.
        """
        page.evaluate(_ALIKE, length(3, 2))

    def violations(self, page: Page) -> list[str]:
        """Return what axe finds on a page as it stands, a line for each element concerned."""
        return self._run(page, _OPTIONS)

    def violations_in_dark(self, page: Page) -> list[str]:
        """Return what axe finds in the dark on a page that it has looked at: of the colours, and nothing else is other.

        A line too for each rule of a stylesheet by which a scheme changes more than colours.
        """
        page.emulate_media(color_scheme="dark")
        return [*page.evaluate(_OTHER), *self._run(page, _COLOURS)]

    def _run(self, page: Page, options: Mapping[str, object]) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(self.script)
        return [
            f"{item['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
            for item in page.evaluate(_RUN, options)
            for node in item["nodes"]
        ]
