"""The last retraining of a model, in one object that only conditional writes change."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from drift.errors import UserError
from drift.storage import Storage

Status = Literal["running", "failed", "done"]


@dataclass(frozen=True)
class Retraining:
    """A retraining that a run has started."""

    window: str
    """Key of the window that showed the drift."""

    until: str
    """End of that window, ISO 8601."""

    claimed_at: str
    """Time at which a run took it, ISO 8601."""

    status: Status


class State:
    """The object `<model>/state.json` beside the reports."""

    def __init__(self, reports: Storage, model: str) -> None:
        self._reports = reports
        self._name = f"{model}/state.json"
        self._mark: str | None = None

    def load(self) -> Retraining | None:
        """Returns the last retraining. The next `save` succeeds only if nothing was written in between."""
        stored = self._reports.read(self._name)
        self._mark = stored.mark if stored else None
        if stored is None:
            return None
        try:
            found = Retraining(**json.loads(stored.content))
            datetime.fromisoformat(found.until)
            datetime.fromisoformat(found.claimed_at)
        except (ValueError, TypeError) as error:
            raise UserError(
                f"{self._reports.uri}/{self._name} is not a state of this program ({error}): correct or delete it"
            ) from error
        return found

    def save(self, retraining: Retraining) -> bool:
        """Writes the state. Returns False if another run has written it since `load`."""
        content = json.dumps(asdict(retraining), indent=2, sort_keys=True).encode()
        return self._reports.write(self._name, content, self._mark)
