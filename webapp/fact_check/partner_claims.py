"""Statements on who is a partner, in which tier and category."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.claim import Claim, Finding, Verdict
from webapp.fact_check.context import context, name_of, names_programme, of_sponsor, rows_in
from webapp.fact_check.facts import Facts, Partnership
from webapp.fact_check.judging import are_joint, at, chain_ends, chains, history, known, span_words, statements
from webapp.fact_check.sentence import SentenceView
from webapp.fact_check.subjects import subjects
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_DEEDS: Final = re.compile(
    r"(?:ship|ships|sponsoring|partenariats?|patrocinios?|parrainage|partnerschaft|赞助|協賛|契約)$"
)
_ADDED: Final = re.compile(r",\s*(?:in|for|as|für|als|im|dans|pour|comme|en|para|como)\s")
"""What begins a part of a sentence that only adds a category to the one before."""

_CONTRACT: Final = re.compile("合同|契約|协议|合約")

_FAR: Final = 30
"""Characters between a sponsor and the word for partners beyond which the place of a statement is the word alone."""


def partner_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield who is said to be a partner, once for each sponsor and part of the sentence."""
    told: set[tuple[str, tuple[int, int]]] = set()
    for start, end in [*view.cues("worldwide"), *view.cues("partner")]:
        written = folded(view.slice(start, end))
        if view.unreal(start) or (_DEEDS.search(written) and not view.forms.unspaced):
            continue
        if written == "top" and _CONTRACT.match(view.slice(end, view.end)):
            continue
        part = view.segment(start)
        replaced = view.has("replace", *part) or view.has("replaced_by", *part)
        if replaced and not _AS.search(folded(view.slice(max(view.start, start - _AS_REACH), start))):
            continue
        if view.has("leave", *part) and not view.negated(start):
            continue
        if _other_thing(view, start, end, part) or _counted(view, start):
            continue
        where = context(view, start)
        who = [one for one in subjects(view, start, end) if not _of_other_trade(view, one, start)]
        if not who or not where.some:
            continue
        for mention in who:
            if (mention.iri, part) in told:
                continue
            told.add((mention.iri, part))
            place = place_of(view, mention, who, start, end)
            further = _further_games(view, where) if len(who) == 1 else []
            own = of_sponsor(view, mention.iri, where)
            yield from _at_each(view, mention, own, place, start, further)


def _of_other_trade(view: SentenceView, mention: Mention, start: int) -> bool:
    """Tell whether a word for a trade right before one for partners is none of a sponsor: "medical provider"."""
    beside = [(one, two, iris) for one, two, iris in view.trades if one < start <= two + 1]
    beside += [(m.start, m.end, m.iris) for m in view.of_kind("category") if 0 <= start - m.end <= 1]
    if not beside:
        return False
    rows = view.facts.rows_of(mention.iri)
    wanted = {one for _, _, iris in beside for one in _family(view.facts, tuple(iris))}
    own = {iri for row in rows for iri in row.categories}
    words = folded(" ".join(row.texts for row in rows))
    written = any(folded(view.slice(one, two)) in words for one, two, _ in beside)
    return bool(wanted and own) and not wanted & own and not written


_AS: Final = re.compile(r"\b(?:as|als|comme|como|en tant que)\s(?:(?:the|an?|ein|une?|la|le|el)\s)?(?:[\w-]+\s){0,2}$")
_AS_REACH: Final = 32
"""What stands before what a successor is: "Nike replaced Reebok as a sponsor"."""


def _at_each(  # noqa: PLR0913, PLR0917 - a statement, its place, and further Games
    view: SentenceView, mention: Mention, where: Context, place: tuple[int, int], cue: int, further: list[Mention]
) -> Iterator[Claim]:
    """Yield that somebody is a partner, at each Games of a list."""
    yield judge_partner(view, mention, replace(where, games=where.games[:1]) if further else where, place, cue)
    for games in further:
        yield judge_partner(view, mention, replace(where, games=(games.iri,)), (games.start, games.end), cue)


