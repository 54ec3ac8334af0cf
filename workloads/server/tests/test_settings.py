"""Settings: every problem at once, with the variable and the fix."""

import pytest

from model_server.errors import ConfigurationError
from model_server.settings import Settings


def test_reads_the_variables_of_the_platform() -> None:
    settings = Settings.from_environment(
        {
            "MODEL_PATH": "/mnt/models/model",
            "MODEL_NAME": "churn",
            "MODEL_VERSION": "3",
            "PORT": "8080",
            "HOME": "/home",
        }
    )
    assert (str(settings.model_path), settings.model_name, settings.model_version) == (
        "/mnt/models/model",
        "churn",
        "3",
    )
    assert settings.port == 8080


def test_reads_lists_and_switches() -> None:
    environment = {"MODEL_PATH": "m", "PREDICTION_LOG_FIELDS": "age, zip,", "ACCESS_LOG": "FALSE", "MAX_ROWS": ""}
    settings = Settings.from_environment(environment)
    assert settings.prediction_log_fields == ("age", "zip")
    assert settings.access_log is False
    assert settings.max_rows == 1_000


@pytest.mark.parametrize(
    ("environment", "text"),
    [
        ({}, "MODEL_PATH must be set to the folder of the model"),
        ({"MODEL_PATH": "m", "PORT": "http"}, "PORT must be a whole number from 1 to 65535, not 'http'"),
        ({"MODEL_PATH": "m", "LOG_SAMPLE_RATE": "nan"}, "LOG_SAMPLE_RATE must be a number from 0 to 1, not 'nan'"),
        (
            {"MODEL_PATH": "m", "PREDICTION_LOG_URI": "gs://b"},
            "PREDICTION_LOG_URI must be a path or s3://BUCKET/PREFIX, not 'gs://b'",
        ),
        (
            {"MODEL_PATH": "m", "PREDICTION_LOG_URI": "s3:///a"},
            "PREDICTION_LOG_URI must be a path or s3://BUCKET/PREFIX, not 's3:///a'",
        ),
        (
            {"MAX_ROWS": "0", "LOG_SAMPLE_RATE": "2", "ACCESS_LOG": "maybe"},
            "MODEL_PATH must be set to the folder of the model; MAX_ROWS must be a whole number from 1 to 100000, not "
            "'0'; LOG_SAMPLE_RATE must be a number from 0 to 1, not '2'; ACCESS_LOG must be true or false, not 'maybe'",
        ),
    ],
)
def test_names_every_problem(environment: dict[str, str], text: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        Settings.from_environment(environment)
    assert str(raised.value) == text
