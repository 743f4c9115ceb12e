"""Who may bring in first data."""

from anlan.core.access import Verb

VERBS = (Verb("intake.run", "intake.*", "导入首批数据"),)
