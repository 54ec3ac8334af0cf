"""Checks a data set before anything is trained on it: schema, ranges, and leaks of the label."""

import argparse
import json
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

from churn.dataset import HOLDOUT_PERCENT, Dataset, holdout, load
from churn.errors import UserError, run
from churn.schema import CATEGORICAL, COLUMNS, FEATURE_NAMES, FEATURES, KEY, NUMERIC, SNAPSHOT, TARGET, Numeric
from churn.storage import storage

FEWEST_ROWS = 500
MOST_MISSING = 0.2
"""Largest share of missing values of an optional feature."""

LEAK_AUC = 0.95
"""A single feature that ranks the labels better than this knows them."""


def parse(text: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Converts text to the types of the schema. Returns the rows and all problems."""
    missing = [name for name in COLUMNS if name not in text.columns]
    unknown = [name for name in text.columns if name not in COLUMNS]
    problems = [f"column {name} is missing" for name in missing]
    # A column that nobody has described may be known only after the label, such as the date of the cancellation.
    problems += [f"column {name} is not in the schema: remove it, or add it to churn/schema.py" for name in unknown]
    if missing:
        return text, problems
    rows = text[[KEY, SNAPSHOT]].copy()
    for feature in NUMERIC:
        values = pd.to_numeric(text[feature.name], errors="coerce").astype(float)
        problems += _numeric_problems(feature, text[feature.name], values)
        rows[feature.name] = values
    for category in CATEGORICAL:
        others = sorted(set(text[category.name]) - set(category.values))
        if others:
            allowed = ", ".join(category.values)
            problems.append(f"{category.name} must be one of {allowed}; found {', '.join(map(repr, others[:3]))}")
        rows[category.name] = text[category.name]
    if not text[TARGET].isin(["0", "1"]).all():
        problems.append(f"{TARGET} must be 0 or 1")
    rows[TARGET] = (text[TARGET] == "1").astype(int)
    return rows, problems


def _numeric_problems(feature: Numeric, text: "pd.Series[str]", values: "pd.Series[float]") -> Iterator[str]:
    no_number = text[(text != "") & ~np.isfinite(values)]
    if len(no_number) > 0:
        yield f"{feature.name} must be a number; {len(no_number)} rows have others, such as {no_number.iloc[0]!r}"
    empty = float((text == "").mean())
    if empty > (MOST_MISSING if feature.optional else 0):
        allowed = f"at most {MOST_MISSING:.0%} missing values" if feature.optional else "no missing values"
        yield f"{feature.name} must have {allowed}; {empty:.1%} are missing"
    outside = values[(values < feature.minimum) | (values > feature.maximum)]
    if len(outside) > 0:
        yield (
            f"{feature.name} must be from {feature.minimum:g} to {feature.maximum:g}; {len(outside)} rows are outside, "
            f"such as {outside.iloc[0]:g}"
        )
    if feature.whole and (values.dropna() % 1 != 0).any():
        yield f"{feature.name} must be a whole number"


def content_problems(rows: pd.DataFrame) -> Iterator[str]:
    """Finds problems of rows that have the schema."""
    if len(rows) < FEWEST_ROWS:
        yield f"there must be at least {FEWEST_ROWS} rows, not {len(rows)}"
        return
    twice = rows.duplicated([KEY, SNAPSHOT])
    if twice.any():
        yield f"a customer must have one row for each snapshot; {int(twice.sum())} rows repeat one"
    dates = pd.to_datetime(rows[SNAPSHOT], format="%Y-%m-%d", errors="coerce")
    if dates.isna().any():
        yield f"{SNAPSHOT} must be a date such as 2026-09-01; found {rows[SNAPSHOT][dates.isna()].iloc[0]!r}"
    held = holdout(rows)
    for part, labels in (("training", rows[TARGET][~held]), ("holdout", rows[TARGET][held])):
        if labels.nunique() < 2:
            yield f"the {part} rows must contain both labels"
            return
    yield from _leaks(rows)


def _leaks(rows: pd.DataFrame) -> Iterator[str]:
    codes = {feature.name: _as_numbers(rows, feature.name) for feature in FEATURES}
    for name, values in codes.items():
        auc = roc_auc_score(rows[TARGET], values)
        if max(auc, 1 - auc) > LEAK_AUC:
            yield (
                f"{name} ranks the labels with an AUC of {max(auc, 1 - auc):.3f}, above {LEAK_AUC}: it is probably "
                "known only after the label"
            )


def _as_numbers(rows: pd.DataFrame, name: str) -> "pd.Series[float]":
    """Returns a feature as numbers that rank it: a category is its rate of the label."""
    if any(category.name == name for category in CATEGORICAL):
        return rows.groupby(name)[TARGET].transform("mean").astype(float)
    return rows[name].fillna(rows[name].median())


def validated(dataset: Dataset) -> pd.DataFrame:
    """Returns the rows with their types. Raises `UserError` with all problems."""
    rows, problems = parse(dataset.rows)
    if not problems:
        problems = list(content_problems(rows))
    if problems:
        raise UserError("\n  ".join([f"{dataset.uri} has {len(problems)} problem(s):", *problems]))
    return rows


def summary(rows: pd.DataFrame) -> dict[str, object]:
    """Returns figures of a data set for people who compare two."""
    return {
        "rows": len(rows),
        "holdout_rows": int(holdout(rows).sum()),
        "holdout_percent": HOLDOUT_PERCENT,
        "churn_rate": round(float(rows[TARGET].mean()), 4),
        "means": {feature.name: round(float(rows[feature.name].mean()), 3) for feature in NUMERIC},
        "features": list(FEATURE_NAMES),
    }


def main(arguments: list[str] | None = None) -> Mapping[str, object]:
    parser = argparse.ArgumentParser(prog="python -m churn.validate", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", required=True, help="folder of the data set, with its manifest")
    parser.add_argument("--report", help="folder for report.json")
    values = parser.parse_args(arguments)
    dataset = load(values.data)
    result = {"data": dataset.uri, "data_version": dataset.version, **summary(validated(dataset))}
    if values.report:
        storage(values.report).write("report.json", json.dumps(result, indent=2, sort_keys=True).encode())
    return result


if __name__ == "__main__":
    run(main)
