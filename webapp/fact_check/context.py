"""Of whom and of which programme a part of a sentence speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from webapp.fact_check.about import Context
from webapp.fact_check.city_games import games_of_city
from webapp.fact_check.descriptions import described_before, descriptions, meant
from webapp.fact_check.facts import Facts, Partnership
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention
from webapp.models.reference_data import slug

_AFTER: Final = 60
_NEW_CLAUSE: Final = re.compile(
    r",\s(?:and|but|und|aber|et|mais|y|pero)\s"
    r"|\b(?:and|und|et|y|as|wie|comme|como)\s(?:that|those|der|die|das|celui|ceux|celle|el|los|la)\s(?:of|von|de|d['’]|des)"  # noqa: RUF001
)
"""What begins another clause, whose sponsor is not the one of the clause before."""

_COLON: Final = re.compile(r"^[^.;,]*[:：](?:\s(?:the|die|der|das|le|la|les|el|los|las))?\s?$", re.IGNORECASE)  # noqa: RUF001
"""What stands between a word for partners and a list of them."""

_TITLED: Final = re.compile(r"(?:(?:[A-ZÀ-Þ][\w-]*|\d+)\s+)*$")
"""Words with capitals right before a word for partners: they are part of its designation."""

_RESUMES: Final = re.compile(
    r",\s*(?:is|are|was|were|has|had|remains?|ist|sind|war|hat|est|sont|était|a|es|son|fue|era|ha)\s"
)
_RELATIVE: Final = re.compile(
    r",\s*(?:which|who|whose|that|der|die|das|dessen|deren|qui|dont|que|quien|cuy[oa]|an?|the|eine?|une?)\s"
)
"""What stands after a sponsor that a relative clause, or a description between commas, tells more of."""

_OLYMPIC: Final = re.compile("olymp|olimp|奥运|奥林匹克|奧運|オリンピック|五輪|games|spiele|jeux|juegos")
_PARALYMPIC: Final = re.compile("paralymp|paralimp|残奥|パラリンピック")


def subjects(view: SentenceView, start: int, end: int) -> list[Mention]:
    """Return the sponsors that a word between two places speaks of; a list has several, and nobody is sure of none."""
    if (start, end) not in view.sponsors_of:
        view.sponsors_of[start, end] = _subjects(view, start, end)
    return view.sponsors_of[start, end]


def sponsor_groups(view: SentenceView) -> list[list[Mention]]:
    """Return the sponsors of a sentence in lists, but for those that it only compares with."""
    if view.groups is None:
        held = view.cues("hold")
        unlike = view.cues("not_subject")
        others = [two for one, two in unlike if not any(first <= one < last for first, last in held)]
        owners = [two for one, two in view.cues("owned") if not _ITS.match(folded(view.slice(one, two)))]
        sponsors = [
            mention
            for mention in view.of_kind("organization")
            if not view.facts.is_committee(mention.iri)
            and slug(mention.iri) != "olympic-channel"
            and not _reports(view, mention)
        ]
        sponsors = [m for m in sponsors if m is sponsors[0] or not any(0 <= m.start - two <= _OWNER for two in owners)]
        groups = view.lists(sponsors, described=True)
        kept = [g for g in groups if not any(0 <= g[0].start - two <= _UNLIKE for two in others)]
        view.groups = [g for g in kept if not _BESIDE.match(view.slice(g[-1].end, view.end))] or kept
    return view.groups


_BESIDE: Final = re.compile("(?:に(?:次い|続い|次ぎ|続き|次ぐ|続く)|と違い|と並[びぶん]|之后|后面|一样|相比)")
"""What follows sponsors that a Japanese or Chinese sentence only compares with."""

_ITS: Final = re.compile(r"(?:its|their|sa|son|leurs?|sus?|seine\w*|ihre\w*)\b")
"""A word for "its" that makes what follows the subsidiary and not the owner: "its brand Omega"."""

_OWNER: Final = 24
"""Characters between a word for a subsidiary and its owner, of whom the sentence does not tell."""

_ACCORDING: Final = re.compile(
    r"(?:according to|says|said|laut|nach angaben de[rs]|nach informationen de[rs]|selon|d'apres|segun|据|根据)"
    r"\s?(?:the|der|die|das|dem|le|la|l'|el|los)?\s?$"
)
_TELLS: Final = re.compile(
    r"(?:によると|によれば|の報道|が報じ|は報じ|报道|报导)"
    r"|\s(?:reports?|reported|wrote|writes|berichtet\w*|schrieb|schreibt|rapporte|ecrit|informo|informa|escribe)\b"
)
"""What stands around an organization that only reports what is said."""


def _reports(view: SentenceView, mention: Mention) -> bool:
    """Tell whether an organization is the source of a report, and not what the sentence tells of."""
    before = folded(view.slice(max(view.start, mention.start - 30), mention.start))
    return bool(_ACCORDING.search(before) or _TELLS.match(folded(view.slice(mention.end, mention.end + 16))))


def _subjects(  # noqa: PLR0911 - one return for each place of a sponsor
    view: SentenceView, start: int, end: int
) -> list[Mention]:
    first, last = view.segment(start)
    if antecedent := _antecedent(view, first, start):
        return antecedent
    if described := _described(view, first, start):
        return [described]
    groups = _without_replaced(view, sponsor_groups(view), start)
    inside = [group for group in groups if start <= group[0].start < end]
    beside = [group for group in groups if 0 <= group[0].start - end <= 2 and view.slice(end, group[0].start).isspace()]
    before = [group for group in groups if group[-1].end <= start and group[-1].start >= first]
    after = [group for group in groups if end <= group[0].start < last and group[0].start - end <= _AFTER]
    if after and not view.forms.unspaced and _NEW_CLAUSE.search(view.slice(end, after[0][0].start)):
        after = []
    if after and "," in view.slice(end, after[0][0].start) and any(group[-1].end <= start for group in groups):
        after = []
    if view.forms.unspaced and after and not before:
        earlier = [group for group in groups if group[-1].end <= start]
        apart = re.search("[，、,；]", view.slice(end, after[0][0].start))  # noqa: RUF001
        return earlier[-1] if earlier and apart else after[0]
    phrase = start - len(_TITLED.search(view.slice(max(view.start, start - 80), start))[0])  # type: ignore[index]
    if before and not beside and (main := _main(view, before, groups, start)):
        return main[0]
    if before and not beside and view.stranger(view.after_list(before[-1][-1].end), phrase):
        return []
    listed = [
        group
        for group in groups
        if 0 <= group[0].start - end <= _AFTER and _COLON.search(view.slice(end, group[0].start))
    ]
    for found in (inside, beside, _main(view, before, groups, start), before[-1:], after[:1], listed[:1]):
        if found:
            return found[0]
    if view.stranger(first, phrase):
        return []
    earlier = [group for group in groups if group[-1].end <= start]
    if earlier:
        return (_main(view, earlier, groups, start) or earlier[-1:])[0]
    return _carried(view, start)


def _described(view: SentenceView, first: int, start: int) -> Mention | None:
    """Return the sponsor that a description means with which the part of a sentence begins, before its verb."""
    found = next((one for one in descriptions(view) if one.end <= start and one.start - first <= _BEGINNING), None)
    if found is None or re.search("[,;:，；、]", view.slice(found.end, start)):  # noqa: RUF001
        return None
    return meant(view, found)


_BEGINNING: Final = 6
"""Characters at the beginning of a part of a sentence, such as "and" or a comma, before a description."""

_WHOSE: Final = re.compile(
    r"[,\s]*(?:whose|which|who|dessen|deren|dont|qui|cuy[oa]s?|que|der|die|das)\s", re.IGNORECASE
)
"""The beginning of a part of a sentence that tells of the sponsor right before it."""


def _antecedent(view: SentenceView, first: int, start: int) -> list[Mention]:
    """Return the sponsor right before a relative clause, where the clause names no other before a place."""
    opened = _WHOSE.match(view.slice(first, start))
    if not opened or view.forms.unspaced:
        return []
    sponsors = view.sponsors()
    if any(first < m.start < start for m in sponsors):
        return []
    return [m for m in sponsors if 0 <= first - m.end <= 1][:1]


def _without_replaced(view: SentenceView, groups: list[list[Mention]], start: int) -> list[list[Mention]]:
    """Return groups without the sponsor that another one replaced: what follows tells of the other."""
    if view.forms.language == "ja":
        verbs = [one for one, _ in view.cues("replace")]
        kept = [group for group in groups if not any(0 <= one - group[-1].end <= 1 for one in verbs)]
    else:
        verbs = [two for _, two in view.cues("replace") if two < start]
        verbs += [two for _, two in view.cues("meets") if "," not in view.slice(two, start)]
        kept = [group for group in groups if not any(0 <= group[0].start - two <= _OBJECT for two in verbs)]
    return kept if kept and kept[0][0].start < start else groups


_OBJECT: Final = 6
_UNLIKE: Final = 5


def _main(
    view: SentenceView, before: list[list[Mention]], groups: list[list[Mention]], start: int
) -> list[list[Mention]]:
    """Return the sponsor before a relative clause, where the verb of the main clause follows that clause."""
    if not before or not _RESUMES.match(view.slice(before[-1][-1].end, start).lower()):
        return []
    return [group for group in groups if _RELATIVE.match(view.slice(group[-1].end, group[-1].end + 12).lower())][:1]


def _carried(view: SentenceView, place: int) -> list[Mention]:
    """Return the one sponsor of the sentence before, where this sentence says "it" or "the company"."""
    before = view.previous
    if before is not None and len(before.subject) == 2 and _of_both(view, before.subject, place):
        return [next(before.context_and_own(iri)) for iri in before.subject]
    spoken_of = min(place, view.start + 4) if view.forms.unspaced else place
    if described := described_before(view, place):
        return [described]
    if before is None or len(before.subject) != 1:
        return []
    if not any(not view.facts.is_committee(m.iri) for m in view.of_kind("organization")):
        spoken_of += 0 if view.forms.unspaced else 45
    if not view.has("pronouns", view.start, spoken_of) and not _definite(view, spoken_of) and not _dropped(view, place):
        return []
    if view.stranger(view.start, place):
        return []
    found = [mention for mention in before.mentions if mention.iri == before.subject[0]]
    return found[:1] or list(before.context_mentions(before.subject[0]))


def _dropped(view: SentenceView, place: int) -> bool:
    """Tell whether a Japanese sentence names nobody before a place, and so goes on about the one before."""
    if view.forms.language != "ja" or any(m.start < place for m in view.of_kind("organization")):
        return False
    spoken = view.slice(view.start, place)
    if not any(not view.facts.is_committee(m.iri) for m in view.of_kind("organization")):
        spoken = _OWN_TOPIC.sub("", spoken)
    return not re.search("[はがも]", spoken)


_OWN_TOPIC: Final = re.compile(
    "(?:スポンサー|パートナー|サポーター|サプライヤー|カテゴリー|分野|契約額?|協賛金|枠|期間)[はがも]"
)
"""Words that a Japanese sentence goes on about, and that are no company."""


def _of_both(view: SentenceView, both: Sequence[str], place: int) -> bool:
    """Tell whether a sentence speaks of two sponsors, or of the agreement that they have together."""
    if view.has("both", view.start, place + 1):
        return True
    joint = {iri for row in view.facts.rows_of(both[0]) for iri in row.joint}
    named = any(not view.facts.is_committee(m.iri) and m.start < place for m in view.of_kind("organization"))
    return both[1] in joint and not named and view.has("pronouns", view.start, place + 1)


_THE: Final = re.compile(r"\s*(?:the|der|die|das|le|la|l['’]|el)\s?(?:\w+\s){0,2}$", re.IGNORECASE)  # noqa: RUF001


def _definite(view: SentenceView, place: int) -> bool:
    """Tell whether a sentence begins with a description that stands for a company: "the Swiss watchmaker"."""
    first = next((cue for cue in view.cues("company") if cue[0] < place), None)
    return first is not None and bool(_THE.fullmatch(view.slice(view.start, first[0])))


def context(view: SentenceView, place: int) -> Context:
    """Return the Games, their bid, or the programme that a word at a place speaks of."""
    part = view.segment(place)
    if part not in view.contexts:
        view.contexts[part] = replace(_context(view, *part), bid=view.bid)
    return view.contexts[part]


def _context(view: SentenceView, first: int, last: int) -> Context:
    facts = view.facts
    whole = view.base.text
    part = folded_part(view, first, last)
    paralympic = bool(_PARALYMPIC.search(part)) and not _BOTH_GAMES.search(part)
    paralympic = paralympic or any(slug(m.iri) == "ipc" and first <= m.start < last for m in view.mentions)
    paralympic = paralympic or (view.paralympic and not _OLYMPIC_ALONE.search(part))
    worldwide = view.has("worldwide", first, last)
    domestic = view.has("domestic", first, last)
    here = _named(view, first, last)
    city = "" if here else games_of_city(view, first, last)
    if worldwide or here:
        games, programme, ioc = here or ((city,) if city else (), "", False)
        return Context(games, programme, worldwide or (ioc and not games and not programme), domestic, True, paralympic)
    if city:
        return Context((city,), "", False, domestic, True, paralympic, carried=True)
    games, programme, ioc = _named(view, view.start, view.end) or ((), "", False)
    if games or programme or view.cues("worldwide"):
        return Context(games, programme, bool(view.cues("worldwide")) and not games, domestic, True, paralympic)
    if ioc:
        return Context(top=True, olympic=True, paralympic=paralympic)
    if city := games_of_city(view, view.start, last):
        return Context((city,), "", False, domestic, True, paralympic, carried=True)
    timed = view.has("since", first, last) or view.has("until", first, last)
    if view.context and not (timed and _OLYMPIC.search(part)):
        games, programme, ioc = _of_mentions(view.context, facts)
        tiered = domestic or any(first <= one < last for one, _, _ in view.table("tiers"))
        if not games and tiered and view.home:
            games, programme = (view.home,), ""
        if games or programme:
            return Context(games, programme, False, domestic, True, paralympic, carried=True)
    if (
        view.home
        and not (timed and _OLYMPIC.search(part))
        and (_OLYMPIC.search(whole) or view.table("tiers") or view.cues("partner"))
    ):
        return Context((view.home,), "", False, domestic, True, paralympic, carried=True)
    if (view.table("tiers") or view.cues("partner")) and (last_named := _last_named(view)):
        return Context((last_named,), "", False, domestic, True, paralympic, carried=True)
    return Context(olympic=bool(_OLYMPIC.search(whole)), paralympic=paralympic, domestic=domestic)


def _last_named(view: SentenceView) -> str:
    """Return the Games that the sentences before named last, where they named several."""
    back = view.previous
    while back is not None:
        if games := back.of_kind("games"):
            return games[-1].iri
        back = back.previous
    return ""


_BOTH_GAMES: Final = re.compile(r"(?<!par)(?<!para)olymp|奥运会?[和及、]残|(?:オリンピック|五輪)・パラ|olimpicos y")
_OLYMPIC_ALONE: Final = re.compile(
    r"(?<!par)(?<!para)ol[iy]mp|\btop\b|\bioc\b|\bcio\b|\bcoi\b|奥运|オリンピック|五輪|国際オリ"
)


def speaks_of_paralympics(view: SentenceView) -> bool:
    """Tell whether a sentence, or the one before it, speaks of the programme of the Paralympics alone."""
    text = view.text.lower()
    if _PARALYMPIC.search(text) or any(slug(m.iri) == "ipc" for m in view.mentions):
        return not _OLYMPIC_ALONE.search(_PARALYMPIC.sub(" ", text))
    back = view.previous
    other = _OLYMPIC_ALONE.search(text) or any(m.kind in {"games", "programme"} for m in view.mentions)
    return bool(back and back.paralympic and back.paragraph >= view.paragraph - 1 and not other)


def folded_part(view: SentenceView, first: int, last: int) -> str:
    """Return a part of a sentence in small letters."""
    return view.slice(first, last).lower()


def _named(view: SentenceView, first: int, last: int) -> tuple[tuple[str, ...], str, bool] | None:
    facts = view.facts
    others = [two for _, two in view.cues("not_subject")]
    inside = [
        mention
        for mention in view.mentions
        if first <= mention.start < last and not any(0 <= mention.start - two <= 5 for two in others)
    ]
    games, programme, ioc = _of_mentions(inside, facts)
    return (games, programme, ioc) if games or programme or ioc else None


def _of_mentions(mentions: Sequence[Mention], facts: Facts) -> tuple[tuple[str, ...], str, bool]:
    games = [mention.iri for mention in mentions if mention.kind == "games"]
    games += [facts.committees[m.iri] for m in mentions if m.kind == "organization" and m.iri in facts.committees]
    programme = next((m.iri for m in mentions if m.kind == "programme"), "")
    if not programme and any(slug(m.iri) == "olympic-channel" for m in mentions):
        programme = next((iri for iri in facts.catalogue.programmes if slug(iri) == "olympic-channel-founding"), "")
    ioc = any(slug(mention.iri) == "ioc" for mention in mentions if mention.kind == "organization")
    return tuple(dict.fromkeys(games)), programme, ioc


def rows_in(facts: Facts, organization: str, where: Context) -> list[Partnership]:
    """Return the partnerships of an organization with what is spoken of."""
    rows = facts.rows_of(organization)
    return _selected(rows, where) or _selected(facts.rows_of_daughters(organization), where)


def _selected(rows: list[Partnership], where: Context) -> list[Partnership]:
    if where.paralympic:
        return [row for row in rows if slug(row.whole) == "ipc-worldwide"]
    if where.top:
        rows = [row for row in rows if slug(row.whole) == "top"]
    if where.programme:
        rows = [row for row in rows if where.programme in {row.programme, row.whole}]
    if where.games:
        rows = [row for row in rows if row.games & set(where.games) or _ahead(row, where)]
    if where.domestic:
        rows = [row for row in rows if slug(row.whole) not in {"top", "ipc-worldwide", "olympic-channel-founding"}]
    beside = {"olympic-channel-founding"} - {slug(where.programme)}
    if where.bid and (bidding := [row for row in rows if row.programme.endswith("-bid")]):
        return bidding
    return [row for row in rows if not row.programme.endswith("-bid") and slug(row.whole) not in beside]


def _ahead(row: Partnership, where: Context) -> bool:
    """Tell whether a row belongs to the domestic programme of Games that have not begun, or to the bid for them."""
    programme = slug(row.programme)
    own = any(programme == f"{slug(iri)}-domestic" for iri in where.games) and not row.games
    return own or (where.bid and any(programme == f"{slug(iri)}-bid" for iri in where.games))


def of_sponsor(view: SentenceView, organization: str, where: Context) -> Context:
    """Return what is spoken of with a sponsor: of what was carried over, what was named last that it has a part in."""
    coming = replace(where, games=(view.dateline,), programme="", top=False)
    if where.carried and _is_coming(view, where) and rows_in(view.facts, organization, coming):
        return coming
    if not where.carried or rows_in(view.facts, organization, where):
        return where
    back = view.previous
    while back is not None:
        for mention in reversed(back.mentions):
            games, programme, ioc = _of_mentions([mention], view.facts)
            other = replace(where, games=games, programme=programme, top=ioc and not where.domestic)
            if other.named and rows_in(view.facts, organization, other):
                return other
        back = back.previous
    return coming if view.dateline and rows_in(view.facts, organization, coming) else where


def _is_coming(view: SentenceView, where: Context) -> bool:
    """Tell whether a dateline names Games that are still to come, where others were over that are spoken of."""
    games = view.facts.games
    if not view.dateline or not view.today or not where.games or view.dateline in where.games:
        return False
    return str(games[view.dateline].year)[:4] >= view.today[:4] > max(str(games[iri].year)[:4] for iri in where.games)


def name_of(where: Context, facts: Facts) -> str:
    """Return what is spoken of in words."""
    label = facts.catalogue.label
    if where.paralympic:
        return "the worldwide programme of the Paralympics"
    if where.games:
        named = " and ".join(label(iri) for iri in where.games)
        return f"TOP at {named}" if where.top else named
    if where.programme:
        return label(where.programme)
    return "the TOP programme" if where.top else "the Games"
