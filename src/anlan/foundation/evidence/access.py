"""Who may do what with evidence beyond what its subject allows."""

from anlan.core.access import Verb

VERBS = (Verb("evidence.locate", "evidence.evidence", "看证据的定位坐标"),)
