"""Creates a data set from a CSV file with the columns of the schema. A file that fails the validation is refused."""

import argparse
import hashlib
import io
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from churn.dataset import Dataset, save
from churn.errors import UserError, run
from churn.schema import COLUMNS
from churn.validate import validated


def ingest(file: Path, output: str) -> dict[str, object]:
    """Writes the rows of a file as a data set below a folder."""
    try:
        content = file.read_bytes()
        text = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    except OSError as error:
        raise UserError(f"--csv {file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UserError(f"--csv {file} is not a CSV file: {error}") from error
    rows = validated(Dataset(str(file), "", text))
    digest = hashlib.sha256(content).hexdigest()
    saved = save(rows[list(COLUMNS)], output, created_by={"file": file.name, "sha256": digest})
    return {"data": saved.uri, "data_version": saved.version, "rows": len(rows)}


def main(arguments: list[str] | None = None) -> Mapping[str, object]:
    parser = argparse.ArgumentParser(prog="python -m churn.ingest", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--csv", type=Path, required=True, help="file with a header")
    parser.add_argument("--output", required=True, help="folder or s3:// prefix; the data set gets a folder below it")
    values = parser.parse_args(arguments)
    return ingest(values.csv, values.output)


if __name__ == "__main__":
    run(main)
