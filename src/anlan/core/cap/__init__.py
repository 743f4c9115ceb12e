"""The Common Alerting Protocol 1.2: messages as values, their XML, and the rules of the standard."""

from anlan.core.cap.faults import Fault
from anlan.core.cap.message import Area, Info, Message, Reference
from anlan.core.cap.schema import schema_faults
from anlan.core.cap.validating import validate
from anlan.core.cap.writing import to_xml

__all__ = ["Area", "Fault", "Info", "Message", "Reference", "schema_faults", "to_xml", "validate"]
