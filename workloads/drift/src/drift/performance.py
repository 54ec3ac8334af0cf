"""Online measures: logged predictions joined with their labels, against the same measures of the reference.

They find a change of the concept: the same customers as before, who now behave differently.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from drift.columns import as_text, numbers, prediction_value
from drift.prediction_log import Record
from drift.psi import Numbers
from drift.reference import Reference
from drift.settings import Limits

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Measure:
    """A share from 0 to 1, and its standard error."""

    value: float
    error: float


@dataclass(frozen=True)
class Performance:
    """Measures of labelled predictions."""

    labelled: int
    accuracy: Measure | None
    reference_accuracy: Measure | None
    roc_auc: Measure | None
    """None unless the prediction is a probability, and both labels occur."""

    reference_roc_auc: Measure | None


def performance(reference: Reference, labelled: list[tuple[Record, Any]]) -> Performance:
    """Measures the labelled predictions, and the reference in the same way."""
    kind = reference.prediction_kind
    pairs = [(prediction_value(record["prediction"], kind), label) for record, label in labelled]
    predictions, labels = pd.Series([pair[0] for pair in pairs]), pd.Series([pair[1] for pair in pairs])
    held_out = reference.rows
    online = _measures(predictions, labels, kind)
    before = _measures(held_out[reference.prediction], held_out[reference.label], kind)
    return Performance(len(pairs), online[0], before[0], online[1], before[1])


def _measures(predictions: "pd.Series[Any]", labels: "pd.Series[Any]", kind: str) -> tuple[Measure | None, ...]:
    """Returns accuracy and ROC AUC."""
    if len(labels) == 0:
        return None, None
    text = labels.map(as_text)
    if kind == "class":
        return _share((predictions.map(as_text) == text).to_numpy(dtype=bool)), None
    scores = numbers(predictions)
    positive = text.isin(["1", "True"]).to_numpy(dtype=bool)
    known = ~np.isnan(scores)
    if not known.any():
        return None, None
    return _share((scores[known] >= 0.5) == positive[known]), roc_auc(scores[known], positive[known])


def _share(right: Flags) -> Measure:
    share = float(right.mean())
    # Agresti and Coull: an error of 0 for a share of 1 would be certain of a few rows.
    adjusted = (right.sum() + 2) / (len(right) + 4)
    return Measure(share, math.sqrt(adjusted * (1 - adjusted) / (len(right) + 4)))


def roc_auc(scores: Numbers, positive: Flags) -> Measure | None:
    """Returns the chance that a positive row has a higher score than a negative one. Its error: Hanley, McNeil 1982."""
    first, second = int(positive.sum()), int((~positive).sum())
    if first == 0 or second == 0:
        return None
    ranks = stats.rankdata(scores)
    area = float((ranks[positive].sum() - first * (first + 1) / 2) / (first * second))
    spread = (first - 1) * (area / (2 - area) - area**2) + (second - 1) * (2 * area**2 / (1 + area) - area**2)
    return Measure(area, math.sqrt(max(area * (1 - area) + spread, 0) / (first * second)))


def reasons(found: Performance, limits: Limits) -> Iterator[str]:
    """Returns each measure that has become worse, by more than the limit and than chance."""
    for what, now, before, limit in (
        ("accuracy", found.accuracy, found.reference_accuracy, limits.accuracy_loss),
        ("ROC AUC", found.roc_auc, found.reference_roc_auc, limits.auc_loss),
    ):
        if now is None or before is None:
            continue
        loss, error = before.value - now.value, math.hypot(now.error, before.error)
        if loss >= limit and (error == 0 or stats.norm.sf(loss / error) < limits.chance):
            yield (
                f"the {what} of {found.labelled} labelled predictions is {now.value:.3f}, in the training it was "
                f"{before.value:.3f}; the limit of the loss is {limit:g}"
            )
