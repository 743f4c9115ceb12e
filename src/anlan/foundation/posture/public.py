"""The door of posture: which phase holds where, what it decides, and the acts that switch it."""

from anlan.foundation.posture.books import catalogue, compile_measures
from anlan.foundation.posture.consequences import Consequence, Switch, consequences, register_teller
from anlan.foundation.posture.events import (
    IncidentGrown,
    IncidentOpened,
    MeasureLapsed,
    OperationEnded,
    OperationOpened,
    OralOrderConfirmed,
    PhaseEnacted,
    PhaseLapsed,
    PhaseLifted,
    PhaseOrdered,
)
from anlan.foundation.posture.models import (
    Assessment,
    Incident,
    Operation,
    OperationKind,
    Phase,
    PhaseMeasure,
)
from anlan.foundation.posture.rules.catalogue import (
    Catalogue,
    Measure,
    Param,
    ParamType,
    Stricter,
    Subject,
)
from anlan.foundation.posture.rules.compiling import POLICY, Compiled
from anlan.foundation.posture.rules.direction import Change, Way, changes, loosens, overall
from anlan.foundation.posture.rules.statements import Lack, Order, Statement, lacks
from anlan.foundation.posture.rules.timeline import Origin
from anlan.foundation.posture.rules.values import MeasureSet, cleaned, plain
from anlan.foundation.posture.selectors.board import (
    OperationStanding,
    PlaceStanding,
    posture_of,
)
from anlan.foundation.posture.selectors.sight import (
    incident_for,
    incidents_for,
    operation_for,
    operations_for,
    phase_for,
    phases_for,
)
from anlan.foundation.posture.selectors.standing import (
    DocumentInForce,
    InForce,
    MeasureInForce,
    Source,
    document_for,
    measures_in_force,
    phase_in_force,
    values_in_force,
)
from anlan.foundation.posture.selectors.switching import combined_after, measures_of_phase, switch_of
from anlan.foundation.posture.services.assessing import sign_assessment
from anlan.foundation.posture.services.confirming import confirm
from anlan.foundation.posture.services.drafting import (
    change_draft,
    draft_phase,
    note_preview,
    order,
    take_back,
)
from anlan.foundation.posture.services.incidents import close_incident, grow_incident, open_incident
from anlan.foundation.posture.services.lapsing import lapse_due
from anlan.foundation.posture.services.lifting import go_back, lift, way_of_lifting
from anlan.foundation.posture.services.operations import (
    OperationPlan,
    draft_operation,
    end_operation,
    open_drafted,
    open_operation,
)
from anlan.foundation.posture.services.planning import PhasePlan, statements_of
from anlan.foundation.posture.services.speaking import Spoken, confirm_oral, give_oral_order

__all__ = [
    "POLICY",
    "Assessment",
    "Catalogue",
    "Change",
    "Compiled",
    "Consequence",
    "DocumentInForce",
    "InForce",
    "Incident",
    "IncidentGrown",
    "IncidentOpened",
    "Lack",
    "Measure",
    "MeasureInForce",
    "MeasureLapsed",
    "MeasureSet",
    "Operation",
    "OperationEnded",
    "OperationKind",
    "OperationOpened",
    "OperationPlan",
    "OperationStanding",
    "OralOrderConfirmed",
    "Order",
    "Origin",
    "Param",
    "ParamType",
    "Phase",
    "PhaseEnacted",
    "PhaseLapsed",
    "PhaseLifted",
    "PhaseMeasure",
    "PhaseOrdered",
    "PhasePlan",
    "PlaceStanding",
    "Source",
    "Spoken",
    "Statement",
    "Stricter",
    "Subject",
    "Switch",
    "Way",
    "catalogue",
    "change_draft",
    "changes",
    "cleaned",
    "close_incident",
    "combined_after",
    "compile_measures",
    "confirm",
    "confirm_oral",
    "consequences",
    "document_for",
    "draft_operation",
    "draft_phase",
    "end_operation",
    "give_oral_order",
    "go_back",
    "grow_incident",
    "incident_for",
    "incidents_for",
    "lacks",
    "lapse_due",
    "lift",
    "loosens",
    "measures_in_force",
    "measures_of_phase",
    "note_preview",
    "open_drafted",
    "open_incident",
    "open_operation",
    "operation_for",
    "operations_for",
    "order",
    "overall",
    "phase_for",
    "phase_in_force",
    "phases_for",
    "plain",
    "posture_of",
    "register_teller",
    "sign_assessment",
    "statements_of",
    "switch_of",
    "take_back",
    "values_in_force",
    "way_of_lifting",
]
