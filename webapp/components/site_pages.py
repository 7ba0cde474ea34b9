"""The registry of pages about no single thing. Menu, site map, shared pictures and tests follow from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

_KEY = "opg-pages"


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page: its path and title, and its `label` in menus, which is the title if empty.

    With a `lede`, a picture goes with links to it.

    `menu` is its place in the main menu, counted from 1; 0 leaves it out. The site map has those that are `indexed`.
    """

    path: str
    title: str
    lede: str = ""
    label: str = ""
    menu: int = 0
    indexed: bool = True


def install(app: Flask, pages: Iterable[SitePage]) -> None:
    """Tell `app` which pages it has."""
    app.extensions[_KEY] = tuple(pages)


def site_pages() -> tuple[SitePage, ...]:
    """Return all pages, in the order of their areas."""
    return cast(tuple[SitePage, ...], current_app.extensions[_KEY])


def menu(pages: Iterable[SitePage]) -> list[SitePage]:
    """Return those of `pages` that the main menu has, in its order."""
    return sorted((page for page in pages if page.menu), key=lambda page: page.menu)
