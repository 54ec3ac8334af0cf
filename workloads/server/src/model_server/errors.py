"""Errors that a client or an operator can fix."""


class ConfigurationError(Exception):
    """Wrong settings or wrong model files. The server cannot start."""


class RequestError(Exception):
    """A request that is refused. Its text says what is wrong with it."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}
