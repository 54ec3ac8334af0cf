"""Mistakes of users, and the exit status of every program of this package."""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from types import FrameType

MISTAKE = 2
"""Exit status for wrong arguments, missing settings and data that is not as it must be."""

REFUSED = 3
"""Exit status for a gate that refuses: a new try gives the same answer."""


class UserError(Exception):
    """A mistake that the user can fix. Its text says what is wrong and how to fix it."""


class RefusedError(Exception):
    """A gate refuses. Its text gives the reasons."""


LASTING = (
    "BAD_REQUEST",
    "INVALID_PARAMETER_VALUE",
    "PERMISSION_DENIED",
    "RESOURCE_ALREADY_EXISTS",
    "RESOURCE_DOES_NOT_EXIST",
    "UNAUTHENTICATED",
)
"""Errors of MLflow that a new try does not change."""


def run(main: Callable[[], Mapping[str, object]]) -> None:
    """Runs a step and prints its result as one line of JSON. Errors of the program itself keep their stack trace.

    A pipeline reads the last line of standard output. SIGTERM ends the step with status 143, after its run in MLflow
    is marked.
    """
    sys.stdout.write(f"{json.dumps(completed(main), sort_keys=True)}\n")


def completed(main: Callable[[], Mapping[str, object]]) -> Mapping[str, object]:
    """Returns the result of a step, or ends the program with its exit status. For `run` and pipelines."""
    # Pipelines can run a step in another thread, where Python has no signals.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)
    try:
        return main()
    except UserError as error:
        sys.stderr.write(f"error: {error}\n")
        sys.exit(MISTAKE)
    except RefusedError as error:
        sys.stderr.write(f"refused: {error}\n")
        sys.exit(REFUSED)
    except Exception as error:
        code = mlflow_code(error)
        if code is None:
            raise
        sys.stderr.write(f"error: MLflow at {os.environ.get('MLFLOW_TRACKING_URI', 'no address')}: {error}\n")
        sys.exit(MISTAKE if code in LASTING else 1)


def mlflow_code(error: Exception) -> str | None:
    """Returns the code of an error of MLflow, or None for other errors."""
    # Steps without MLflow do not import it.
    mlflow = sys.modules.get("mlflow.exceptions")
    return str(error.error_code) if mlflow is not None and isinstance(error, mlflow.MlflowException) else None


def _end(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)
