"""The program: from the files of a prediction log to a report, a decision and metrics."""

import http.server
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws
from prometheus_client.parser import text_string_to_metric_families

from drift import run
from drift.errors import FailedError, UserError
from drift.metrics import DECISIONS, GAUGES
from drift.window import last_complete

from .conftest import EVENING, NOON, Traffic, customers

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def monitor(tmp_path: Path, reference: str) -> Run:
    """Runs the program for the window of the tests."""

    def started(*options: str, since: datetime = NOON) -> dict[str, Any]:
        window = ["--since", since.isoformat(), "--until", (since + timedelta(hours=4)).isoformat()]
        folders = ["--log", str(tmp_path / "log"), "--reports", str(tmp_path / "reports"), "--reference", reference]
        return dict(run.main(["--name", "churn", *window, *folders, *options]))

    return started


def test_without_drift_nothing_happens(traffic: Traffic, monitor: Run) -> None:
    traffic(customers(1_500, seed=2), labels=800)
    report = monitor("--action", "retrain", "--retrain-command", "false")
    assert (report["decision"], report["drift"], report["retrain"], report["reasons"]) == ("none", False, False, [])
    assert (report["version"], report["predictions"], report["missing_hours"]) == ("3", 1_500, 0)
    assert report["performance"]["labelled"] == 800


def test_drift_of_a_feature_is_reported_with_its_reason(traffic: Traffic, monitor: Run) -> None:
    traffic(customers(1_500, seed=2, shift=1))
    report = monitor()
    assert (report["decision"], report["drift"], report["retrain"]) == ("notify", True, False)
    assert report["drifted"] == ["charges", "prediction"]
    assert report["columns"]["charges"]["psi"] > 0.5 > 0.2 > report["columns"]["calls"]["psi"]
    assert any(reason.startswith("the PSI of charges is ") for reason in report["reasons"])


