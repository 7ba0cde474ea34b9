"""Stories in one address.

A story has views in an order. Each step is the query string of a view, and so has its title and note. The address has
the steps in their order, and the number of the one that is shown: `/explore?story=…&step=…&step=…&at=2`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from werkzeug.datastructures import MultiDict

from queries.errors import BadParameter
from webapp.explorer.network_parts import Network
from webapp.explorer.read_view_state import LONGEST_TITLE, Names, read
from webapp.explorer.view_state import ViewState
from webapp.explorer.view_state_values import line_of_text

STORY_KEYS = ("story", "step", "at")
MOST_STEPS = 30


@dataclass(frozen=True, slots=True)
class Story:
    """The views of a story; `at` is the number of the one that is shown, from 1."""

    title: str
    steps: tuple[ViewState, ...]
    at: int

    @property
    def step(self) -> ViewState:
        """The view that is shown."""
        return self.steps[self.at - 1]

    def query(self, at: int) -> str:
        """Return the query string that shows a step, by its number."""
        title = [("story", self.title)] if self.title else []
        steps = [("step", str(step)) for step in self.steps]
        return urlencode([*title, *steps, ("at", str(at))], safe="/~@,:.")


def read_story(arguments: MultiDict[str, str], network: Network, names: Names) -> Story | None:
    """Read the story of a query string; none where it has no step.

    Raises:
        BadParameter: a step does not fit; the message says which one, and what would.
    """
    given = arguments.getlist("step")
    if not given:
        if key := next((key for key in STORY_KEYS if arguments.get(key)), ""):
            raise BadParameter(key, arguments[key], "it is for a story, which has at least one step.")
        return None
    if len(given) > MOST_STEPS:
        many = f"a story has at most {MOST_STEPS} steps, and this has {len(given)}."
        raise BadParameter("step", given[MOST_STEPS], many)
    steps = tuple(_step(number, text, network, names) for number, text in enumerate(given, start=1))
    title = line_of_text(LONGEST_TITLE)("story", arguments.get("story", ""))
    return Story(title, steps, _place(arguments.get("at", "1"), len(steps)))


def _step(number: int, text: str, network: Network, names: Names) -> ViewState:
    query = text.rpartition("?")[2]
    try:
        return read(MultiDict(parse_qsl(query)), network, names)
    except BadParameter as error:
        raise BadParameter("step", query, f"step {number} does not fit: {error}") from error


def _place(text: str, steps: int) -> int:
    if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= steps:
        raise BadParameter("at", text, f"the number of a step, from 1 to {steps}, is expected.")
    return int(text)
