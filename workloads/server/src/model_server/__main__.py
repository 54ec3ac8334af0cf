"""Runs the server: `python -m model_server`."""

import asyncio
import os
import signal
import sys
from types import FrameType

import uvicorn

from model_server.app import State, create_app
from model_server.errors import ConfigurationError
from model_server.logs import configure
from model_server.settings import Settings
from model_server.telemetry import traces


class Server(uvicorn.Server):
    """Ends in two steps: it asks clients to close their connections, then it closes them.

    A connection that is closed while a request arrives loses that request. So after SIGTERM the server is not ready,
    still answers, and adds `Connection: close` to every response.
    """

    def __init__(self, config: uvicorn.Config, state: State) -> None:
        super().__init__(config)
        self._state = state

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if self._state.draining or sig == signal.SIGINT:
            super().handle_exit(sig, frame)
            return
        self._state.draining = True
        loop = asyncio.get_running_loop()
        loop.call_soon_threadsafe(loop.call_later, self._state.settings.drain_seconds, self._end)

    def _end(self) -> None:
        self.should_exit = True

    async def on_tick(self, counter: int) -> bool:
        # A server without a model must not wait for its probe to fail.
        return bool(await super().on_tick(counter)) or self._state.failure is not None


def main() -> int:
    try:
        settings = Settings.from_environment(os.environ)
    except ConfigurationError as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    configure(settings.model_name, settings.model_version)
    app = create_app(settings, traces(os.environ, settings.model_name))
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=settings.keep_alive_seconds,
        timeout_graceful_shutdown=settings.shutdown_seconds,
        backlog=2048,
    )
    state: State = app.state.server
    Server(config, state).run()
    if state.failure is None:
        return 0
    return 2 if isinstance(state.failure, ConfigurationError) else 1


if __name__ == "__main__":
    sys.exit(main())
