"""What a row's texts and hashes are made of; the database seals by the same rule (see migration 0002)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from anlan.foundation.ledger.canonical import encode

START = "0" * 64
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Header:
    """The open part of a row, without personal data; ``seq`` is None until the row is sealed."""

    seq: int | None
    id: UUID
    at: datetime
    verb: str
    kind: str
    object_id: str
    position_id: UUID | None
    drill: bool
    count: int | None
    content_hash: str
    payload_digest: str

    def text(self) -> str:
        """The canonical JSON that is hashed."""
        return encode(
            {
                "v": FORMAT,
                "seq": self.seq,
                "id": str(self.id),
                "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "verb": self.verb,
                "kind": self.kind,
                "object": self.object_id,
                "position": None if self.position_id is None else str(self.position_id),
                "drill": self.drill,
                "count": self.count,
                "content_hash": self.content_hash,
                "payload_digest": self.payload_digest,
            }
        )


def digest_payload(*, salt: str, payload: str) -> str:
    """SHA-256 over the salt's bytes and the payload's text, in hexadecimal."""
    return sha256(bytes.fromhex(salt) + payload.encode()).hexdigest()


def digest_row(*, prev: str, header: str, payload_digest: str) -> str:
    """SHA-256 over the previous hash, the header's text and the payload digest, in hexadecimal."""
    return sha256(bytes.fromhex(prev) + header.encode() + bytes.fromhex(payload_digest)).hexdigest()
