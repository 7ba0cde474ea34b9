"""The layout of a picture: places of marks, names and guides."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.explorer.arrangement import FEW, Arrangement
from webapp.explorer.layout_along_time import along_time
from webapp.explorer.layout_by_first_games import by_first_games
from webapp.explorer.layout_cache import Place
from webapp.explorer.layout_in_columns import in_columns
from webapp.explorer.picture_names import Name, beside_marks, where_there_is_room
from webapp.explorer.view import View
from webapp.models.reference_data import ReferenceData

_WIDTH = 1200.0
"""The width of the picture that files for network tools have the positions of."""


@dataclass(frozen=True, slots=True)
class PictureLayout:
    """An arrangement with the names that have room in it, by node."""

    arrangement: Arrangement
    names: dict[str, Name]


def layout_of(view: View) -> str:
    """Return how a view is arranged: as the address says, else so that places mean something where there is room."""
    return view.state.layout or ("meaning" if view.state.partners or len(view.nodes) <= FEW else "force")


def laid_out(view: View, catalogue: ReferenceData, width: float) -> PictureLayout:
    """Return the layout of a view in a picture of a width."""
    if not view.nodes or layout_of(view) == "force":
        from webapp.explorer.layout_by_forces import by_forces  # it loads NumPy, in a tenth of a site's start

        return PictureLayout(*by_forces(view, catalogue, width))
    arrangement = arranged(view, width)
    return PictureLayout(arrangement, (beside_marks if arrangement.rooms else where_there_is_room)(view, arrangement))


def arranged(view: View, width: float) -> Arrangement:
    """Arrange a view so that places mean something."""
    if view.state.layout == "timeline":
        return along_time(view, width)
    return by_first_games(view, width) if view.state.partners else in_columns(view, width)


def positions(view: View, catalogue: ReferenceData) -> dict[str, Place]:
    """Return x and y of each node by its id, as network tools have them; y points upwards."""
    if not view.nodes or layout_of(view) == "force":
        from webapp.explorer.layout_by_forces import placed

        return placed(view, catalogue)
    return {id_: (round(x - _WIDTH / 2, 1), round(-y, 1)) for id_, (x, y) in arranged(view, _WIDTH).places.items()}
