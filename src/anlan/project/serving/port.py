"""The port a server takes: free before it starts, answering after."""

import errno
import socket
import ssl
from http.client import HTTPConnection, HTTPException, HTTPSConnection

from anlan.project.commands.refusal import Refusal


def require_free(host: str, *, port: int) -> None:
    """Refuse in plain words when the port cannot be taken."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise Refusal(_why(error, host=host, port=port)) from error


def answer(host: str, *, port: int, tls: bool) -> int | None:
    """The status that the sign-in page comes back with; None while nothing does."""
    plain = ssl._create_unverified_context() if tls else None  # noqa: S323 - one's own server on this machine
    connection = (
        HTTPSConnection(host, port, timeout=5, context=plain)
        if tls
        else HTTPConnection(host, port, timeout=5)
    )
    try:
        connection.request("GET", "/sign-in/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


def _why(error: OSError, *, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Stop that one, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"This account may not use port {port}; choose one above 1023 with --port."
    return f"{host}:{port} cannot be used: {error.strerror}."
