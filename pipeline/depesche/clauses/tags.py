"""Groups of STTS tags and of marks."""

FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"})
NONFINITE = frozenset({"VVPP", "VAPP", "VMPP", "VVINF", "VAINF", "VMINF", "VVIZU"})
VERBAL = FINITE | NONFINITE
NOMINAL = frozenset({"NN", "NE", "FM"})
DETERMINERS = frozenset({"ART", "PDAT", "PIAT", "PIDAT", "PPOSAT"})
PREPOSITIONS = frozenset({"APPR", "APPRART"})
CLAUSE_ENDS = frozenset({"$,", "$."})
QUOTES = frozenset([*'"„“”‚‘’»«›‹', "``", "''"])
