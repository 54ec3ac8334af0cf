"""Starts a retraining once for a window, and not again before the cooldown has passed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from drift.actions import SECONDS, Action, Request
from drift.errors import FailedError
from drift.state import Retraining, State
from drift.window import Window

TRIES = 5
"""Attempts to write the state while other runs write it."""


@dataclass(frozen=True)
class Outcome:
    """What a run did."""

    decision: Literal["retrain", "cooldown"]
    window: str
    """Key of the window of the retraining: an earlier one, if that retraining is repeated or its cooldown lasts."""


def retrain(
    state: State, request: Request, window: Window, cooldown: timedelta, action: Action, now: Callable[[], datetime]
) -> Outcome:
    """Starts the retraining unless it is done, or another one was started within the cooldown.

    The state is written before and after the action: a run that is killed in between leaves `running`, and a later run
    calls the action again with the same window. Raises `FailedError` if another run is at work.
    """
    for _ in range(TRIES):
        last = state.load()
        if last is not None and last.status == "done":
            if last.window == request.window:
                return Outcome("retrain", last.window)
            if window.until < datetime.fromisoformat(last.until) + cooldown:
                return Outcome("cooldown", last.window)
            last = None
        if last is not None and last.status == "running":
            _wait_for(last, now())
        claim = last or Retraining(request.window, window.until.isoformat(), "", "running")
        claim = replace(claim, claimed_at=now().isoformat(), status="running")
        if state.save(claim):
            return _act(state, claim, replace(request, window=claim.window), action)
    raise FailedError("other runs write the state of this model all the time: run this program once for a model")


def _wait_for(last: Retraining, now: datetime) -> None:
    until = datetime.fromisoformat(last.claimed_at) + timedelta(seconds=SECONDS)
    if now < until:
        raise FailedError(
            f"another run starts the retraining of window {last.window} since {last.claimed_at}. If it was killed, the "
            f"retraining is repeated by a run after {until.isoformat(timespec='seconds')}"
        )


def _act(state: State, claim: Retraining, request: Request, action: Action) -> Outcome:
    try:
        action(request)
    except BaseException:
        state.load()
        state.save(replace(claim, status="failed"))
        raise
    # Nobody else writes while the status is `running`, for longer than an action takes.
    state.load()
    if not state.save(replace(claim, status="done")):
        raise FailedError(f"the retraining of window {claim.window} was started, and another run has written its state")
    return Outcome("retrain", claim.window)
