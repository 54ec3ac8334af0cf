"""Predicts the files of a folder: the program of a BatchPrediction. Its pods share the files by their names.

It reads `*.csv` and `*.csv.gz` files of INPUT_URI with the columns of the schema, the label is not needed, and writes a
file for each to OUTPUT_URI: `customer_id,churn_probability`. A shard that runs twice writes the same files.
"""

import argparse
import gzip
import hashlib
import io
import os
from collections.abc import Mapping
from pathlib import PurePosixPath

import pandas as pd

from churn.errors import UserError, run
from churn.schema import FEATURE_NAMES, KEY, SNAPSHOT, TARGET
from churn.storage import Storage, storage
from churn.tracking import Scorer
from churn.validate import parse

PROBABILITY = "churn_probability"


def predict_files(model: Scorer, source: Storage, target: Storage, shard: int, shards: int) -> dict[str, int]:
    """Predicts the files of a shard. Raises `UserError` with the file and its problems."""
    names = [name for name in source.names() if name.endswith((".csv", ".csv.gz"))]
    if not names:
        raise UserError(f"{source.uri} has no .csv or .csv.gz files")
    mine = [name for name in names if _shard_of(name, shards) == shard]
    rows = 0
    for name in mine:
        predicted = predict(model, source.read(name), f"{source.uri}/{name}")
        content = gzip.compress(predicted.to_csv(index=False, lineterminator="\n").encode(), mtime=0)
        target.write(_output_name(name), content)
        rows += len(predicted)
    return {"files": len(mine), "rows": rows}


def predict(model: Scorer, content: bytes, what: str) -> pd.DataFrame:
    """Returns customers and their probabilities."""
    try:
        raw = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        text = pd.read_csv(io.BytesIO(raw), dtype=str, keep_default_na=False)
    except (ValueError, OSError, EOFError) as error:
        raise UserError(f"{what} is not a CSV file: {error}") from error
    # Neither the label nor the date is known or needed.
    rows, problems = parse(text.assign(**{TARGET: "0", SNAPSHOT: text.get(SNAPSHOT, "")}))
    if problems:
        raise UserError("\n  ".join([f"{what} has {len(problems)} problem(s):", *problems]))
    return pd.DataFrame({KEY: rows[KEY], PROBABILITY: model.scores(rows[list(FEATURE_NAMES)]).round(6)})


def _shard_of(name: str, shards: int) -> int:
    """A file stays in its shard when other files come."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) % shards


def _output_name(name: str) -> str:
    path = PurePosixPath(name)
    return f"{path.parent}/{path.name.split('.csv')[0]}.predictions.csv.gz".removeprefix("./")


def main(arguments: list[str] | None = None) -> Mapping[str, object]:
    parser = argparse.ArgumentParser(prog="python -m churn.predict", description=(__doc__ or "").split("\n")[0])
    for option, variable in (("--model", "MODEL_PATH"), ("--input", "INPUT_URI"), ("--output", "OUTPUT_URI")):
        value = os.environ.get(variable)
        parser.add_argument(option, default=value, required=value is None, help=f"default: {variable}")
    parser.add_argument(
        "--shard", type=int, default=int(os.environ.get("SHARD_INDEX", "0")), help="default: SHARD_INDEX"
    )
    parser.add_argument(
        "--shards", type=int, default=int(os.environ.get("SHARD_COUNT", "1")), help="default: SHARD_COUNT"
    )
    values = parser.parse_args(arguments)
    if not 0 <= values.shard < values.shards:
        raise UserError(f"--shard must be from 0 to {values.shards - 1}, not {values.shard}")
    model = Scorer.load(values.model)
    done = predict_files(model, storage(values.input), storage(values.output), values.shard, values.shards)
    return {"shard": values.shard, "shards": values.shards, **done}


if __name__ == "__main__":
    run(main)
