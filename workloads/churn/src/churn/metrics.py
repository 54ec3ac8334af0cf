"""Measures of a model on rows with labels."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

Scores = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

PRIMARY = "roc_auc"
"""The measure by which models are compared: how well the model ranks customers by their risk."""


def measures(labels: Labels, scores: Scores) -> dict[str, float]:
    """Returns the measures of the scores, the probabilities of the label 1."""
    return {
        "roc_auc": float(roc_auc_score(labels, scores)),
        "average_precision": float(average_precision_score(labels, scores)),
        "log_loss": float(log_loss(labels, scores, labels=[0, 1])),
        "brier": float(brier_score_loss(labels, scores)),
        "accuracy": float(np.mean((scores >= 0.5) == labels)),
        # Above 1, the model predicts too many customers.
        "calibration": float(scores.mean() / labels.mean()),
    }


def chance_of_improvement(labels: Labels, candidate: Scores, champion: Scores, *, rounds: int, seed: int) -> float:
    """Returns the share of bootstrap samples in which the candidate has a better primary measure than the champion.

    Each sample has the same customers for both, so that the luck of the sample does not decide. Equal models get 0.
    """
    rng = np.random.default_rng(seed)
    better = total = 0
    for _ in range(rounds):
        sample = rng.integers(0, len(labels), len(labels))
        chosen = labels[sample]
        if chosen.min() == chosen.max():
            continue
        total += 1
        better += roc_auc_score(chosen, candidate[sample]) > roc_auc_score(chosen, champion[sample])
    return better / total if total else 0.0


def by_segment(segments: npt.NDArray[np.str_], labels: Labels, scores: Scores) -> Mapping[str, float]:
    """Returns the primary measure of each segment that has both labels."""
    found = {}
    for segment in np.unique(segments):
        chosen = segments == segment
        if labels[chosen].min() != labels[chosen].max():
            found[str(segment)] = float(roc_auc_score(labels[chosen], scores[chosen]))
    return found
