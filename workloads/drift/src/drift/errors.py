"""Mistakes of users, and the exit status of every program of this package."""

import json
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from types import FrameType

from drift.logs import log

FAILED = 1
"""Exit status for a service that does not answer, metrics that cannot be pushed, and a failed action: try again."""

MISTAKE = 2
"""Exit status for wrong arguments, missing settings and files that are not as they must be."""


class UserError(Exception):
    """A mistake that the user can fix. Its text says what is wrong and how to fix it."""


class FailedError(Exception):
    """Something outside of this program failed. A new try can succeed."""


def _end(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)


def run(main: Callable[[], Mapping[str, object]]) -> None:
    """Runs a program and prints its result as one line of JSON. Messages go to standard error, as JSON.

    Errors of the program itself keep their stack trace. After SIGTERM, an action that runs is marked as failed.
    """
    sys.stdout.write(f"{json.dumps(completed(main), sort_keys=True)}\n")


def completed(main: Callable[[], Mapping[str, object]]) -> Mapping[str, object]:
    """Returns the result of a program, or ends it with its exit status. For `run` and pipelines."""
    # Pipelines can run a program in another thread, where Python has no signals.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)
    try:
        return main()
    except UserError as error:
        log("error", str(error))
        sys.exit(MISTAKE)
    except FailedError as error:
        log("error", str(error))
        sys.exit(FAILED)