def _further_games(view: SentenceView, where: Context) -> list[Mention]:
    """Return the Games after the first of a list of Games: each is a statement of its own."""
    lists = view.lists(view.of_kind("games"))
    group = next((group for group in lists if len(group) > 1 and group[0].iri in where.games[:1]), [])
    return [] if where.carried or where.top else group[1:]


def _counted(view: SentenceView, start: int) -> bool:
    """Tell whether a number stands before a word for partners, of which no sponsor is said to be one."""
    if view.forms.unspaced:
        return False
    words = [one for one, two, key in view.table("numbers") if 0 <= start - two <= _COUNTED and int(key) > 1]
    digits = re.search(r"(?<![\w.])\d{1,3}\s(?:\w+\s)?$", view.slice(max(view.start, start - _COUNTED), start))
    if not words and not digits:
        return False
    place = words[0] if words else start - len(digits[0]) if digits else start
    return not _ONE_OF.search(folded(view.slice(max(view.start, place - 16), place)))


_COUNTED: Final = 14
"""Characters between a number and the word for partners that it counts."""

_ONE_OF: Final = re.compile(
    r"(?:one of|among|eine[rs]? (?:der|von)|unter|zu|l'un[e]? des|parmi|un[oa] de|entre|with|other)\s?"
    r"(?:the|los|las|les|den|its|de[nr]?)?\s?(?:\w+\s)?$"
)
"""What stands before a number of partners that a sponsor belongs to."""


def _other_thing(view: SentenceView, start: int, end: int, part: tuple[int, int]) -> bool:
    """Tell whether a word for partners is a fee, a rank, or a verb whose object is no Games."""
    if view.forms.language == "ja" and view.slice(end, end + 1) in {"は", "が", "で", "に"}:
        return not any(m.start < start for m in view.of_kind("organization"))
    if view.forms.unspaced:
        return view.slice(end, end + 1) in {"金", "费", "費", "额", "額", "料"}
    if any(part[0] <= one < start for one, _ in view.cues("rank")):
        return True
    if _CIRCLE.search(folded(view.slice(max(view.start, start - _AS_REACH), start))):
        return True
    verb = folded(view.slice(start, end)) in _VERBS and bool(_OBJECT.match(view.slice(end, end + 12)))
    kinds = {"games", "programme"}
    named = any(m.kind in kinds and end <= m.start < part[1] for m in view.mentions)
    return verb and not named and not _OLYMPIC.search(folded(view.slice(end, part[1])))


_CIRCLE: Final = re.compile(
    r",\s(?:the|der|die|das|le|la|el)\s(?:\w+\s)?(?:circle|club|group|roll|kreis|klub|gruppe|liste|cercle|groupe|circulo|grupo)\s"
    r"(?:of|der|von|des?|de los)(?:\s\w+){0,2}\s?$"
)
"""What only says of whom a club consists, behind its name: "Club Coubertin, le cercle des grands mécènes"."""

_VERBS: Final = frozenset(
    {"sponsors", "sponsored", "backs", "backed", "patrocina", "sponsert", "sponserte", "parraine"}
)
_OBJECT: Final = re.compile(r"\s(?:the|a|an|its|[A-Z]|el|la|un|una|den|die|das|einen|eine|le|l'|les|une)")
_OLYMPIC: Final = re.compile(r"olymp|olimp|games|spiele|jeux|juegos")


def place_of(view: SentenceView, mention: Mention, who: list[Mention], start: int, end: int) -> tuple[int, int]:
    """Return the place of a statement: from sponsor to word, or the sponsor alone in a list."""
    if not view.start <= mention.start < view.end:
        return start, end
    if len(who) > 1 and not are_joint(view.facts, mention.iri, who):
        near = view.segment(mention.start) == view.segment(start) and 0 <= start - mention.end <= _FAR
        return (mention.start, end) if mention is who[-1] and near else (mention.start, mention.end)
    if len(who) > 1:
        return start, end
    if view.segment(mention.start) != view.segment(start) or start - mention.end > _FAR:
        return start, end
    return min(mention.start, start), max(mention.end, end)


