"""The Games or the programme that a statement is about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """The Games or programme that a statement is about; `top` for the worldwide programme, `olympic` for any.

    `bid` is set where the bid for the Games is meant, `carried` where an earlier sentence told.
    """

    games: tuple[str, ...] = ()
    programme: str = ""
    top: bool = False
    domestic: bool = False
    olympic: bool = False
    paralympic: bool = False
    carried: bool = False
    bid: bool = False

    @property
    def some(self) -> bool:
        """Whether anything of partnerships is meant."""
        return bool(self.games or self.programme or self.top or self.olympic or self.paralympic)

    @property
    def named(self) -> bool:
        """Whether Games or a programme are named."""
        return bool(self.games or self.programme or self.top)
