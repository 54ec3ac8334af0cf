"""Sends requests at a constant rate: `load.py PORT PATH BODY RATE SECONDS`. Each is measured from when it was due.

Open loop: a slow answer delays no later request, and a request that cannot be sent in time has waited since it was due.
Anything but 200 is a miss. It prints one line of JSON. Standard library and uvloop only; run it on a core of its own.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

CONNECTIONS = 256
"""More connections than this never help one server of one process."""


class Connection(asyncio.Protocol):
    """A keep-alive connection with one request at a time."""

    def __init__(self) -> None:
        self.transport: Any = None
        self.buffer = b""
        self.answer: asyncio.Future[int] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, separator, rest = self.buffer.partition(b"\r\n\r\n")
        if not separator:
            return
        length = 0
        for line in head.split(b"\r\n")[1:]:
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if len(rest) >= length and self.answer and not self.answer.done():
            self.buffer = b""
            self.answer.set_result(int(head[9:12]))

    def connection_lost(self, _: Exception | None) -> None:
        if self.answer and not self.answer.done():
            self.answer.set_result(0)

    def send(self, request: bytes) -> "asyncio.Future[int]":
        self.answer = asyncio.get_running_loop().create_future()
        if self.transport.is_closing():
            self.answer.set_result(0)
        else:
            self.transport.write(request)
        return self.answer


async def load(port: int, path: str, body: bytes, rate: float, seconds: float) -> dict[str, float]:
    loop = asyncio.get_running_loop()
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    request = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    idle: list[Connection] = []
    slots = asyncio.Semaphore(CONNECTIONS)
    latencies: list[float] = []
    misses = 0

    async def one(due: float) -> None:
        nonlocal misses
        async with slots:
            used = idle.pop() if idle else (await loop.create_connection(Connection, "127.0.0.1", port))[1]
            status = await used.send(request)
            latencies.append(loop.time() - due)
            if status == 200:
                idle.append(used)
            else:
                misses += 1
                used.transport.close()

    start = loop.time() + 0.1
    tasks: list[asyncio.Task[None]] = []
    count = round(rate * seconds)
    for number in range(count):
        due = start + number / rate
        delay = due - loop.time()
        if delay > 0:
            await asyncio.sleep(delay)
        tasks.append(asyncio.create_task(one(due)))
        if len(tasks) % 64 == 0:
            await asyncio.sleep(0)
    _, pending = await asyncio.wait(tasks, timeout=10)
    for task in pending:
        task.cancel()
    misses += len(pending)
    latencies.sort()
    at = lambda share: latencies[min(len(latencies) - 1, int(share * len(latencies)))] if latencies else 10.0  # noqa: E731
    return {
        "rate": rate,
        "requests": count,
        "misses": misses,
        "p50_ms": round(at(0.5) * 1000, 2),
        "p99_ms": round(at(0.99) * 1000, 2),
        "seconds": round(time.monotonic() - start, 2),
    }


if __name__ == "__main__":
    try:
        import uvloop

        run = uvloop.run
    except ImportError:
        run = asyncio.run
    port, path, body, rate, seconds = sys.argv[1:]
    sys.stdout.write(json.dumps(run(load(int(port), path, Path(body).read_bytes(), float(rate), float(seconds)))))
