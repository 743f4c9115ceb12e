"""Who may look after phones in the field."""

from anlan.core.access import Verb

VERBS = (Verb("field.oversee", "field.*", "看现场手机的缺口和没办成的记录"),)
