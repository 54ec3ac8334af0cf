"""Batch prediction: shards, formats, errors that name the file."""

import gzip
import io
from pathlib import Path

import pandas as pd
import pytest

from churn import predict
from churn.errors import UserError
from churn.features import inputs, pipeline
from churn.generate import Settings, generate
from churn.settings import Parameters
from churn.storage import storage
from churn.tracking import Scorer


@pytest.fixture(scope="session")
def scorer() -> Scorer:
    rows = generate(Settings(rows=1_000))
    return Scorer(pipeline(Parameters()).fit(inputs(rows), rows["churned"]))


def files(folder: Path, count: int) -> pd.DataFrame:
    """Writes customers without labels into files, every second one compressed. Returns all of them."""
    rows = generate(Settings(rows=40 * count, seed=7)).drop(columns=["churned", "snapshot"])
    for number in range(count):
        part = rows.iloc[40 * number : 40 * (number + 1)].to_csv(index=False).encode()
        name, content = (f"{number}.csv.gz", gzip.compress(part)) if number % 2 else (f"{number}.csv", part)
        storage(str(folder / "input")).write(f"day/{name}", content)
    return rows


def predictions(folder: Path) -> pd.DataFrame:
    found = [pd.read_csv(path) for path in sorted((folder / "output").rglob("*.predictions.csv.gz"))]
    return pd.concat(found, ignore_index=True)


@pytest.mark.parametrize("shards", [1, 3])
def test_every_customer_is_predicted_once(tmp_path: Path, scorer: Scorer, shards: int) -> None:
    rows = files(tmp_path, 6)
    source, target = storage(str(tmp_path / "input")), storage(str(tmp_path / "output"))
    done = [predict.predict_files(scorer, source, target, shard, shards) for shard in range(shards)]
    assert sum(part["files"] for part in done) == 6
    found = predictions(tmp_path).sort_values("customer_id", ignore_index=True)
    assert found["customer_id"].tolist() == sorted(rows["customer_id"])
    assert found["churn_probability"].tolist() == scorer.scores(rows).round(6).tolist()
    assert (tmp_path / "output/day/0.predictions.csv.gz").exists()


def test_a_shard_that_runs_twice_writes_the_same_bytes(tmp_path: Path, scorer: Scorer) -> None:
    files(tmp_path, 1)
    source, target = storage(str(tmp_path / "input")), storage(str(tmp_path / "output"))
    contents = []
    for _ in range(2):
        predict.predict_files(scorer, source, target, 0, 1)
        contents.append(target.read("day/0.predictions.csv.gz"))
    assert contents[0] == contents[1]


def test_the_program_reads_the_variables_of_the_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import mlflow.sklearn

    from churn.model_files import SKOPS_TRUSTED

    rows = generate(Settings(rows=1_000))
    model = pipeline(Parameters()).fit(inputs(rows), rows["churned"])
    mlflow.sklearn.save_model(
        model,
        str(tmp_path / "model"),
        serialization_format="skops",
        skops_trusted_types=SKOPS_TRUSTED,
        pip_requirements=["scikit-learn"],
    )
    files(tmp_path, 2)
    for name, value in {
        "MODEL_PATH": tmp_path / "model",
        "INPUT_URI": tmp_path / "input",
        "OUTPUT_URI": tmp_path / "output",
        "SHARD_INDEX": 0,
        "SHARD_COUNT": 1,
    }.items():
        monkeypatch.setenv(name, str(value))
    assert predict.main([]) == {"shard": 0, "shards": 1, "files": 2, "rows": 80}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"customer_id\n1\n", "column tenure_months is missing"),
        (b"", "is not a CSV file"),
        (b"\x1f\x8bnothing", "is not a CSV file"),
        (b"\xff\xfe\x00\x01", "is not a CSV file"),
    ],
)
def test_names_the_file_and_the_problem(tmp_path: Path, scorer: Scorer, content: bytes, text: str) -> None:
    source = storage(str(tmp_path / "input"))
    source.write("day.csv", content)
    with pytest.raises(UserError) as raised:
        predict.predict_files(scorer, source, storage(str(tmp_path / "output")), 0, 1)
    assert str(raised.value).startswith(f"{tmp_path}/input/day.csv ")
    assert text in str(raised.value)


def test_a_folder_without_files_is_a_mistake(tmp_path: Path, scorer: Scorer) -> None:
    with pytest.raises(UserError, match=r"has no \.csv or \.csv\.gz files"):
        predict.predict_files(scorer, storage(str(tmp_path)), storage(str(tmp_path / "output")), 0, 1)


def test_refuses_a_shard_that_does_not_exist(tmp_path: Path) -> None:
    folders = ["--model", str(tmp_path), "--input", str(tmp_path), "--output", str(tmp_path)]
    with pytest.raises(UserError, match="--shard must be from 0 to 1, not 2"):
        predict.main([*folders, "--shard", "2", "--shards", "2"])


def test_reads_what_it_writes(scorer: Scorer) -> None:
    rows = generate(Settings(rows=5)).drop(columns="churned")
    content = io.BytesIO(rows.to_csv(index=False).encode()).getvalue()
    assert len(predict.predict(scorer, content, "rows")) == 5
