"""The hash of a text."""

from hashlib import sha256


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, as hexadecimal."""
    return sha256(text.encode()).hexdigest()
