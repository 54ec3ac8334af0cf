"""The server as a process: start, limits, and an end that loses no request."""

import gzip
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import EXAMPLE, request_of

INFER = "/v2/models/churn/infer"
BODY = json.dumps(request_of(EXAMPLE))

Launch = Callable[..., "Running"]


class Running:
    """A server process."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.log = log
        with log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "model_server"],
                env={**os.environ, "HOST": "127.0.0.1", "PORT": str(self.port), **environment},
                stdout=output,
                stderr=output,
            )

    def request(self, method: str, path: str, body: str | None = None) -> tuple[int, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body)
            answer = connection.getresponse()
            answer.read()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}
        finally:
            connection.close()

    def wait_until_ready(self) -> "Running":
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if self.request("GET", "/v2/health/ready")[0] == 200:
                    return self
            except OSError:
                pass
            time.sleep(0.05)
        pytest.fail(f"the server is not ready:\n{self.log.read_text()}")


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Launch]:
    running: list[Running] = []

    def started(model: Path, **environment: str) -> Running:
        variables = {"MODEL_PATH": str(model), "MODEL_NAME": "churn", "MODEL_VERSION": "3", **environment}
        running.append(Running(variables, tmp_path / "server.log"))
        return running[-1]

    yield started
    for server in running:
        if server.process.poll() is None:
            server.process.kill()
        server.process.wait()


def test_sigterm_loses_no_request(launch: Launch, model_folder: Path, tmp_path: Path) -> None:
    """Clients send requests all the time, and open new connections until a gateway has noticed the end of the pod.

    Not tested: connections that are opened later, in the moment in which the drain ends. The kernel resets those that
    it has accepted and the server has not.
    """
    log = tmp_path / "predictions"
    server = launch(model_folder, DRAIN_SECONDS="4", PREDICTION_LOG_URI=str(log)).wait_until_ready()
    answered, failed = [0] * 8, []
    noticed = threading.Event()

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        while not noticed.is_set():
            closing = False
            while not closing:
                try:
                    connection.request("POST", INFER, BODY)
                    answer = connection.getresponse()
                    answer.read()
                except (OSError, http.client.HTTPException) as error:
                    failed.append(repr(error))
                    return
                if answer.status != 200:
                    failed.append(str(answer.status))
                answered[number] += 1
                closing = answer.getheader("connection") == "close"
            connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(len(answered))]
    for thread in threads:
        thread.start()
    time.sleep(1.5)
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    # Not ready any more, so that no gateway chooses it, and still there for those that did.
    assert server.request("GET", "/v2/health/ready")[0] == 503
    time.sleep(1)
    noticed.set()
    for thread in threads:
        thread.join(60)
    assert server.process.wait(60) == 0
    assert failed == []
    assert min(answered) > 5
    written = sum(gzip.decompress(file.read_bytes()).count(b"\n") for file in log.glob("predictions/*/*/*"))
    assert written == 2 * sum(answered)


def test_answers_429_above_the_limit_and_says_when_to_come_back(launch: Launch, model_folder: Path) -> None:
    server = launch(model_folder, MAX_CONCURRENT="1").wait_until_ready()
    # A request whose body does not end occupies the only place.
    with socket.create_connection(("127.0.0.1", server.port)) as slow:
        slow.sendall(f"POST {INFER} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(BODY)}\r\n\r\n{BODY[:10]}".encode())
        deadline = time.monotonic() + 10
        status, headers = server.request("POST", INFER, BODY)
        while status == 200 and time.monotonic() < deadline:
            status, headers = server.request("POST", INFER, BODY)
        assert (status, headers["retry-after"]) == (429, "1")
        assert server.request("GET", "/v2/health/ready")[0] == 200
        slow.sendall(BODY[10:].encode())
        assert b"200 OK" in slow.recv(4096)
    assert server.request("POST", INFER, BODY)[0] == 200


def test_is_live_before_it_is_ready(launch: Launch, model_folder: Path) -> None:
    server = launch(model_folder)
    seen: list[tuple[int, int]] = []
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and (not seen or seen[-1][1] != 200):
        try:
            seen.append((server.request("GET", "/v2/health/live")[0], server.request("GET", "/v2/health/ready")[0]))
        except OSError:
            time.sleep(0.005)
    assert {live for live, _ in seen} == {200}
    assert seen[-1][1] == 200


def test_ends_with_a_reason(launch: Launch, tmp_path: Path) -> None:
    server = launch(tmp_path)
    assert server.process.wait(120) == 2
    assert f"{tmp_path}/MLmodel does not exist: MODEL_PATH must be the folder of a model" in server.log.read_text()
    assert "Traceback" not in server.log.read_text()


def test_refuses_a_field_that_is_no_column(launch: Launch, model_folder: Path) -> None:
    server = launch(model_folder, PREDICTION_LOG_FIELDS="calls,zip")
    assert server.process.wait(120) == 2
    reason = "PREDICTION_LOG_FIELDS must name columns of the model, not zip; they are charges, calls, contract"
    assert reason in server.log.read_text()
    assert "Traceback" not in server.log.read_text()


def test_every_line_of_the_log_is_json(launch: Launch, model_folder: Path) -> None:
    server = launch(model_folder, DRAIN_SECONDS="0").wait_until_ready()
    server.request("POST", INFER, BODY)
    server.process.terminate()
    assert server.process.wait(30) == 0
    lines: list[dict[str, Any]] = [json.loads(line) for line in server.log.read_text().splitlines()]
    assert {"time", "level", "message", "model", "version"} <= set.intersection(*(set(line) for line in lines))
    assert [line["status"] for line in lines if line["message"] == "request"] == [200]


def test_closes_idle_connections_later_than_the_gateway(launch: Launch, model_folder: Path) -> None:
    """Envoy keeps idle connections for an hour."""
    from model_server.settings import Settings

    assert Settings(model_folder).keep_alive_seconds > 3600
    server = launch(model_folder, KEEP_ALIVE_SECONDS="1").wait_until_ready()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", "/v2")
    connection.getresponse().read()
    assert connection.sock is not None
    # The end of the stream: the setting reaches uvicorn.
    assert connection.sock.recv(1) == b""
