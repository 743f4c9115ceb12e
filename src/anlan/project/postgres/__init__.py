"""The embedded PostgreSQL: found, made, started, joined, stopped; nothing is installed on the machine."""

from anlan.project.postgres.launcher import ensure_running, revive, running, stop_server
from anlan.project.postgres.places import Places, database_url, socket_folder
from anlan.project.postgres.trouble import DatabaseTrouble

__all__ = [
    "DatabaseTrouble",
    "Places",
    "database_url",
    "ensure_running",
    "revive",
    "running",
    "socket_folder",
    "stop_server",
]
