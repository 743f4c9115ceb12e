"""The WSGI entry point of a served page process: it never outlives the one that started it."""

import signal

from anlan.project.serving.lifeline import end_with_parent
from anlan.project.wsgi import application

__all__ = ["application"]

end_with_parent(signal.SIGKILL)
