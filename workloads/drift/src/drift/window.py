"""The time that a run looks at."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from drift.errors import UserError

_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Window:
    """The time from `since` until before `until`, in UTC."""

    since: datetime
    until: datetime

    @property
    def key(self) -> str:
        """Name of the window, in reports and for the action."""
        return f"{self.since:%Y%m%dT%H%M%S.%f}-{self.until:%Y%m%dT%H%M%S.%f}".replace(".000000", "")

    def hours_since(self, key: str) -> float:
        """Returns the hours between the end of the window with this key and the begin of this one."""
        end = key.rpartition("-")[2]
        form = "%Y%m%dT%H%M%S.%f" if "." in end else "%Y%m%dT%H%M%S"
        return (self.since - datetime.strptime(end, form).replace(tzinfo=UTC)) / _HOUR

    @property
    def hours(self) -> list[datetime]:
        """All hours of which a part is in the window."""
        first = self.since.replace(minute=0, second=0, microsecond=0)
        count = -((first - self.until) // _HOUR)
        return [first + number * _HOUR for number in range(count)]


def last_complete(now: datetime, hours: int, delay: timedelta) -> Window:
    """Returns the last window that has ended at least `delay` ago. Windows follow each other from midnight of a day."""
    epoch = datetime(2000, 1, 1, tzinfo=UTC)
    length = timedelta(hours=hours)
    until = epoch + ((now - delay - epoch) // length) * length
    return Window(until - length, until)


def explicit(since: datetime, until: datetime) -> Window:
    """Returns a window of two times."""
    if since >= until:
        raise UserError(f"--since {since.isoformat()} must be before --until {until.isoformat()}")
    return Window(since.astimezone(UTC), until.astimezone(UTC))
