"""Waits until a model responds that it is ready: wait_until_ready.py URL. It has no time limit of its own."""

import sys
import time
import urllib.error
import urllib.request

PAUSE_SECONDS = 5


def why_not_ready(url):
    """Returns the reason why the model is not ready, or None if it responds with status 200."""
    try:
        with urllib.request.urlopen(url, timeout=PAUSE_SECONDS) as answer:
            return None if answer.status == 200 else f"answers {answer.status}"
    except urllib.error.HTTPError as error:
        return f"answers {error.code}"
    # No DNS name, no connection, a timeout, or a response that is not HTTP.
    except Exception as error:
        return str(error) or type(error).__name__


def main(url):
    said = None
    while (reason := why_not_ready(url)) is not None:
        if reason != said:
            print(f"{url} is not ready: {reason}", flush=True)
            said = reason
        time.sleep(PAUSE_SECONDS)
    print(f"{url} is ready", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
