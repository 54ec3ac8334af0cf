"""Limits of a decision."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from drift.errors import UserError


@dataclass(frozen=True)
class Limits:
    """What counts as drift. Each limit is the option of the same name."""

    min_rows: int = 500
    """Fewest predictions of a window. Of fewer, the PSI is mostly chance."""

    min_labels: int = 200
    """Fewest predictions with a label that accuracy and ROC AUC are measured with."""

    psi: float = 0.2
    """PSI from which a feature or the prediction has drifted."""

    ks: float = 0.15
    """Kolmogorov-Smirnov distance from which a number has drifted, if it is significant."""

    accuracy_loss: float = 0.05
    """Loss of accuracy since the training that counts as drift, if it is significant."""

    auc_loss: float = 0.05
    """Loss of ROC AUC since the training that counts as drift, if it is significant."""

    chance: float = 0.001
    """Largest probability that a difference is chance, for it to be significant."""

    label_days: float = 7.0
    """Days before the end of the window since which predictions with a label are measured."""

    cooldown_hours: float = 24.0
    """Time after the window of a retraining in which no further one is started."""

    def __post_init__(self) -> None:
        problems = [
            f"--{field.name.replace('_', '-')} must be {what}, not {getattr(self, field.name)}"
            for field in fields(self)
            for what, valid in [_valid[field.name]]
            if not valid(getattr(self, field.name))
        ]
        if problems:
            raise UserError("; ".join(problems))


def _between(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: low <= value <= high


_valid: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "min_rows": ("from 50 to 1,000,000", _between(50, 1_000_000)),
    "min_labels": ("from 50 to 1,000,000", _between(50, 1_000_000)),
    "psi": ("above 0 and at most 10", lambda value: 0 < value <= 10),
    "ks": ("above 0 and at most 1", lambda value: 0 < value <= 1),
    "accuracy_loss": ("above 0 and at most 1", lambda value: 0 < value <= 1),
    "auc_loss": ("above 0 and at most 1", lambda value: 0 < value <= 1),
    "chance": ("above 0 and at most 0.5", lambda value: 0 < value <= 0.5),
    "label_days": ("from 0 to 366", _between(0, 366)),
    "cooldown_hours": ("from 0 to 8,760", _between(0, 8_760)),
}
