"""Who is interrupted now, and when the rest turns up."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

from anlan.foundation.notices.rules.figures import Hours


def is_quiet(at: datetime, *, hours: Hours, zone: tzinfo) -> bool:
    """Whether the instant lies in the quiet hours, which may pass midnight; equal ends mean none."""
    now = at.astimezone(zone).time()
    start, end = hours.quiet_from, hours.quiet_until
    if start <= end:
        return start <= now < end
    return now >= start or now < end


def interrupts(
    *, at: datetime, wants: bool, always: bool, had_today: int, hours: Hours, zone: tzinfo
) -> bool:
    """Whether a message reaches for the person at once: only one that wants to, outside the quiet hours
    and below the cap of the day; what always gets through minds neither."""
    if not wants:
        return False
    return always or (had_today < hours.interrupts_a_day and not is_quiet(at, hours=hours, zone=zone))


def next_digest(at: datetime, *, hours: Hours, zone: tzinfo) -> datetime:
    """The first set hour after the instant; without any set hour the end of the quiet hours."""
    local = at.astimezone(zone)
    set_hours = hours.digest_hours or (hours.quiet_until,)
    days = (local.date(), local.date() + timedelta(days=1))
    coming = (datetime.combine(day, hour, tzinfo=zone) for day in days for hour in set_hours)
    return next(one for one in coming if one > local).astimezone(at.tzinfo)


def day_of(at: datetime, *, zone: tzinfo) -> tuple[datetime, datetime]:
    """The campus day around an instant, half-open."""
    start = datetime.combine(at.astimezone(zone).date(), time.min, tzinfo=zone)
    return start, start + timedelta(days=1)