def judge_partner(  # noqa: PLR0911 - one return for each reason
    view: SentenceView, mention: Mention, where: Context, place: tuple[int, int], cue: int
) -> Claim:
    """Return the statement that somebody is a partner, with its verdict."""
    facts, today = view.facts, view.today
    rows = rows_in(facts, mention.iri, where)
    negated = view.negated(cue)
    first, last = view.segment(cue)
    unsure = negated and (not _denies(view, mention, cue) or _denies_more(view, rows, first, last))
    unsure = unsure or (negated and not names_programme(view, first, last) and names_programme(view, last, view.end))
    counts = any(one == cue for one, _ in view.cues("counted"))
    former = not counts and any(first <= one < cue and cue - two <= 20 for one, two in view.cues("former"))
    now = view.has("now", first, last) and not view.has("past", first, last) and not view.has("join", first, last)
    name = facts.catalogue.label(mention.iri)
    verb = "was not or is not" if negated else "was formerly" if former else "is" if now else "is or was"
    reads = f"{name} {verb} a partner of {name_of(where, facts)}"
    query, arguments = history(mention.iri)
    words = span_words(facts, rows or facts.rows_of(mention.iri))

    def found(verdict: Verdict, told: list[Partnership]) -> Claim:
        finding = Finding(verdict, words, statements(told[:6]), query, arguments)
        return Claim(*place, "partner", reads, finding)

    if unsure:
        return found("not-recorded", rows)
    if negated or former:
        return found(_denied(rows, where, today, ended=former or view.has("ended", first, last)), rows)
    if not rows:
        return found("not-recorded", [])
    if now and not where.games and not slug(where.programme).startswith("top-"):
        if not today:
            return found("too-vague", rows)
        standing = [row for row in rows if at(row, today) == "yes" or _goes_on(row, today)]
        if standing:
            return found("supported", standing)
        over = all(chain_ends(chain) and chain_ends(chain) < today for chain in chains(rows)) and bool(chains(rows))
        sure = over and where.top and not where.carried and not _of_another(view, mention, cue)
        return found("contradicted" if sure else "not-recorded", rows)
    public = known(rows, today)
    one = bool(where.games) or len({row.programme for row in rows}) == 1
    if (one and _of_other_rank(view, rows, cue)) or (where.top and not where.games and _is_over(view, rows)):
        return found("not-recorded", rows)
    return found("supported" if public else "not-recorded", public or rows)


def _goes_on(row: Partnership, today: str) -> bool:
    """Tell whether a partnership without an end was announced by a day, and is going on."""
    begun = row.announced or row.starts
    return row.status == "active" and not row.end and bool(begun) and begun <= today


def _is_over(view: SentenceView, rows: list[Partnership]) -> bool:
    """Tell whether partnerships ended before the year of a text, and nothing in its sentence looks back."""
    ends = [chain_ends(chain) for chain in chains(rows)]
    if not view.today or not all(ends) or max(ends, default=view.today)[:4] >= view.today[:4]:
        return False
    if any(view.has(name, view.start, view.end) for name in _LOOKS_BACK):
        return False
    told = [m.id for m in view.of_kind("date")] + [slug(m.iri) for m in view.of_kind("games")]
    return not any(one[:4].isdigit() and one[:4] <= max(ends)[:4] for one in told)


_LOOKS_BACK: Final = ("past", "former", "leave", "ended", "replace", "replaced_by")
"""Words that tell of what is over."""


