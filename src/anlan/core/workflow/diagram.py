"""A machine drawn as text."""

from __future__ import annotations

from anlan.core.workflow.machine import Machine


def mermaid(machine: Machine) -> str:
    """The state diagram in Mermaid's notation, in the order of the table."""
    lines = ["stateDiagram-v2", f"    [*] --> {machine.start}"]
    lines += [f"    {m.source} --> {m.target}: {m.name}" for m in machine.moves]
    lines += [f"    {state} --> [*]" for state in sorted(machine.ends())]
    return "\n".join(lines) + "\n"
