"""Statements on who took the place of whom, told by the place.

Examples are "TCL has moved into Panasonic's field" and "Cisco, in its place". The sponsor whose place it is was the
earlier one. Only what the graph has is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from webapp.fact_check.claim import Claim
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.succession_claims import judge_succession, spoken_of
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

_PLACE: Final = (
    r"(?:places?|seat|slot|shoes|field|category|spot|gap|void|stead|mantle|role|job|tasks?|business|computers|successor|heir"
    r"|platz|stelle|aufgaben?|nachfolger?|nachfolgerin|erbe|lucke|feld|kategorie|sparte|rolle|posten|fussstapfen"
    r"|place|siege|poste|suite|releve|succession|role|heritage|heritier|heritiere|creneau|vide|successeur"
    r"|puesto|lugar|sitio|hueco|relevo|papel|testigo|heredera?|asiento|sucesora?|vacante|categoria)"
)
"""Words for what one sponsor leaves to the next."""

_OWNED: Final = re.compile(rf"['’]s?\s(?:[\w-]+\s){{0,3}}?{_PLACE}\b")  # noqa: RUF001
_OWNED_EAST: Final = re.compile(
    r"(?:的|所?留下的?|腾出的?|空出的?|の)(?:[\u4e00-\u9fff]{0,4})(?:空缺|位置|席位|位子|座位|座|枠|後任|後釜|後継|地位|穴)"
)
_OF: Final = re.compile(
    rf"\b{_PLACE}\s(?:(?:once |formerly |previously )?(?:of|left by|given up by|vacated by|held by|left open by|that"
    r"|von|des|der|vom|laisse[es]? par|libere[es]? par|tenue? par|occupee? par|de|d'|du|del|dejad[oa] por"
    r"|que (?:ocupaba|tenia|dejo)|qu'occupait|que tenait))\s?(?:(?:the|la|le|el|l'|[a-z]+(?:ischen?|isch))\s?)?"
    r"(?:[a-z]+\s?){0,2}$"
)
_ITS: Final = re.compile(
    rf"\b(?:its|their|his|seine[nrm]?|ihre[nrm]?|dessen|deren|sa|son|leur|su|sus)\s(?:[\w-]+\s){{0,2}}?{_PLACE}\b"
)
"""How a sponsor, named or not, owns such a place."""

_REACH: Final = 48


def seat_taken_claims(view: SentenceView, told: Sequence[Claim]) -> Iterator[Claim]:
    """Yield who came after whom, where the place of the earlier one is told."""
    for earlier, start, end in [*_owners(view), *_its(view)]:
        if view.unreal(start) or view.negated(start):
            continue
        for later in _takers(view, earlier, start, end):
            claim = judge_succession(view.facts, later, earlier)
            if claim.finding.verdict == "supported" and not any(claim.reads == one.reads for one in told):
                yield replace(claim, start=min(max(later.start, view.segment(start)[0]), start), end=end)
                break


def _owners(view: SentenceView) -> Iterator[tuple[Mention, int, int]]:
    """Yield the sponsors whose place is told, with the place of these words."""
    for mention in view.sponsors():
        behind = folded(view.slice(mention.end, mention.end + _REACH))
        owned = (_OWNED_EAST if view.forms.unspaced else _OWNED).match(behind)
        words = view.slice(max(view.start, mention.start - _REACH), mention.start)
        before, room = folded(words), len(words) - len(words.rstrip())
        if owned:
            yield mention, mention.start, mention.end + owned.end()
        elif found := _OF.search(before):
            yield mention, mention.start - room - len(before) + found.start(), mention.end


def _its(view: SentenceView) -> Iterator[tuple[Mention, int, int]]:
    """Yield the sponsors named before that may own "its place"."""
    for match in _ITS.finditer(view.base.text):
        first, last = view.base.span(*match.span())
        start, end = view.start + first, view.start + last
        named = [m for m in view.sponsors() if m.end <= start]
        earlier = [*reversed(named), *(view.previous.sponsors()[-1:] if view.previous else ())]
        for mention in earlier[: _FEW + 1]:
            yield mention, start, end


_FEW: Final = 2


def _takers(view: SentenceView, earlier: Mention, start: int, end: int) -> Sequence[Mention]:
    """Return the sponsors that may have taken a place: before or behind it in the clause, or spoken of."""
    first, last = view.segment(start)
    others = [m for m in view.sponsors() if m.iri != earlier.iri]
    before = [m for m in others if first <= m.start and m.end <= start]
    after = [m for m in others if end <= m.start < last]
    if before or after:
        return [*before[-1:], *after[:1]]
    return spoken_of(view) if not [m for m in others if m.end <= start] else [m for m in others if m.end <= start][-1:]