def _of_another(view: SentenceView, mention: Mention, cue: int) -> bool:
    """Tell whether a mark between a word for partners and a sponsor behind it begins another statement."""
    between = view.slice(cue, mention.start) if mention.start > cue else ""
    return bool((_OTHER_EAST if view.forms.unspaced else _OTHER).search(between))


_OTHER: Final = re.compile("[;:]")
_OTHER_EAST: Final = re.compile("[;:；：，。]")  # noqa: RUF001


def _of_other_rank(view: SentenceView, rows: list[Partnership], cue: int) -> bool:
    """Tell whether a plain word such as "supplier" names another tier than the one that a partner is in."""
    named = {slug(iri).rpartition("--")[2] for row in rows for iri in view.facts.tiers_of(row.programme)}
    told = view.table("ranks")
    apart = {key for _, _, key in told} >= _UPPER or view.forms.language == "zh"
    both = apart and len({row.programme for row in rows}) == 1
    ranks = {key for one, two, key in told if one <= cue < two} & (_LOWER | _UPPER if both else _LOWER)
    ranks = {key for key in ranks if any(key.partition("-")[2] in name for name in named)}
    tiers = [row.tier for row in rows if row.tier]
    return bool(ranks and tiers) and not any(key.partition("-")[2] in slug(tier) for key in ranks for tier in tiers)


_LOWER: Final = frozenset({"official-supporter", "official-supplier", "official-provider", "official-licensee"})
"""Tiers whose plain words are used of no other tier."""

_UPPER: Final = frozenset({"official-partner", "official-sponsor"})
"""Tiers whose plain words a sentence uses of two tiers where it has both, and Chinese texts always do."""


def _denies(view: SentenceView, mention: Mention, cue: int) -> bool:
    """Tell whether a word of denial stands between a sponsor and what it is said to be."""
    if view.forms.language == "ja":
        return True
    if view.segment(mention.start) != view.segment(cue) or mention.end > cue:
        return False
    return view.has("negation", mention.end, cue + 1) or view.has("ended", mention.end, cue + 1)


def _denies_more(view: SentenceView, rows: list[Partnership], first: int, last: int) -> bool:
    """Tell whether a denial may be of a number, of another tier or of being alone: "not the first partner"."""
    own = {slug(row.tier).rpartition("--")[2] for row in rows} | {"official-partner"}
    told = [one for one, _, key in view.table("tiers") if key not in own]
    told += [one for one, _, _ in view.table("ordinals")] + [one for one, _ in view.cues("sole")]
    return any(first <= one < last for one in told)


def _denied(rows: list[Partnership], where: Context, today: str, *, ended: bool) -> Verdict:
    """Return the verdict on a statement that somebody is no partner, or no longer one."""
    if not rows:
        return "not-recorded"
    if ended:
        if not today:
            return "too-vague"
        if any(at(row, today) == "yes" for row in rows):
            return "contradicted" if where.top and not where.carried else "not-recorded"
        ends = [chain_ends(chain) for chain in chains(rows)]
        return "supported" if ends and all(end and end < today for end in ends) else "not-recorded"
    if where.games and not where.carried:
        return "contradicted"
    worldwide = where.top or where.paralympic
    return "contradicted" if worldwide and today and any(at(row, today) == "yes" for row in rows) else "not-recorded"


def category_claims(view: SentenceView) -> Iterator[Claim]:
    """Yield in which category a partner is said to be."""
    told: set[tuple[str, str]] = set()
    for category in view.of_kind("category"):
        first, last = view.segment(category.start)
        first = view.segment(max(view.start, first - 1))[0] if _ADDED.match(view.slice(first, last)) else first
        near = [cue for cue in view.cues("partner") + view.cues("worldwide") if first <= cue[0] < last]
        official = (
            "offi" in folded(view.slice(first, last))
            or "公式" in view.slice(first, last)
            or "官方" in view.slice(first, last)
        )
        held = any(first <= cue[0] < last for cue in view.cues("hold"))
        if not near and not official and not held:
            continue
        if view.unreal(category.start) or _describes(view, category) or _pieces(view, category):
            continue
        where = context(view, category.start)
        if not where.some:
            continue
        for mention in (who := subjects(view, category.start, category.end)):
            if (mention.iri, category.id) not in told:
                told.add((mention.iri, category.id))
                place = place_of(view, mention, who, category.start, category.end)
                yield judge_category(view, mention, category, of_sponsor(view, mention.iri, where), place)


