"""Waits until a model answers that it is ready: wait_until_ready.py URL. Whoever starts it sets the limit."""

import sys
import time
import urllib.error
import urllib.request

PAUSE_SECONDS = 5


def why_not_ready(url):
    """What is in the way, or None once the answer is 200."""
    try:
        with urllib.request.urlopen(url, timeout=PAUSE_SECONDS) as answer:
            return None if answer.status == 200 else f"answers {answer.status}"
    except urllib.error.HTTPError as error:
        return f"answers {error.code}"
    # No name, no connection, no answer in time, or one that is none of HTTP.
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
