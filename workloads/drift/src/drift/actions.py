"""What starts a retraining: one call, which creates one thing.

An action can be called again with the same request, after a run that was killed. It must then create nothing more: use
`id` as the name of what it creates, or as its key.
"""

import hashlib
import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from typing import Protocol

from drift.errors import FailedError, UserError

SECONDS = 3_600
"""Longest time of an action. A run that was killed blocks others for this time."""


@dataclass(frozen=True)
class Request:
    """A retraining that is asked for."""

    model: str
    version: str
    """Version whose predictions have drifted."""

    window: str
    """Key of the window that shows the drift."""

    reasons: tuple[str, ...]

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits of model and window: a part of a name in Kubernetes."""
        return hashlib.sha256(f"{self.model} {self.window}".encode()).hexdigest()[:12]


class Action(Protocol):
    """Starts a retraining."""

    def __call__(self, request: Request, /) -> None:
        """Starts it. Raises `FailedError` if it could not; a later run calls it again."""


def nothing(_: Request) -> None:
    """Starts nothing: a pipeline reads `retrain` in the result, and its next step is the retraining."""


class Command:
    """Runs a command, without a shell. Its output goes to standard error.

    The request is in the variables DRIFT_ID, DRIFT_MODEL, DRIFT_VERSION, DRIFT_WINDOW and DRIFT_REASONS.
    """

    def __init__(self, command: str) -> None:
        try:
            self._arguments = shlex.split(command)
        except ValueError as error:
            raise UserError(f"--retrain-command {command!r} is not a command: {error}") from error
        if not self._arguments:
            raise UserError("--retrain-command must not be empty")

    def __call__(self, request: Request) -> None:
        variables = {
            "DRIFT_ID": request.id,
            "DRIFT_MODEL": request.model,
            "DRIFT_VERSION": request.version,
            "DRIFT_WINDOW": request.window,
            "DRIFT_REASONS": "; ".join(request.reasons),
        }
        name = self._arguments[0]
        try:
            # Standard output has the result of this program only.
            done = subprocess.run(  # noqa: S603 (the user's own command)
                self._arguments, env={**os.environ, **variables}, stdout=sys.stderr, check=False, timeout=SECONDS
            )
        except (FileNotFoundError, PermissionError) as error:
            raise UserError(f"--retrain-command: {name} cannot be run: {error.strerror}") from error
        except subprocess.TimeoutExpired:
            raise FailedError(f"--retrain-command: {name} did not end in {SECONDS} s") from None
        if done.returncode != 0:
            raise FailedError(f"--retrain-command: {name} ended with {done.returncode}")
