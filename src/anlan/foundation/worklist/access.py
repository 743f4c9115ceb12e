"""Who has a list."""

from anlan.core.access import Verb

VERBS = (Verb("worklist.read", "worklist.seenmark", "看自己岗位的待办"),)