def test_columns_that_are_not_logged_are_a_warning(
    traffic: Traffic, monitor: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """The server logs no features unless it is asked to. The predictions still show the drift."""
    traffic(customers(1_500, seed=2, shift=1), features={})
    report = monitor()
    assert report["not_logged"] == ["charges", "calls", "contract"]
    assert (report["decision"], report["drifted"]) == ("notify", ["prediction"])
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert "set PREDICTION_LOG_FIELDS" in lines[-1]["message"]


def test_a_change_of_the_concept_is_found_with_a_psi_below_the_limit(traffic: Traffic, monitor: Run) -> None:
    traffic(customers(1_500, seed=2, concept=True), labels=600)
    report = monitor("--action", "retrain")
    assert report["drifted"] == []
    assert max(column["psi"] for column in report["columns"].values()) < 0.05
    assert (report["decision"], report["retrain"]) == ("retrain", True)
    assert [reason[:13] for reason in report["reasons"]] == ["the accuracy ", "the ROC AUC o"]


def test_few_predictions_decide_nothing_unless_labels_do(traffic: Traffic, monitor: Run) -> None:
    traffic(customers(499, seed=2, shift=3), labels=199)
    report = monitor()
    assert (report["decision"], report["columns"], report["drift"]) == ("too-few", {}, False)
    old = NOON - timedelta(days=2)
    traffic(customers(400, seed=3, concept=True), labels=400, since=old, prefix="old")
    report = monitor(since=old)
    assert (report["decision"], report["columns"]) == ("notify", {})


def test_a_window_without_predictions_is_reported(monitor: Run, capsys: pytest.CaptureFixture[str]) -> None:
    report = monitor("--action", "retrain", "--retrain-command", "false")
    assert (report["decision"], report["version"], report["missing_hours"]) == ("no-data", None, 4)
    assert json.loads(capsys.readouterr().err)["level"] == "warning"


def test_counts_the_hours_that_no_run_has_looked_at(traffic: Traffic, monitor: Run) -> None:
    traffic(customers(600, seed=2))
    assert monitor()["gap_hours"] == 0
    assert monitor(since=EVENING)["gap_hours"] == 0
    assert monitor(since=EVENING + timedelta(hours=16))["gap_hours"] == 12


def test_a_window_is_decided_once(traffic: Traffic, monitor: Run, tmp_path: Path) -> None:
    script = f"{sys.executable} -c \"open('{tmp_path}/calls', 'a').write('x')\""
    options = ("--action", "retrain", "--retrain-command", script)
    traffic(customers(1_500, seed=2, shift=1))
    first = monitor(*options)
    assert (first["decision"], first["repeated"]) == ("retrain", False)
    traffic(customers(1_500, seed=2, shift=1), since=EVENING, prefix="later")
    again = monitor(*options)
    assert again == {**first, "repeated": True}
    later = monitor(*options, since=EVENING)
    assert (later["decision"], later["retraining"]) == ("cooldown", first["window"]["key"])
    assert (tmp_path / "calls").read_text() == "x"


def test_a_failed_action_leaves_no_report_so_that_the_window_is_repeated(
    traffic: Traffic, monitor: Run, tmp_path: Path
) -> None:
    traffic(customers(1_500, seed=2, shift=1))
    with pytest.raises(FailedError, match="false ended with 1"):
        monitor("--action", "retrain", "--retrain-command", "false")
    assert list((tmp_path / "reports").rglob("*windows*")) == []
    assert monitor("--action", "retrain", "--retrain-command", "true")["decision"] == "retrain"


@pytest.fixture
def pushgateway() -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Takes pushes, as the Pushgateway does. Returns its address, and method, path and body of each request."""
    requests: list[tuple[str, str, str]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            requests.append((self.command, self.path, body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Prints nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", requests
        server.shutdown()


def test_pushes_the_figures_of_the_report(
    traffic: Traffic, monitor: Run, pushgateway: tuple[str, list[tuple[str, str, str]]]
) -> None:
    address, requests = pushgateway
    traffic(customers(1_500, seed=2, shift=1), labels=600)
    report = monitor("--pushgateway", address)
    # A repeated run pushes again: the first push may have failed.
    monitor("--pushgateway", address)
    [(method, path, body), repeated] = requests
    assert repeated == (method, path, body)
    assert (method, path) == ("PUT", "/metrics/job/drift/model/churn")
    samples = [sample for family in text_string_to_metric_families(body) for sample in family.samples]
    assert {sample.name for sample in samples} == set(GAUGES)
    values = {(sample.name, *sample.labels.values()): sample.value for sample in samples}
    assert values["model_drift_psi", "charges", "3"] == report["columns"]["charges"]["psi"]
    assert values["model_drift_detected", "3"] == 1
    assert values["model_drift_predictions", "3"] == 1_500
    assert values["model_online_roc_auc", "3"] == report["performance"]["roc_auc"]["value"]
    assert values["model_drift_window_end_timestamp_seconds",] == EVENING.timestamp()
    decisions = {labels["decision"]: value for name, labels, value, *_ in samples if name == "model_drift_decision"}
    assert decisions == {name: float(name == "notify") for name in DECISIONS}


def test_a_pushgateway_that_does_not_answer_is_a_failure_after_the_decision(
    traffic: Traffic, monitor: Run, tmp_path: Path
) -> None:
    traffic(customers(1_500, seed=2, shift=1))
    with pytest.raises(FailedError, match=r"the metrics cannot be pushed to 127\.0\.0\.1:9: .*refused"):
        monitor("--pushgateway", "127.0.0.1:9", "--action", "retrain")
    [report] = (tmp_path / "reports/churn/windows").glob("*.json")
    assert json.loads(report.read_text())["decision"] == "retrain"


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (["--psi", "0", "--min-rows", "10"], "--min-rows must be from 50 to 1,000,000, not 10; --psi must be above 0"),
        (["--name", "../fraud"], "--name must consist of letters, digits and . _ -, not '../fraud'"),
        (["--window-hours", "0"], "--window-hours must be from 1 to 8,760, not 0"),
        (["--retrain-command", "true"], "--retrain-command needs --action retrain"),
    ],
)
def test_names_wrong_arguments(monitor: Run, options: list[str], text: str) -> None:
    with pytest.raises(UserError) as raised:
        monitor(*options)
    assert text in str(raised.value)


def test_both_ends_of_a_window_are_needed(tmp_path: Path) -> None:
    folders = ["--name", "churn", "--log", str(tmp_path), "--reports", str(tmp_path)]
    with pytest.raises(UserError, match="--since and --until must be given together"):
        run.main([*folders, "--since", "2026-11-29T12:00"])
    with pytest.raises(UserError, match=r"--since 2026-11-29T13:00:00\+00:00 must be before --until 2026-11-29T12:00"):
        run.main([*folders, "--since", "2026-11-29T13:00", "--until", "2026-11-29T12:00"])


def test_refuses_a_report_of_something_else(monitor: Run, tmp_path: Path) -> None:
    monitor()
    [report] = (tmp_path / "reports/churn/windows").glob("*.json")
    report.write_text('{"format": 7}')
    with pytest.raises(UserError, match=r"is not a report of this program .* delete it to decide again"):
        monitor()


def test_the_process_has_exit_statuses_and_json_only(traffic: Traffic, tmp_path: Path, reference: str) -> None:
    traffic(customers(600, seed=2))
    command = [sys.executable, "-m", "drift.run", "--name", "churn", "--log", str(tmp_path / "log")]
    command += ["--reports", str(tmp_path / "reports"), "--since", NOON.isoformat(), "--until", EVENING.isoformat()]

    def ended(*options: str) -> tuple[int, list[Any], list[Any]]:
        done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
        outputs = [[json.loads(line) for line in text.splitlines()] for text in (done.stdout, done.stderr)]
        return done.returncode, outputs[0], outputs[1]

    assert ended("--reference", str(tmp_path / "none"))[0] == 2
    status, [report], [line] = ended("--reference", reference)
    assert (status, report["decision"], line["message"]) == (0, "none", "the window is decided")
    status, nothing, lines = ended("--reference", reference, "--pushgateway", "127.0.0.1:9")
    assert (status, nothing, lines[-1]["level"]) == (1, [], "error")


def test_sigterm_in_the_middle_of_an_action_leaves_it_to_the_next_run(
    traffic: Traffic, monitor: Run, tmp_path: Path, reference: str
) -> None:
    traffic(customers(1_500, seed=2, shift=1))
    command = [sys.executable, "-m", "drift.run", "--name", "churn", "--log", str(tmp_path / "log")]
    command += ["--reports", str(tmp_path / "reports"), "--reference", reference]
    command += ["--since", NOON.isoformat(), "--until", EVENING.isoformat(), "--action", "retrain"]
    script = f"import time; open('{tmp_path}/started', 'w'); time.sleep(300)"
    process = subprocess.Popen([*command, "--retrain-command", f'{sys.executable} -c "{script}"'])
    deadline = time.monotonic() + 120
    while not (tmp_path / "started").exists():
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.05)
    process.terminate()
    assert process.wait(60) == 143
    assert json.loads((tmp_path / "reports/churn/state.json").read_text())["status"] == "failed"
    assert monitor("--action", "retrain", "--retrain-command", "true")["decision"] == "retrain"


@pytest.mark.parametrize(
    ("now", "hours", "since"),
    [
        ("2026-11-29T00:20", 24, "2026-11-28T00:00"),
        ("2026-11-29T00:10", 24, "2026-11-27T00:00"),
        ("2026-11-29T13:20", 1, "2026-11-29T12:00"),
        ("2026-11-29T23:59", 6, "2026-11-29T12:00"),
    ],
)
def test_looks_at_the_last_window_that_is_complete(now: str, hours: int, since: str) -> None:
    times = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (now, since)]
    found = last_complete(times[0], hours, timedelta(minutes=15))
    assert (found.since, found.until) == (times[1], times[1] + timedelta(hours=hours))


def test_reads_and_writes_s3(traffic: Traffic, reference: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    traffic(customers(1_500, seed=2, shift=1), labels=600)
    for name, value in {"DEFAULT_REGION": "eu-west-1", "ACCESS_KEY_ID": "x", "SECRET_ACCESS_KEY": "x"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    with mock_aws():
        client = boto3.client("s3")
        client.create_bucket(Bucket="artifacts", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        for folder, prefix in ((tmp_path / "log", "log"), (Path(reference), "model")):
            for file in (path for path in folder.rglob("*") if path.is_file()):
                key = f"teams/shop/{prefix}/{file.relative_to(folder).as_posix()}"
                client.put_object(Bucket="artifacts", Key=key, Body=file.read_bytes())
        command = [
            "--name",
            "churn",
            "--since",
            NOON.isoformat(),
            "--until",
            EVENING.isoformat(),
            "--action",
            "retrain",
        ]
        for option, prefix in (("--log", "log"), ("--reports", "reports"), ("--reference", "model")):
            command += [option, f"s3://artifacts/teams/shop/{prefix}"]
        report = run.main(command)
        assert (report["decision"], report["predictions"], report["repeated"]) == ("retrain", 1_500, False)
        assert run.main(command) == {**report, "repeated": True}
        written = client.list_objects_v2(Bucket="artifacts", Prefix="teams/shop/reports/")["Contents"]
        names = [entry["Key"].removeprefix("teams/shop/reports/churn/") for entry in written]
        assert names == ["state.json", "windows/20261129T120000-20261129T160000.json"]
