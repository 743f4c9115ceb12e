"""Numbers as section 5 writes them; what is missing is ``--`` and never 0."""

from decimal import Decimal

from django.utils.translation import get_language, gettext

MISSING = "--"
WAN = 10_000
WAN_FROM = 100_000
SURE_FROM = 0.99
HARDLY_UNTIL = 0.01

Number = int | float | Decimal | None


def number(value: Number, *, places: int | None = None) -> str:
    """17,962 and 96.2: thousands separated, no more decimals than were given (or asked for)."""
    if value is None:
        return MISSING
    if places is not None:
        return f"{value:,.{places}f}"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def prose_number(value: Number) -> str:
    """In Chinese prose 503,000 reads 50.3 万; otherwise as a plain number."""
    if value is None:
        return MISSING
    if not (get_language() or "").startswith("zh") or abs(float(value)) < WAN_FROM:
        return number(value)
    return f"{number(round(float(value) / WAN, 1))} 万"


def percent(value: Number) -> str:
    """A value already in percent, with one decimal at most."""
    return MISSING if value is None else f"{number(round(float(value), 1))}%"


def chance(probability: float | None) -> str:
    """A probability of 0 to 1 as a whole percent, in words near the ends."""
    if probability is None:
        return MISSING
    if probability < HARDLY_UNTIL:
        return gettext("不到 1%")
    if probability > SURE_FROM:
        return gettext("超过 99%")
    return f"{probability * 100:.0f}%"


def file_size(size: Number) -> str:
    """Bytes as people say them: 20 MB."""
    if size is None:
        return MISSING
    amount = float(size)
    for unit in ("B", "KB", "MB"):
        if amount < 1024:
            return f"{number(round(amount, 1))} {unit}"
        amount /= 1024
    return f"{number(round(amount, 1))} GB"
