"""Words with capitals, which may be names that nobody knows here."""

from __future__ import annotations

import re
from typing import Final

TOPIC: Final = re.compile("(?:[\u30a1-\u30ff]{2,}|[A-Za-z][A-Za-z0-9&.-]+)(?=[はがも])")
"""A name in katakana or Latin letters that a Japanese sentence speaks of."""

SUBJECT: Final = re.compile(
    r"[A-ZÀ-Þ][\w&'’.-]*(?:\s[A-ZÀ-Þ][\w&'’.-]*)?\s(?:had|has|is|was|were|will|would|could|might|may|turned|pays?|paid"  # noqa: RUF001
    r"|hat|hatte|ist|war|wird|will|zahlt|zahlte|a|est|avait|était|ha|es|fue|había|pagó|paga)\b"
)
"""A name at the beginning of a sentence, with the verb after it."""

REPORTER: Final = re.compile(
    r"[A-ZÀ-Þ][\w&'’.-]*(?:\s(?:[A-ZÀ-Þ&][\w&'’.-]*|de|du|do|of|the|la|le|el|der|die)){0,4}\s"  # noqa: RUF001
    r"(?:values?|valued|puts?|reckons?|reckoned|estimates?|estimated|reports?|reported|believes?|says|calculates?"
    r"|writes|wrote|schätzt\w*|beziffert\w*|meldet\w*|berichtet\w*|schreibt|schrieb|estime|évalue|chiffre|écrit|avance"
    r"|calcula|calculó|cifra|cifró|publicó|escribió|estima|estimó)\b"
)
"""A newspaper at the beginning of a sentence, which only reports."""

BEGINNINGS: Final = frozenset(
    """
    it he she this that there what who which the its they we i one nobody everyone someone today yesterday
    es er sie das dies wer was man der die il elle ce cela qui on ella él eso esto lo quien nadie hoy ayer
    """.split()  # noqa: SIM905 - so they are read
)
"""Words that begin a sentence and are no names."""

TITLED: Final = 12
"""Characters after a title within which a name is a person's."""

CAPITAL: Final = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w&'’.-]*\w")  # noqa: RUF001
NOUN: Final = re.compile(
    r"\b(?:de[rnms]|die|das|eine?[nmrs]?|i[mn]s?|a[mn]s?|zu[mr]|beim|vom|kein\w*|sein\w*|ihr\w*|dies\w*|jede\w*|alle\w*)"
    r"\s(?:[a-zäöüß-]+\s){0,2}$",
    re.IGNORECASE,
)
"""Words before a German noun, which has a capital and is no name."""

OWN_WORDS: Final = (
    "partner",
    "worldwide",
    "pronouns",
    "company",
    "sign",
    "renew",
    "leave",
    "join",
    "until",
    "since",
    "from",
)
NO_NAMES: Final = frozenset(
    """
    olympic olympics olympische olympischen olympia games paralympic paralympics movement programme program
    games winter summer world marketing vertrag vertrags vertrage abkommen vereinbarung jahr jahre ende anfang
    spiele spielen kategorie rechte mal bewegung laufzeit partnerschaft zusammenarbeit jeux olympiques
    olympique juegos olimpicos olímpicos olímpico comite comité committee the le la les el los contract deal
    worldwide partner partners sponsor sponsors supplier suppliers supporter supporters provider providers official
    international global national gold silver bronze premium founding general grand exclusive tier level
    partenaire partenaires mondial mondiaux officiel officiels parrain fournisseur socio socios patrocinador
    patrocinadora mundial oficial proveedor weltweiter offizieller lieferant unterstutzer generalpartner premiumpartner
    goldpartner agreement millionen euro dollar milliarden dollars i a in on at since
    """.split()  # noqa: SIM905 - so they are read
)
"""Words with a capital that are no names of sponsors."""
