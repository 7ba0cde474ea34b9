"""The rules of the stylesheet that say how drawings look. Pictures that leave the site without it need them.

So a colour has one place: `webapp/static/style.css`. Rules about pointers, print and screen widths are left out. So is
what a drawing does not have, such as margins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cssselect2
import tinycss2

_STYLESHEET = Path(__file__).parents[1] / "static" / "style.css"
_DARK = "(prefers-color-scheme: dark)"

THEMES = ("light", "dark")
"""The names of the themes that the stylesheet has."""

DRAWN = (
    "fill",
    "fill-opacity",
    "font-size",
    "font-weight",
    "opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-width",
    "text-anchor",
)
"""The properties of a drawing, all of which SVG has as attributes, too."""

Declarations = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StyleRules:
    """What the stylesheet says: variables by theme, and a matcher from elements to declarations."""

    variables: Mapping[str, Declarations]
    matcher: cssselect2.Matcher

    def declared(self, element: cssselect2.ElementWrapper) -> dict[str, str]:
        """Return what the rules declare for an element; of two rules the more specific one counts."""
        found: dict[str, str] = {}
        for *_, pseudo, declarations in self.matcher.match(element):
            if pseudo is None:
                found |= declarations
        return found


@cache
def style_rules() -> StyleRules:
    """Read the stylesheet, once."""
    sheet = tinycss2.parse_stylesheet(_STYLESHEET.read_text(encoding="utf-8"), skip_comments=True, skip_whitespace=True)
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    matcher = cssselect2.Matcher()
    for rule in sheet:
        if rule.type == "at-rule" and tinycss2.serialize(rule.prelude).strip() == _DARK:
            for inner in tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True):
                dark |= dict(_declarations(inner))
        elif rule.type == "qualified-rule":
            declarations = dict(_declarations(rule))
            if tinycss2.serialize(rule.prelude).strip() == ":root":
                light |= declarations
            elif declarations:
                _add(matcher, rule.prelude, declarations)
    return StyleRules({"light": light, "dark": light | dark}, matcher)


def _declarations(rule: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - tinycss2 has no types
    for item in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        if item.type != "declaration" or not (item.name in DRAWN or item.name.startswith("--")):
            continue
        value = tinycss2.serialize(item.value).strip()
        if item.name not in DRAWN or not value.endswith("em"):  # a drawing has its own measure, not that of a page
            yield item.name, value


def _add(matcher: cssselect2.Matcher, prelude: Any, declarations: Declarations) -> None:  # noqa: ANN401
    """Add a rule; one about a pointer or the keyboard, which cssselect2 does not know, never holds in a picture."""
    try:
        selectors = cssselect2.compile_selector_list(prelude)
    except cssselect2.SelectorError:
        return
    for selector in selectors:
        matcher.add_selector(selector, declarations)
