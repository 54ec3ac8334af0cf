"""Micro-batching: together when the model is busy, each with its own outputs and its own errors."""

import asyncio
import threading
from collections.abc import Mapping

import numpy as np
import pytest

from model_server.batching import Batcher
from model_server.model import Output, Values
from model_server.protocol import Inference


def one(value: float, rows: int = 1) -> Inference:
    return Inference(None, rows, {"x": [value] * rows})


class Recorder:
    """Doubles its input, and can be held."""

    def __init__(self) -> None:
        self.batches: list[list[float]] = []
        self.go = threading.Event()
        self.go.set()

    def __call__(self, rows: Mapping[str, Values]) -> Output:
        self.go.wait(10)
        self.batches.append(list(rows["x"]))
        if any(value < 0 for value in rows["x"]):
            raise ValueError("negative")
        return np.asarray(rows["x"]) * 2


async def held(recorder: Recorder, batcher: Batcher, inferences: list[Inference]) -> list[Output | BaseException]:
    """Lets one request occupy the model while the others wait."""
    recorder.go.clear()
    first = asyncio.create_task(batcher.predict(one(0)))
    await asyncio.sleep(0.05)
    waiting = [asyncio.create_task(batcher.predict(inference)) for inference in inferences]
    await asyncio.sleep(0.05)
    recorder.go.set()
    await first
    return list(await asyncio.gather(*waiting, return_exceptions=True))


def test_requests_that_wait_go_through_the_model_together() -> None:
    recorder, sizes = Recorder(), list[int]()
    batcher = Batcher(recorder, 100, sizes.append)
    outputs = asyncio.run(held(recorder, batcher, [one(1), one(2, rows=2), one(3)]))
    assert recorder.batches == [[0], [1, 2, 2, 3]]
    assert sizes == [1, 4]
    assert [np.asarray(output).tolist() for output in outputs] == [[2], [4, 4], [6]]


def test_a_batch_has_at_most_the_configured_rows() -> None:
    recorder = Recorder()
    asyncio.run(held(recorder, Batcher(recorder, 3), [one(1, 2), one(2, 2), one(3, 1), one(4, 5)]))
    assert recorder.batches == [[0], [1, 1], [2, 2, 3], [4] * 5]


def test_one_bad_request_does_not_fail_its_neighbours() -> None:
    recorder = Recorder()
    outputs = asyncio.run(held(recorder, Batcher(recorder, 100), [one(1), one(-1), one(2)]))
    assert [np.asarray(outputs[index]).tolist() for index in (0, 2)] == [[2], [4]]
    assert isinstance(outputs[1], ValueError)


def test_a_client_that_has_gone_is_not_predicted() -> None:
    async def run() -> None:
        recorder.go.clear()
        first = asyncio.create_task(batcher.predict(one(0)))
        await asyncio.sleep(0.05)
        gone, stays = (asyncio.create_task(batcher.predict(one(value))) for value in (1, 2))
        await asyncio.sleep(0)
        gone.cancel()
        recorder.go.set()
        await first
        assert (await stays).tolist() == [4]
        with pytest.raises(asyncio.CancelledError):
            await gone

    recorder = Recorder()
    batcher = Batcher(recorder, 100)
    asyncio.run(run())
    assert recorder.batches == [[0], [2]]
