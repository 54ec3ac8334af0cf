"""Creates an MLflow user for each team, and prints what it changes. A second run changes nothing.

A missing user is created, and a user with another password gets the password of the Secret. The user of a removed team is
locked and keeps its permissions: MLflow has no other way than a password that nobody knows, which is derived from the
administrator's. Other users are not changed.

Reads files of Secrets: `username` and `password` of the administrator, and a password for each user, in a file of its name.
Uses only the standard library: other packages in the MLflow image change with its version.
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

# To the Job: another try would end the same way.
HOPELESS = 3


def main():
    server = os.environ["MLFLOW_TRACKING_URI"]
    prefix = os.environ["USER_PREFIX"]
    administrator = (secret(os.environ["ADMINISTRATOR"], "username"), secret(os.environ["ADMINISTRATOR"], "password"))
    # The kubelet adds files whose names start with two dots.
    names = sorted(name for name in os.listdir(os.environ["LOGINS"]) if not name.startswith("."))
    wanted = {name: secret(os.environ["LOGINS"], name) for name in names}

    there = users(server, administrator)
    forgotten = {
        name: lock(administrator, name) for name in there if name.startswith(prefix) and name not in wanted
    }
    for name, password in sorted((wanted | forgotten).items()):
        print(f"{name}: {bring(server, administrator, name, password, name in there, name in forgotten)}", flush=True)


def users(server, administrator):
    """Returns all users by name. Users who are not administrators may list them too, so `is_admin` is checked."""
    status, body = call(server, administrator, "GET", "users/list")
    there = {} if status == 401 else {user["username"]: user for user in expect(200, status, body, "users/list")["users"]}
    if not there.get(administrator[0], {}).get("is_admin"):
        refused = "does not take the password of its administrator" if status == 401 else "does not have as its administrator"
        print(
            f"MLflow at {server} {refused} {administrator[0]}\n"
            "  fix: its migration sets password and rights: run it again, pulumi up --replace with the URN of that Job",
            file=sys.stderr,
        )
        sys.exit(HOPELESS)
    return there


def bring(server, administrator, name, password, exists, locked):
    """Creates a user or changes its password, and returns what was done."""
    if not exists:
        made = call(server, administrator, "POST", "users/create", {"username": name, "password": password})
        expect(200, *made, f"users/create of {name}")
        return "made"
    status, body = call(server, (name, password), "GET", "users/current")
    if status == 200:
        return "locked already" if locked else "unchanged"
    expect(401, status, body, f"users/current of {name}")
    changed = call(server, administrator, "PATCH", "users/update-password", {"username": name, "password": password})
    expect(200, *changed, f"users/update-password of {name}")
    return "locked, its team is gone" if locked else "password changed"


def lock(administrator, name):
    """Returns a password that nobody knows, and that is the same in the next run."""
    return hmac.new(administrator[1].encode(), name.encode(), hashlib.sha256).hexdigest()


def call(server, login, method, path, content=None):
    """Returns status and body of a response. Without a response the run fails, and the Job retries."""
    request = urllib.request.Request(
        f"{server}/api/2.0/mlflow/{path}",
        method=method,
        data=None if content is None else json.dumps(content).encode(),
        headers={
            "Authorization": "Basic " + base64.b64encode(":".join(login).encode()).decode(),
            "Content-Type": "application/json",
        },
    )
    try:
        # No proxy of the environment: the server is in the cluster, and a proxy must not see the passwords.
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except OSError as error:
        sys.exit(f"MLflow at {server} does not answer: {error}")


def expect(wanted, status, body, what):
    """Returns the body of a response. Only the code of an error is shown: its text may contain a row with a password hash."""
    if status == wanted:
        return json.loads(body) if status == 200 else None
    try:
        code = json.loads(body)["error_code"]
    except (ValueError, TypeError, LookupError):
        code = "no error code of MLflow"
    sys.exit(f"MLflow answers {status} to {what}: {code}")


def secret(folder, name):
    return Path(folder, name).read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
