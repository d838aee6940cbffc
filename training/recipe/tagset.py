"""What the tag sets of the treebanks have to do with each other.

The model speaks standard STTS as the TIGER corpus does: contractions are one token tagged
APPRART, pronominal adverbs are PROAV.
"""

from collections.abc import Iterable

#: Tags of other STTS dialects (UD GSD, the IBK variant of EmpiriST) in the standard's words.
STANDARD: dict[str, str] = {
    "PAV": "PROAV",
    "PTKIFG": "ADV",
    "PTKMA": "ADV",
    "PTKMWL": "ADV",
    "ONO": "ITJ",
}

#: IBK tags for things of the web that the standard has no tag for: left without annotation.
WITHOUT_STANDARD: frozenset[str] = frozenset(
    {"EMOASC", "EMOIMG", "AKW", "HST", "ADR", "URL", "EML", "DM", "ADVART"}
    | {"VVPPER", "VAPPER", "VMPPER", "PPERPPER", "KOUSPPER"}
)

#: STTS tags that a word of a UPOS class may have.
STTS_OF_UPOS: dict[str, frozenset[str]] = {
    "ADJ": frozenset({"ADJA", "ADJD", "VVPP", "PIAT"}),
    "ADP": frozenset({"APPR", "APPRART", "APPO", "APZR", "PTKVZ", "KOKOM", "KOUI"}),
    "ADV": frozenset({"ADV", "PROAV", "PWAV", "PTKVZ", "PTKA", "KOUS", "ADJD"}),
    "AUX": frozenset({"VAFIN", "VAINF", "VAPP", "VAIMP", "VMFIN", "VMINF", "VMPP"}),
    "CCONJ": frozenset({"KON", "KOKOM", "KOUS"}),
    "DET": frozenset({"ART", "PPOSAT", "PIAT", "PIS", "PDAT", "PDS", "PWAT", "PRELAT", "PRELS", "ADJA"}),
    "INTJ": frozenset({"ITJ", "PTKANT"}),
    "NOUN": frozenset({"NN", "NE", "TRUNC"}),
    "NUM": frozenset({"CARD", "ADJA"}),
    "PART": frozenset({"PTKNEG", "PTKZU", "PTKVZ", "PTKANT", "PTKA"}),
    "PRON": frozenset({"PPER", "PRF", "PIS", "PIAT", "PRELS", "PDS", "PDAT", "PWS", "PPOSS"}),
    "PROPN": frozenset({"NE", "NN", "ADJA", "CARD"}),
    "PUNCT": frozenset({"$.", "$,", "$("}),
    "SCONJ": frozenset({"KOUS", "KOUI", "KOKOM", "KON"}),
    "SYM": frozenset({"XY", "NN", "$("}),
    "VERB": frozenset(
        {"VVFIN", "VVPP", "VVINF", "VVIZU", "VVIMP", "ADJD"} | {"VAFIN", "VAINF", "VAPP", "VMFIN", "VMINF"}
    ),
    "X": frozenset({"FM", "XY", "NN", "NE", "CARD", "TRUNC"}),
}

#: UPOS classes whose border moved between the release of UD GSD train here and that of dev and
#: test: pronouns used as determiners, and haben, sein, werden as full verbs.
REDRAWN_CLASSES: dict[str, frozenset[str]] = {
    "DET": frozenset({"DET", "PRON"}),
    "PRON": frozenset({"DET", "PRON"}),
    "AUX": frozenset({"AUX", "VERB"}),
}

FINITE_TAGS: frozenset[str] = frozenset({"VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"})
INFINITE_TAGS: frozenset[str] = frozenset({"VVINF", "VAINF", "VMINF", "VVIZU"})

#: Preposition and article in one word.
CONTRACTIONS: frozenset[str] = frozenset(
    {"am", "ans", "aufs", "beim", "durchs", "fürs", "hinterm", "hinters", "im", "ins", "überm"}
    | {"übers", "ums", "unterm", "unters", "vom", "vorm", "vors", "zum", "zur"}
)

#: Written short, still nouns.
MEASURES: frozenset[str] = frozenset({"Mrd.", "Mrd", "Mio.", "Mio", "Tsd.", "%", "€", "$"})

KEPT_FEATURES: tuple[str, ...] = ("Case", "Gender", "Mood", "Number", "Tense", "VerbForm")


def standard_tag(tag: str) -> str:
    """The tag in standard STTS; empty where the standard has none."""
    return "" if tag in WITHOUT_STANDARD else STANDARD.get(tag, tag)


def kept_features(features: str) -> str:
    """Of UD features those the model learns, sorted; a mood makes a verb form finite."""
    pairs = dict(pair.split("=", 1) for pair in features.split("|") if "=" in pair)
    if "Mood" in pairs:
        pairs.setdefault("VerbForm", "Fin")
    return "|".join(f"{name}={pairs[name]}" for name in KEPT_FEATURES if name in pairs)


def allowed_tags(word: str, upos: str, features: str | None) -> frozenset[str]:
    """The STTS tags that agree with the word's class and, where known, its verb form."""
    if word.lower() in CONTRACTIONS and upos == "ADP":
        return frozenset({"APPRART"})
    if word in MEASURES:
        return frozenset({"NN"})
    allowed = STTS_OF_UPOS.get(upos, frozenset())
    if upos == "ADP":
        allowed -= {"APPRART"}
    if features is not None and upos in {"VERB", "AUX"}:
        allowed = frozenset(_tags_of_verb_form(allowed, features))
    return allowed


def _tags_of_verb_form(tags: Iterable[str], features: str) -> Iterable[str]:
    if "VerbForm=Fin" in features:
        return (tag for tag in tags if tag in FINITE_TAGS)
    if "VerbForm=Inf" in features:
        return (tag for tag in tags if tag in INFINITE_TAGS)
    if "VerbForm=Part" in features:
        return (tag for tag in tags if tag.endswith("PP"))
    return (tag for tag in tags if tag not in FINITE_TAGS)
