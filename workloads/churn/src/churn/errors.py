"""Mistakes of users, and the exit status of every program of this package."""

import json
import sys
from collections.abc import Callable, Mapping

MISTAKE = 2
"""Exit status for wrong arguments, missing settings and data that is not as it must be."""

REFUSED = 3
"""Exit status for a gate that refuses: a new try gives the same answer."""


class UserError(Exception):
    """A mistake that the user can fix. Its text says what is wrong and how to fix it."""


class RefusedError(Exception):
    """A gate refuses. Its text gives the reasons."""


def run(main: Callable[[], Mapping[str, object]]) -> None:
    """Runs a step and prints its result as one line of JSON. Other errors keep their stack trace.

    A pipeline reads the last line of standard output.
    """
    try:
        result = main()
    except UserError as error:
        sys.stderr.write(f"error: {error}\n")
        sys.exit(MISTAKE)
    except RefusedError as error:
        sys.stderr.write(f"refused: {error}\n")
        sys.exit(REFUSED)
    sys.stdout.write(f"{json.dumps(result, sort_keys=True)}\n")
