"""Words that carry the grammar of Chinese orders, as tables; none names a place, a body or a person."""

from anlan.core.minutes.chinese.vocabulary.adverbs import ADVERB_RUN, ADVERBS
from anlan.core.minutes.chinese.vocabulary.aims import ATTITUDES, FIRM_BAN, RESULTS, SLOGAN_BANS, SLOGANS
from anlan.core.minutes.chinese.vocabulary.orderwords import (
    BANS,
    BANS_WITH_OBJECTS,
    CONJUNCTION,
    LINK_BEFORE_MODAL,
    MODALS,
)
from anlan.core.minutes.chinese.vocabulary.phrases import PHRASE_ENDS, PHRASE_STARTS, SUPERIORS
from anlan.core.minutes.chinese.vocabulary.statements import PLAN, STATEMENT
from anlan.core.minutes.chinese.vocabulary.verbs import (
    ACTION_NOUNS,
    LISTED_VERB,
    TITLE_NOUNS,
    VERB_NOUNS,
    VERBS,
)

__all__ = [
    "ACTION_NOUNS",
    "ADVERBS",
    "ADVERB_RUN",
    "ATTITUDES",
    "BANS",
    "BANS_WITH_OBJECTS",
    "CONJUNCTION",
    "FIRM_BAN",
    "LINK_BEFORE_MODAL",
    "LISTED_VERB",
    "MODALS",
    "PHRASE_ENDS",
    "PHRASE_STARTS",
    "PLAN",
    "RESULTS",
    "SLOGANS",
    "SLOGAN_BANS",
    "STATEMENT",
    "SUPERIORS",
    "TITLE_NOUNS",
    "VERBS",
    "VERB_NOUNS",
]
