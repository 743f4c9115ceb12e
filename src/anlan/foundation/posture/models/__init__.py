"""The tables of posture: operations, phases with their measures, what confirms them, incidents."""

from anlan.foundation.posture.models.choices import (
    INCIDENT_STATES,
    LEVELS,
    OPERATION_STATES,
    PHASE_STATES,
    WAYS,
    ConfirmedAct,
    OperationKind,
)
from anlan.foundation.posture.models.confirming import Assessment, OralOrder, PhaseConfirmation
from anlan.foundation.posture.models.incidents import Incident
from anlan.foundation.posture.models.operations import Operation
from anlan.foundation.posture.models.phases import Phase, PhaseMeasure

__all__ = [
    "INCIDENT_STATES",
    "LEVELS",
    "OPERATION_STATES",
    "PHASE_STATES",
    "WAYS",
    "Assessment",
    "ConfirmedAct",
    "Incident",
    "Operation",
    "OperationKind",
    "OralOrder",
    "Phase",
    "PhaseConfirmation",
    "PhaseMeasure",
]