def _pieces(view: SentenceView, category: Mention) -> bool:
    """Tell whether a number stands before a word for a category: things are then counted."""
    return view.slice(category.start - 2, category.start).strip()[-1:].isdigit()


def _describes(view: SentenceView, category: Mention) -> bool:
    """Tell whether a word for a category only says what a company is: "the insurer Allianz"."""
    facts = view.facts
    after = [
        m
        for m in view.of_kind("organization")
        if 0 <= m.start - category.end <= 2
        and not view.slice(category.end, m.start).strip()
        and not facts.is_committee(m.iri)
    ]
    before = folded(view.slice(category.start - 24, category.start))
    return bool(after) and not re.search(r"offi|partner|公式|官方", before)


def judge_category(
    view: SentenceView,
    mention: Mention,
    category: Mention,
    where: Context,
    place: tuple[int, int],
) -> Claim:
    """Return the statement that a partner has a category, with its verdict."""
    facts, today = view.facts, view.today
    wanted = _family(facts, category.iris)
    rows = rows_in(facts, mention.iri, where)
    label = facts.catalogue.label
    reads = f"{label(mention.iri)}: {label(category.iri).lower()}, {name_of(where, facts)}"
    fitting = [row for row in rows if row.categories & wanted]
    negated = view.negated(category.start)
    kinds = sorted({label(iri) for row in rows for iri in row.categories})
    words = f"{label(mention.iri)}: {', '.join(kinds)}." if kinds else span_words(facts, facts.rows_of(mention.iri))
    holders = _holders(facts, category, where, today)
    verdict: Verdict = "not-recorded"
    told = fitting
    if negated:
        told, verdict = fitting, "not-recorded"
        if fitting and where.games and not where.carried and _denies(view, mention, category.start):
            verdict = "contradicted"
    elif fitting:
        verdict = "supported"
    elif rows and holders and not where.carried and not _written(category, rows):
        others = {row.partner for row in holders} - {mention.iri}
        joint = any(mention.iri in row.joint for row in holders)
        if others and not joint and all(row.programme in facts.complete for row in [*rows, *holders]):
            verdict, told = "contradicted", [*rows, *holders]
            words += f" {label(category.iri)} was with {', '.join(sorted(map(label, others)))}."
    arguments = {"category": category.id}
    finding = Finding(verdict, words, statements(told[:8]), "category-holders", arguments)
    return Claim(*place, "category", reads, finding, mention)


def _family(facts: Facts, categories: tuple[str, ...]) -> frozenset[str]:
    """Return categories with the groups that they are in, and those that are in them."""
    groups = facts.catalogue.groups
    wanted = set(categories)
    wanted |= {iri for iri, group in groups.items() if group in categories}
    return frozenset(wanted)


def _holders(facts: Facts, category: Mention, where: Context, today: str) -> list[Partnership]:
    found: list[Partnership] = []
    for partner in facts.partners_in(category.iris) if where.named else ():
        found += [
            row
            for row in rows_in(facts, partner, where)
            if row.categories & set(category.iris) and (where.games or not today or at(row, today) == "yes")
        ]
    return found


def _written(category: Mention, rows: list[Partnership]) -> bool:
    """Tell whether the words of the graph on these partnerships have the category's."""
    words = folded(" ".join(row.texts for row in rows))
    return any(part[:5] in words for part in [folded(category.text), *category.id.split("-")] if len(part) > 2)
