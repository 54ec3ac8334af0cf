"""Compares the columns of logged predictions with those of the reference."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from drift.prediction_log import Record
from drift.psi import Numbers, categorical_psi, numeric_psi
from drift.reference import Reference
from drift.settings import Limits

PREDICTION = "prediction"
"""Name of the prediction among the columns."""


@dataclass(frozen=True)
class Comparison:
    """How far a column differs from the reference."""

    kind: str
    psi: float
    ks_statistic: float | None
    """Largest distance of the two cumulative distributions. None for a category, and if all values are missing."""

    ks_p_value: float | None
    missing_share: float
    reference_missing_share: float


def compare(reference: Reference, rows: list[Record]) -> tuple[dict[str, Comparison], list[str]]:
    """Compares all features that are logged, and the prediction. Returns the names that are not logged as well."""
    features = pd.DataFrame([record["features"] for record in rows])
    found: dict[str, Comparison] = {}
    for name, kind in reference.features.items():
        if name in features.columns:
            found[name] = _compared(kind, reference.rows[name], features[name])
    predictions = pd.Series([prediction_value(record["prediction"], reference.prediction_kind) for record in rows])
    kind = "numeric" if reference.prediction_kind == "probability" else "categorical"
    found[PREDICTION] = _compared(kind, reference.rows[reference.prediction], predictions)
    return found, [name for name in reference.features if name not in found]


def prediction_value(prediction: Any, kind: str) -> Any:
    """Returns the probability of the label 1, or the predicted class.

    A server logs the probabilities of all classes, or the class itself.
    """
    if not isinstance(prediction, list):
        return prediction
    if kind == "probability":
        return prediction[-1] if len(prediction) == 2 else None
    return max(range(len(prediction)), key=prediction.__getitem__)


def _compared(kind: str, reference: "pd.Series[str]", values: "pd.Series[Any]") -> Comparison:
    if kind == "numeric":
        return _numeric(numbers(reference), numbers(values))
    text = values.map(as_text, na_action="ignore").astype(object)
    shares = (float(text.isna().mean()), float(reference.isna().mean()))
    return Comparison("categorical", categorical_psi(reference, text), None, None, *shares)


def _numeric(reference: Numbers, values: Numbers) -> Comparison:
    known, present = (sample[~np.isnan(sample)] for sample in (reference, values))
    statistic = p_value = None
    if len(known) > 0 and len(present) > 0:
        result = stats.ks_2samp(known, present, method="asymp")
        statistic, p_value = float(result.statistic), float(result.pvalue)
    shares = (float(np.isnan(values).mean()), float(np.isnan(reference).mean()))
    return Comparison("numeric", numeric_psi(reference, values), statistic, p_value, *shares)


def numbers(values: "pd.Series[Any]") -> Numbers:
    """Returns numbers. Everything else is missing, infinite ones too."""
    found: Numbers = pd.to_numeric(values, errors="coerce").to_numpy(dtype=np.float64)
    return np.where(np.isfinite(found), found, np.nan)


def as_text(value: Any) -> str:
    """Returns a category as the reference has it: 1 and 1.0 and true are values of one column of a CSV file."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        return str(int(value))
    return str(value)


def reasons(found: Mapping[str, Comparison], limits: Limits) -> Iterator[tuple[str, str]]:
    """Returns each column that has drifted, and why."""
    tests = sum(comparison.ks_p_value is not None for comparison in found.values())
    for name, comparison in found.items():
        if comparison.psi >= limits.psi:
            yield name, f"the PSI of {name} is {comparison.psi:.3f}; the limit is {limits.psi:g}"
        statistic, p_value = comparison.ks_statistic, comparison.ks_p_value
        # With many rows, any difference is significant; with few, a large distance is chance. Several columns are
        # tested: Bonferroni.
        if statistic is not None and p_value is not None and statistic >= limits.ks and p_value * tests < limits.chance:
            yield name, f"the distance (Kolmogorov-Smirnov) of {name} is {statistic:.3f}; the limit is {limits.ks:g}"
