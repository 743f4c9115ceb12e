"""From a policy to Python code: the server's engine. Code is built as syntax trees, never as text."""

from anlan.core.policy.compiling.judge import Judge

__all__ = ["Judge"]
