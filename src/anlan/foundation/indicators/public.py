"""The door of measurements."""

from anlan.foundation.indicators.catalogue import (
    campus_scopes,
    catalogue,
    computed_at,
    unit_scopes,
    units_seen,
)
from anlan.foundation.indicators.definitions import Catalogue, Definition, Sampling, definitions
from anlan.foundation.indicators.drawing import Chart, trend_svg
from anlan.foundation.indicators.figures import MARKS, state_word, target_word, unit_word, value_word
from anlan.foundation.indicators.models import Indicator, Observation
from anlan.foundation.indicators.populations import (
    Drawable,
    Population,
    Told,
    population,
    populations,
    register_population,
)
from anlan.foundation.indicators.readings import (
    Reading,
    daily,
    daily_of_many,
    latest,
    latest_of,
    series,
    standing,
)
from anlan.foundation.indicators.rules.interval import wilson
from anlan.foundation.indicators.rules.standing import Aim, Direction, State, state, worst
from anlan.foundation.indicators.scopes import WHOLE, Scope, ScopeKind, campus, unit
from anlan.foundation.indicators.services import compute, observe
from anlan.foundation.indicators.sources import (
    Measured,
    Query,
    at_once,
    forget_source,
    known_only,
    register_source,
    share,
    source_names,
)
from anlan.foundation.indicators.spreading import gather, tally
from anlan.foundation.indicators.suggesting import suggest

__all__ = [
    "MARKS",
    "WHOLE",
    "Aim",
    "Catalogue",
    "Chart",
    "Definition",
    "Direction",
    "Drawable",
    "Indicator",
    "Measured",
    "Observation",
    "Population",
    "Query",
    "Reading",
    "Sampling",
    "Scope",
    "ScopeKind",
    "State",
    "Told",
    "at_once",
    "campus",
    "campus_scopes",
    "catalogue",
    "compute",
    "computed_at",
    "daily",
    "daily_of_many",
    "definitions",
    "forget_source",
    "gather",
    "known_only",
    "latest",
    "latest_of",
    "observe",
    "population",
    "populations",
    "register_population",
    "register_source",
    "series",
    "share",
    "source_names",
    "standing",
    "state",
    "state_word",
    "suggest",
    "tally",
    "target_word",
    "trend_svg",
    "unit",
    "unit_scopes",
    "unit_word",
    "units_seen",
    "value_word",
    "wilson",
    "worst",
]
