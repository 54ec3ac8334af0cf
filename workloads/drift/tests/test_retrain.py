"""A retraining is started once: cooldown, repeats after failures, runs at the same time."""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from drift.actions import Command, Request
from drift.errors import FailedError, UserError
from drift.retrain import Outcome, retrain
from drift.state import State
from drift.storage import storage
from drift.window import Window

from .conftest import NOON

HOUR = timedelta(hours=1)


class Recorder:
    """An action that remembers its calls, and can fail."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.failure: BaseException | None = None

    def __call__(self, request: Request) -> None:
        self.calls.append(request.window)
        if self.failure:
            raise self.failure


class Runs:
    """Runs of one model, an hour each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.action = Recorder()

    def at(self, hour: int, now: datetime | None = None) -> Outcome:
        window = Window(NOON + hour * HOUR, NOON + (hour + 1) * HOUR)
        request = Request("churn", "3", window.key, ("the PSI of x is 1",))
        state = State(storage(str(self.folder), "--reports"), "churn")
        return retrain(state, request, window, 24 * HOUR, self.action, lambda: now or window.until)

    @property
    def status(self) -> str:
        return str(json.loads((self.folder / "churn/state.json").read_text())["status"])


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path)


def key(hour: int) -> str:
    return Window(NOON + hour * HOUR, NOON + (hour + 1) * HOUR).key


def test_starts_once_for_a_window(runs: Runs) -> None:
    assert [runs.at(0) for _ in range(3)] == [Outcome("retrain", key(0))] * 3
    assert runs.action.calls == [key(0)]


def test_waits_for_the_cooldown(runs: Runs) -> None:
    decisions = [runs.at(hour) for hour in (0, 1, 23, 24)]
    assert decisions == [
        Outcome("retrain", key(0)),
        Outcome("cooldown", key(0)),
        Outcome("cooldown", key(0)),
        Outcome("retrain", key(24)),
    ]
    assert runs.action.calls == [key(0), key(24)]


def test_an_earlier_window_that_is_looked_at_later_is_in_the_cooldown(runs: Runs) -> None:
    runs.at(5)
    assert runs.at(4).decision == "cooldown"


def test_a_failed_action_is_repeated_with_the_same_window(runs: Runs) -> None:
    runs.action.failure = FailedError("no quota")
    with pytest.raises(FailedError, match="no quota"):
        runs.at(0)
    assert runs.status == "failed"
    runs.action.failure = None
    # The next window drifts too: it repeats what failed instead of starting a second thing.
    assert runs.at(1) == Outcome("retrain", key(0))
    assert runs.action.calls == [key(0), key(0)]
    assert runs.at(1).decision == "cooldown"


def test_a_run_that_was_killed_is_repeated_after_an_hour(runs: Runs) -> None:
    runs.at(0)
    file = runs.folder / "churn/state.json"
    file.write_text(file.read_text().replace('"done"', '"running"'))
    with pytest.raises(FailedError, match=r"another run starts .* repeated by a run after 2026-11-29T14:00"):
        runs.at(0, now=NOON + 1.5 * HOUR)
    assert runs.at(0, now=NOON + 2.1 * HOUR) == Outcome("retrain", key(0))
    assert runs.action.calls == [key(0), key(0)]


def test_a_run_beside_this_one_starts_nothing(runs: Runs) -> None:
    other = Runs(runs.folder)

    def meanwhile(request: Request) -> None:
        with pytest.raises(FailedError, match="another run"):
            other.at(0, now=NOON + HOUR / 2)
        runs.action.calls.append(request.window)

    state = State(storage(str(runs.folder), "--reports"), "churn")
    window = Window(NOON, NOON + HOUR)
    retrain(state, Request("churn", "3", window.key, ()), window, HOUR, meanwhile, lambda: NOON)
    assert (runs.action.calls, other.action.calls) == ([key(0)], [])


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"window": "x", "until": "soon", "claimed_at": "", "status": "done"}']
)
def test_refuses_a_state_of_something_else(runs: Runs, content: str) -> None:
    (runs.folder / "churn").mkdir()
    (runs.folder / "churn/state.json").write_text(content)
    with pytest.raises(UserError, match=r"churn/state\.json is not a state of this program .* correct or delete it"):
        runs.at(0)


REQUEST = Request("churn", "3", "w1", ("a", "b"))


def test_the_command_gets_the_request_and_leaves_standard_output_alone(capfd: pytest.CaptureFixture[str]) -> None:
    script = (
        "import os; print([os.environ[f'DRIFT_{name}'] for name in ('ID', 'MODEL', 'VERSION', 'WINDOW', 'REASONS')])"
    )
    Command(f'{sys.executable} -c "{script}"')(REQUEST)
    output = capfd.readouterr()
    assert output.out == ""
    assert output.err.strip() == str([REQUEST.id, "churn", "3", "w1", "a; b"])
    assert len(REQUEST.id) == 12


def test_a_command_that_fails_is_a_failure() -> None:
    with pytest.raises(FailedError, match=r"--retrain-command: false ended with 1"):
        Command("false")(REQUEST)


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("", "--retrain-command must not be empty"),
        ("echo 'a", "is not a command: No closing quotation"),
        ("/no/such/program", "/no/such/program cannot be run: No such file or directory"),
    ],
)
def test_a_wrong_command_is_a_mistake(command: str, text: str) -> None:
    with pytest.raises(UserError, match=text):
        Command(command)(REQUEST)
