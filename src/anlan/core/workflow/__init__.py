"""State machines as tables: the check, the menu of buttons and the diagram come from one place."""

from anlan.core.workflow.diagram import mermaid
from anlan.core.workflow.machine import Machine, Move

__all__ = ["Machine", "Move", "mermaid"]
