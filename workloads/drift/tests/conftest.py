"""A model with its reference, and a prediction log as the model server writes it."""

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
"""Begin of the window of the tests; it lasts for four hours."""

EVENING = NOON + timedelta(hours=4)

FEATURES = {"charges": "numeric", "calls": "numeric", "contract": "categorical"}


def customers(rows: int, seed: int, shift: float = 0.0, concept: bool = False) -> pd.DataFrame:
    """Returns features, the probability that a model gives, and labels.

    `shift` moves the charges by standard deviations. With `concept`, the labels are the opposite of before.
    """
    rng = np.random.default_rng(seed)
    table = pd.DataFrame(
        {
            "charges": rng.normal(60 + 20 * shift, 20, rows).round(2),
            "calls": rng.poisson(2, rows).astype(float),
            "contract": rng.choice(["monthly", "yearly", "two_years"], rows, p=[0.5, 0.3, 0.2]),
        }
    )
    table.loc[rng.random(rows) < 0.05, "calls"] = np.nan
    logit = (table["charges"] - 60) / 10 + (table["contract"] == "monthly") - 0.5
    table["prediction"] = (1 / (1 + np.exp(-logit))).round(6)
    chance = 1 - table["prediction"] if concept else table["prediction"]
    table["churned"] = (rng.random(rows) < chance).astype(int)
    return table


def write_reference(folder: Path, table: pd.DataFrame, **changes: Any) -> str:
    """Writes the reference of a model and returns the folder of the model."""
    files = folder / "reference"
    files.mkdir(parents=True, exist_ok=True)
    (files / "rows.csv.gz").write_bytes(gzip.compress(table.to_csv(index=False).encode()))
    description = {
        "features": FEATURES,
        "prediction": {"name": "prediction", "kind": "probability"},
        "label": "churned",
        **changes,
    }
    (files / "reference.json").write_text(json.dumps(description))
    return str(folder)


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Folder of a model with a reference of 4,000 rows."""
    return write_reference(tmp_path_factory.mktemp("model"), customers(4_000, seed=1))


def put(folder: Path, kind: str, written: datetime, records: list[dict[str, Any]], name: str = "a-000001") -> Path:
    """Writes a file of the log."""
    path = folder / f"{kind}/date={written:%Y-%m-%d}/hour={written:%H}/{name}.jsonl.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(f"{json.dumps(record)}\n" for record in records).encode()))
    return path


def record(number: int, time: datetime, row: Any, **changes: Any) -> dict[str, Any]:
    """Returns the record of a prediction."""
    features = {name: None if pd.isna(getattr(row, name)) else getattr(row, name) for name in FEATURES}
    probability = float(row.prediction)
    return {
        "time": time.isoformat(timespec="milliseconds"),
        "id": f"r{number}",
        "row": 0,
        "model": "churn",
        "version": "3",
        "features": features,
        "prediction": [1 - probability, probability],
        **changes,
    }


Traffic = Callable[..., None]


@pytest.fixture
def traffic(tmp_path: Path) -> Traffic:
    """Writes predictions in the window of the tests into `log`, a file for each hour, and labels for a part of them."""

    def write(table: pd.DataFrame, labels: int = 0, since: datetime = NOON, prefix: str = "r", **changes: Any) -> None:
        step = timedelta(hours=4) / len(table)
        times = [since + step * number for number in range(len(table))]
        rows = list(zip(range(len(table)), times, table.itertuples(), strict=True))
        by_hour: dict[datetime, list[dict[str, Any]]] = {}
        for number, time, row in rows:
            found = record(number, time, row, id=f"{prefix}{number}", **changes)
            by_hour.setdefault(time.replace(minute=0, second=0, microsecond=0), []).append(found)
        for hour, records in by_hour.items():
            put(tmp_path / "log", "predictions", hour, records, name=f"{prefix}-{changes.get('version', '3')}")
        known = [
            {"time": time.isoformat(), "id": f"{prefix}{number}", "row": 0, "label": label, "model": "churn"}
            for (number, time, _), label in zip(rows[:labels], table["churned"].tolist(), strict=False)
        ]
        if known:
            put(tmp_path / "log", "feedback", since, known, name=prefix)

    return write
