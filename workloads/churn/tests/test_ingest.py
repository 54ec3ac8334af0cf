"""Data sets from CSV files."""

from pathlib import Path

import pytest

from churn import ingest
from churn.dataset import load
from churn.errors import UserError
from churn.generate import Settings, generate
from churn.validate import validated


def test_a_file_becomes_the_data_set_of_its_rows(tmp_path: Path) -> None:
    rows = generate(Settings(rows=600))
    rows.to_csv(tmp_path / "customers.csv", index=False)
    result = ingest.main(["--csv", str(tmp_path / "customers.csv"), "--output", str(tmp_path / "data")])
    loaded = validated(load(str(result["data"])))
    assert (result["rows"], len(loaded)) == (600, 600)
    assert loaded["churned"].tolist() == rows["churned"].tolist()
    assert loaded["data_gigabytes"].isna().sum() == rows["data_gigabytes"].isna().sum() > 0
    # A second time, it is the same data set.
    assert ingest.main(["--csv", str(tmp_path / "customers.csv"), "--output", str(tmp_path / "data")]) == result


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "is not a CSV file"),
        (b"a,b\n1\n2,3,4,5\n", "is not a CSV file"),
        (b"customer_id\n1\n", "column tenure_months is missing"),
    ],
)
def test_refuses_other_files_and_writes_nothing(tmp_path: Path, content: bytes, text: str) -> None:
    (tmp_path / "customers.csv").write_bytes(content)
    with pytest.raises(UserError, match=text):
        ingest.main(["--csv", str(tmp_path / "customers.csv"), "--output", str(tmp_path / "data")])
    assert not (tmp_path / "data").exists()


def test_names_the_file_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"none\.csv cannot be read: No such file or directory"):
        ingest.main(["--csv", str(tmp_path / "none.csv"), "--output", str(tmp_path)])
