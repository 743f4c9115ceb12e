"""Electronic mail over SMTP: one message a person, its name the same at every attempt."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from anlan.foundation.notices.channels.outward import Forbidden, deadline, refuse_peer
from anlan.foundation.notices.rules.outcomes import LATER, REFUSED, SENT, Line, Outcome, Parcel, Way

PORTS = {"tls": 465, "starttls": 587, "none": 25}
FOR_GOOD = 500


def send(line: Line, parcels: Sequence[Parcel]) -> Outcome:
    """Hand one letter to the site's mail server."""
    parcel = parcels[0]
    try:
        message = letter(line, parcel)
    except ValueError as trouble:
        return Outcome(REFUSED, "email.address", str(trouble)[:200])
    try:
        with _server(line) as server, deadline(server.sock, line.timeout_seconds):
            if line.settings.get("user"):
                server.login(str(line.settings["user"]), line.secrets.get("password", ""))
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        number, words = next(iter(refused.recipients.values()))
        return _answered(number, words, whole_channel=False)
    except smtplib.SMTPResponseException as answer:
        whole = not isinstance(answer, smtplib.SMTPDataError)
        return _answered(answer.smtp_code, answer.smtp_error, whole_channel=whole)
    except Forbidden as forbidden:
        return Outcome(REFUSED, f"outward.forbidden_{forbidden}")
    except (OSError, smtplib.SMTPException) as trouble:
        code = "outward.timeout" if isinstance(trouble, TimeoutError) else f"email.{type(trouble).__name__}"
        return Outcome(LATER, code, str(trouble)[:200], whole_channel=True)
    return Outcome(SENT, "email.accepted")


def letter(line: Line, parcel: Parcel) -> EmailMessage:
    """The message: Chinese first, English below. Raises ValueError for an address that is none."""
    message = EmailMessage()
    sender = str(line.settings.get("from") or "anlan@localhost")
    message["From"] = Address(addr_spec=sender, display_name=str(line.settings.get("from_name", "")))
    message["To"] = Address(addr_spec=parcel.to)
    message["Subject"] = " ".join(f"{parcel.title_zh} / {parcel.title_en}".split())
    message["Date"] = format_datetime(parcel.at)
    message["Message-ID"] = f"<{parcel.key}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    if parcel.drill:
        message["X-Anlan-Drill"] = "yes"
    parts = (parcel.text_zh, parcel.title_en, parcel.text_en, parcel.url)
    message.set_content("\n\n".join(part for part in parts if part))
    return message


def _server(line: Line) -> smtplib.SMTP:
    """A connection as the site asked for it: TLS from the start, after the greeting, or none at home."""
    host, _, port = line.address.partition(":")
    security = str(line.settings.get("security", "starttls"))
    number = int(port) if port.isdecimal() else PORTS.get(security, 25)
    if security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, number, timeout=line.timeout_seconds, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(host, number, timeout=line.timeout_seconds)
    try:
        if server.sock is not None:
            refuse_peer(server.sock.getpeername()[0], plain=security == "none")
        if security == "starttls":
            server.starttls(context=ssl.create_default_context())
    except BaseException:
        server.close()
        raise
    return server


def _answered(number: int, words: bytes | str, *, whole_channel: bool) -> Outcome:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    for_good = number >= FOR_GOOD and not whole_channel
    return Outcome(REFUSED if for_good else LATER, f"smtp.{number}", said[:200], whole_channel=whole_channel)


WAY = Way("email", send, personal=True, secrets=("password",))
