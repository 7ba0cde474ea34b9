"""Of whom a part of a sentence speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from webapp.fact_check.descriptions import described_before, descriptions, meant
from webapp.fact_check.sentence import SentenceView
from webapp.mentions.folding import folded
from webapp.mentions.mention import Mention

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
            if not view.facts.is_committee(mention.iri) and not _reports(view, mention)
        ]
        owning = [m for m in sponsors if any(0 <= m.start - two <= _OWNER for two in owners)]
        sponsors = [
            m for m in sponsors if m not in owning or (m is sponsors[0] and not described_before(view, m.start))
        ]
        groups = view.lists(sponsors, described=True)
        rivals = [two for one, two in unlike if _RIVAL.match(folded(view.slice(one, two)))]
        told = [two for two in others if not (two in rivals and groups and 0 <= groups[0][0].start - two <= _UNLIKE)]
        kept = [g for g in groups if not any(0 <= g[0].start - two <= _UNLIKE for two in told)]
        view.groups = [g for g in kept if not _BESIDE.match(view.slice(g[-1].end, view.end))]
        if not view.groups and not (view.forms.language == "ja" and _COUNTS.search(view.text)):
            view.groups = kept
    return view.groups


def bracketed(view: SentenceView, start: int) -> list[Mention] | None:
    """Return the sponsor right before the brackets in which a word stands; none where an unknown name does."""
    opened = _BRACKET.search(view.slice(view.start, start))
    if opened is None:
        return None
    at = view.start + opened.start()
    owner = [m for m in view.sponsors() if 0 <= at - m.end <= 1]
    if owner:
        return owner
    named = any(0 <= at - m.end <= 1 for m in view.mentions)
    return [] if not named and _NAME.search(view.slice(view.start, at)) else None


_BRACKET: Final = re.compile(r"[(（][^()（）]*$")  # noqa: RUF001
_NAME: Final = re.compile(r"(?:(?<=[\s,(])[A-ZÀ-Þ][\w.&'’-]+|[\u30a1-\u30ff]{2,})\s?$")  # noqa: RUF001
"""Brackets that are open at a place, and a name that may stand before them."""

_APPOSED: Final = re.compile(r",\s(?:the|der|die|das|le|la|l['’]|el)\s?")  # noqa: RUF001
"""What stands between a sponsor and a word that is told of it alone: "after Google, the fifth, had joined"."""

_BESIDE: Final = re.compile("(?:に(?:次い|続い|次ぎ|続き|次ぐ|続く)|と違い|と並[びぶん]|之后|后面|一样|相比)")
"""What follows sponsors that a Japanese or Chinese sentence only compares with."""

_COUNTS: Final = re.compile(r"\d\s?(?:社目|番目)")
"""A number of one that is spoken of before: "A、Bに続く3社目で"."""

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
    if (owner := bracketed(view, start)) is not None:
        return owner
    if pointed := _inverted(view, start, end) or _of_clause(view, start) or _pointed(view, first, last, start):
        return pointed
    groups = _without_replaced(view, _own_groups(view, start), start)
    inside = [group for group in groups if start <= group[0].start < end]
    beside = [group for group in groups if 0 <= group[0].start - end <= 2 and view.slice(end, group[0].start).isspace()]
    before = [group for group in groups if group[-1].end <= start and group[-1].start >= first]
    earlier = [group for group in groups if group[-1].end <= start]
    after = _groups_after(view, groups, end, last, begun=not before, named=bool(earlier))
    attributed = _attributed(view, end, after)
    if view.forms.unspaced and (attributed or (after and not before)):
        return attributed or after[0]
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
            return found[0][-1:] if _only_last(view, found[0][-1], start) else found[0]
    if view.stranger(first, phrase):
        return []
    if earlier:
        return (_main(view, earlier, groups, start) or earlier[-1:])[0]
    return _carried(view, start)


def _inverted(view: SentenceView, start: int, end: int) -> list[Mention]:
    """Return the sponsor of a German clause that begins with what it is: "…, erster Partner wurde Eni"."""
    verb = _BECAME.match(folded(view.slice(end, view.end))) if view.forms.language == "de" else None
    opening = view.slice(max(view.start, start - _OPENED), start).rpartition(",")[2]
    if (
        verb is None
        or len(opening.split()) > _FEW
        or any(start - len(opening) < m.end <= start for m in view.sponsors())
    ):
        return []
    after = (m for m in view.sponsors() if m.start >= end)
    return [m for m in list(after)[:1] if m.start - end <= _AFTER and not re.search("[,;.]", view.slice(end, m.start))]


_BECAME: Final = re.compile(r"(?:\s?(?:von|der|des|in|bei)\b[^,;]{0,40})?\s?(?:wurde|wird|ist|war|bleibt|blieb)\b")
_FEW: Final = 2


def _of_clause(view: SentenceView, start: int) -> list[Mention]:
    """Return the sponsor with which a subordinate clause begins, before its verb: "joined after Lenovo left"."""
    mention = next((m for m in reversed(view.sponsors()) if m.end <= start), None)
    if (
        mention is None
        or view.forms.unspaced
        or "," in (gap := view.slice(mention.end, start + 1))
        or len(gap) > _AFTER
    ):
        return []
    opened = folded(view.slice(max(view.start, mention.start - _OPENED), mention.start))
    verb = any(view.has(name, mention.end, start + 1) for name in _CLAUSE_VERBS)
    return [mention] if verb and _CLAUSE.search(opened) else []


_OPENED: Final = 24
_CLAUSE_VERBS: Final = ("leave", "sign", "renew", "join")
_CLAUSE: Final = re.compile(
    r"\b(?:after|before|once|when|nachdem|bevor|als|apres que?|avant que?|quand|lorsque?|despues de que|antes de que"
    r"|cuando|tras que)\s?(?:(?:the|die|der|das|la|le|el)\s|l')?$"
)
"""What begins a subordinate clause that has a sponsor and a verb of its own."""


def _only_last(view: SentenceView, last: Mention, start: int) -> bool:
    """Tell whether a relative clause in the singular stands between the last member of a list and a word."""
    return bool(_SINGULAR.match(view.slice(last.end, start))) if start > last.end else False


_SINGULAR: Final = re.compile(
    r",\s(?:(?:which|who|der|die|das|qui|que)\s(?:has|is|was|hat|ist|war|wurde|a|est|s['’]est|avait|ha|es|fue|se\s\w+ó|\w+ó)"  # noqa: RUF001
    r"\b|dessen\s|deren\s)"
)
"""The beginning of a relative clause whose verb is in the singular: "Airbnb y Omega, que se comprometió"."""


def _pointed(view: SentenceView, first: int, last: int, start: int) -> list[Mention]:
    """Return the sponsor to which the words around a place point, rather than its place in the sentence."""
    if view.forms.unspaced and (one := _of_pair(view, first, start)):
        return [one]
    apposed = [m for m in view.sponsors() if m.end <= start and _APPOSED.fullmatch(view.slice(m.end, start).lower())]
    return apposed or _antecedent(view, first, start) or _described(view, first, start) or _opening(view, first, last)


def _of_pair(view: SentenceView, first: int, start: int) -> Mention | None:
    """Return the one of the two sponsors listed last that "the former" or "the latter" means."""
    told = _PAIR.match(view.slice(first, start))
    for back in view.backwards(2) if told else ():
        pairs = [g for g in back.lists(back.sponsors(), described=True) if len(g) == 2 and g[-1].end <= first]
        if pairs:
            return pairs[-1][0 if told and told[1] == "前" else 1]
    return None


_PAIR: Final = re.compile("[,，；;：:、 ]{0,2}([前后後])者")  # noqa: RUF001
"""Words for the former and the latter with which a part of a Chinese or Japanese sentence begins."""


def _own_groups(view: SentenceView, start: int) -> list[list[Mention]]:
    """Return the lists of sponsors without those beside whom another stands, unless a word follows them."""
    groups, beside = sponsor_groups(view), companions(view)
    own = [group for group in groups if group[0] not in beside]
    told = any(m.start >= start or view.slice(m.end, m.end + 1) == "," for m in beside)
    return own if own and own[0][0].start < start and not told else groups


def _opening(view: SentenceView, first: int, last: int) -> list[Mention]:
    """Return the sponsor behind a part with which a sentence begins: "A partner since 2014, Bridgestone"."""
    if view.forms.unspaced or first > view.start or any(m.start < last for m in view.sponsors()):
        return []
    if not _OPENS.match(view.slice(first, last)) or view.has("pronouns", first, last):
        return []
    behind = next((m for m in view.sponsors() if last <= m.start), None)
    return [behind] if behind and _COMMA.fullmatch(view.slice(last, behind.start).lower()) else []


_OPENS: Final = re.compile(
    r"\W*(?:(?:an?|the|eine?n?|der|die|das|une?|la|le|el|una)\s)?(?:[\w'’-]+\s){0,3}?"  # noqa: RUF001
    r"(?:partner|sponsor|supplier|supporter|parrain|partenaire|fournisseur|soci[oa]|patrocinadora?|proveedora?"
    r"|lieferant|backer|member|mitglied|membre|miembro)\b",
    re.IGNORECASE,
)
_COMMA: Final = re.compile(r",\s(?:the|der|die|das|le|la|l['’]|el)?\s?")  # noqa: RUF001
"""What such a part begins with, and what follows it."""


def _groups_after(  # noqa: PLR0913 - a word among sponsors
    view: SentenceView, groups: list[list[Mention]], end: int, last: int, *, begun: bool, named: bool
) -> list[list[Mention]]:
    """Return the sponsors after a word in its clause; a date with which the clause has `begun` may have a comma."""
    after = [group for group in groups if end <= group[0].start < last and group[0].start - end <= _AFTER]
    if not after or not _is_apart(view, end, after[0][0].start, named=named):
        return after
    dated = begun and any(m.end == end for m in view.of_kind("date"))
    return after if dated and _BEGUN.fullmatch(view.slice(end, after[0][0].start)) else []


def _attributed(view: SentenceView, end: int, after: list[list[Mention]]) -> list[Mention]:
    """Return the sponsor that the words from a date on describe, as an attribute before its name."""
    return after[0][:1] if after and _ATTRIBUTE.fullmatch(view.slice(end, after[0][0].start)) else []


_BEGUN: Final = re.compile(r"\s?[,，、]\s?(?:the|der|die|das|le|la|l'|el|轮到)?\s?", re.IGNORECASE)  # noqa: RUF001
"""What stands between a date with which a clause begins and the sponsor of that clause."""

_ATTRIBUTE: Final = re.compile(
    r"[^，,；;。、：:\s]{0,14}(?:的|した|んだ|った)"  # noqa: RUF001
    r"(?:[^，,；;。、：:\s的]{0,5}(?:企业|公司|集团|厂商|巨头|企業|会社|大手|メーカー|グループ)の?)?"  # noqa: RUF001
)
"""What stands between a date and the sponsor that it describes in Chinese and Japanese: "今年1月に契約したパソナ"."""


def _is_apart(view: SentenceView, end: int, begins: int, *, named: bool) -> bool:
    """Tell whether a sponsor after a word is told of in another clause; `named` where one stands before the word."""
    between = view.slice(end, begins)
    if view.forms.unspaced:
        return named and bool(re.search("[，、,；]", between))  # noqa: RUF001
    return bool(_NEW_CLAUSE.search(between)) or (named and "," in between)


def _described(view: SentenceView, first: int, start: int) -> list[Mention]:
    """Return the sponsor that a description means with which the part of a sentence begins, before its verb."""
    found = next((one for one in descriptions(view) if one.end <= start and one.start - first <= _BEGINNING), None)
    if found is None or re.search("[,;:，；、]", view.slice(found.end, start)):  # noqa: RUF001
        return []
    mention = meant(view, found)
    return [mention] if mention else []


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


_RIVAL: Final = re.compile("riv")
"""A word for a rival, which a sentence that begins with it goes on about: "Rival Seiko had the clocks"."""

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
    own = {m for group in sponsor_groups(view) for m in group}
    named = [m for m in view.of_kind("organization") if m in own or view.facts.is_committee(m.iri)]
    if view.forms.language != "ja" or any(m.start < place for m in named):
        return False
    spoken = view.slice(view.start, place)
    if not any(m in own for m in view.sponsors()):
        spoken = _NO_COMPANY.sub("", _OWN_TOPIC.sub("", spoken))
    return not re.search("[はがも]", spoken)


_NO_COMPANY: Final = re.compile("(?:[でにとへ]|から|まで|より|後|年|月|日|今)[はも]|たのは")
"""Places and times that a Japanese sentence goes on about, and that are no company."""

_OWN_TOPIC: Final = re.compile(
    "(?:スポンサー|パートナー|サポーター|サプライヤー|カテゴリー|分野|契約額?|協賛金|枠|期間|期限|対象|権利|範囲|内容)[はがも]|が対象"
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


def companions(view: SentenceView) -> list[Mention]:
    """Return the sponsors beside whom another one stands, of whom the next sentence does not go on."""
    groups = view.lists(view.sponsors(), described=True)
    found = (companions_of(view, groups, start, end) for start, end in view.cues("companions"))
    return [mention for group in found for mention in group]


def companions_of(view: SentenceView, groups: list[list[Mention]], start: int, end: int) -> list[Mention]:
    """Return the list behind a word for "alongside", or before a word for "remain"."""
    if (start, end) in view.cues("remain"):
        return next((g for g in groups if 0 <= start - g[-1].end <= 2), [])
    if _AWAY.search(folded(view.slice(max(view.start, start - _LISTED_CLOSE), start))):
        return []
    near = next((g for g in groups if 0 <= g[0].start - end <= _LISTED_CLOSE), [])
    return near if near and _BEFORE_LIST.fullmatch(folded(view.slice(end, near[0].start))) else []


_AWAY: Final = re.compile(
    r"(?:\b(?:days?|weeks?|months?|years?|tage?|wochen?|monate?|jahre?|jours?|semaines?|mois|ans?|annees?|dias?|semanas?"
    r"|mes(?:es)?|anos?|early|late|long|kurz|bald|peu|juste|poco|d')\s?)$"
)
"""What stands before a word for "after" where it tells a distance, or before the "apres" of a source."""

_LISTED_CLOSE: Final = 48
"""Characters between a word for "joins" or "alongside" and the list of those beside whom a sponsor stands."""

_BEFORE_LIST: Final = re.compile(
    r"\s?(?:(?:a|the|its|their|der|die|das|den|dem|le|la|les|l'|el|los|las|a|au|aux|de|d'|des|del|zu|zum|zur|zu den"
    r"|list|group|club|circle|family|roster|ranks|line-up|lineup|stable|sponsors?|partners?|partnern|sponsoren"
    r"|companies|firms|names|of|that|which|who|includes?|including|such as|like|and|already|olympic|worldwide|global"
    r"|top|(?:other )?global|fellow|giants?|brands?|grupo|lista|patrocinadores|socios|marcas|empresas|que|incluye|como"
    r"|liste|groupe|parrains|partenaires|sponsoren|kreis|reihe|marken|konzernen?|wie|etwa|mit)\s?)*"
)
"""What stands between such a word and the list."""
