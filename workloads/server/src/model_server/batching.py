"""Micro-batching: requests that wait for the model go through it together.

The model runs in one thread. While it works on a batch, requests gather, and the next batch is all of them. So a single
request never waits for others, and the batches grow with the load: a call of the model costs about as much for a
hundred rows as for one.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from model_server.model import Output, Values
from model_server.protocol import Inference

Predict = Callable[[Mapping[str, Values]], Output]


@dataclass
class _Waiting:
    inference: Inference
    answer: "asyncio.Future[Output]"


class Batcher:
    """Runs a model on batches of requests."""

    def __init__(self, predict: Predict, max_rows: int, observe: Callable[[int], None] = lambda _: None) -> None:
        self._predict = predict
        self._max_rows = max_rows
        self._observe = observe
        self._queue: deque[_Waiting] = deque()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="model")
        self._worker: asyncio.Task[None] | None = None

    async def predict(self, inference: Inference) -> Output:
        """Returns the outputs of a request. Raises what the model raises."""
        waiting = _Waiting(inference, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work())
        return await waiting.answer

    def close(self) -> None:
        """Ends the thread after its current batch."""
        self._thread.shutdown(wait=True)

    async def _work(self) -> None:
        loop = asyncio.get_running_loop()
        while batch := self._next():
            try:
                outputs = await loop.run_in_executor(self._thread, self._run, batch)
            except Exception as error:  # The requests get it.
                await self._failed(batch, error)
                continue
            for waiting, output in zip(batch, outputs, strict=True):
                if not waiting.answer.done():
                    waiting.answer.set_result(output)

    async def _failed(self, batch: list[_Waiting], error: Exception) -> None:
        """One request must not fail because of another: each is tried alone."""
        loop = asyncio.get_running_loop()
        for waiting in batch:
            if waiting.answer.done():
                continue
            if len(batch) == 1:
                waiting.answer.set_exception(error)
                continue
            try:
                [output] = await loop.run_in_executor(self._thread, self._run, [waiting])
            except Exception as own:  # The request gets it.
                waiting.answer.set_exception(own)
            else:
                waiting.answer.set_result(output)

    def _next(self) -> list[_Waiting]:
        batch: list[_Waiting] = []
        rows = 0
        while self._queue:
            waiting = self._queue[0]
            if batch and rows + waiting.inference.rows > self._max_rows:
                break
            self._queue.popleft()
            # The client has gone.
            if waiting.answer.cancelled():
                continue
            batch.append(waiting)
            rows += waiting.inference.rows
        return batch

    def _run(self, batch: list[_Waiting]) -> list[Output]:
        inferences = [waiting.inference for waiting in batch]
        self._observe(sum(inference.rows for inference in inferences))
        if len(inferences) == 1:
            return [self._predict(inferences[0].columns)]
        together = {
            name: [value for inference in inferences for value in inference.columns[name]]
            for name in inferences[0].columns
        }
        outputs = self._predict(together)
        parts, start = [], 0
        for inference in inferences:
            parts.append(outputs[start : start + inference.rows])
            start += inference.rows
        return parts
