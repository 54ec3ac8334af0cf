"""Makes a version the champion if it passes the gate. The champion before keeps the alias `previous`.

The gate reads the evaluation of the version's run. It refuses a version that is not better than the champion with
enough confidence, that is worse for one kind of contract, whose probabilities are off, or that was compared with
another champion than the present one.
"""

import argparse
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from churn.errors import RefusedError, UserError, run
from churn.evaluate import REPORT
from churn.metrics import PRIMARY
from churn.register import run_of
from churn.tracking import CHAMPION, PREVIOUS, champion_version, connect

if TYPE_CHECKING:
    from mlflow import MlflowClient


@dataclass(frozen=True)
class Gate:
    """Limits of a promotion."""

    least_rows: int = 500
    """Held-out customers of the comparison."""

    least_primary: float = 0.65
    """Primary measure of any champion, also of the first."""

    confidence: float = 0.95
    """Smallest chance that the candidate is better than the champion."""

    calibration: tuple[float, float] = (0.8, 1.25)
    """Ratio of predicted to actual churn."""

    segment_loss: float = 0.05
    """Largest loss of the primary measure for one kind of contract."""


def reasons(evaluation: Mapping[str, Any], model_id: str, champion: str | None, gate: Gate) -> Iterator[str]:
    """Returns why a version is not promoted. Without a reason, it is."""
    if evaluation["model_id"] != model_id:
        yield f"the evaluation is of {evaluation['model_id']}, not of {model_id}: evaluate this version"
    if evaluation["champion_version"] != champion:
        yield (
            f"it was compared with version {evaluation['champion_version']}, and the champion is {champion}: "
            "evaluate it again"
        )
        return
    if evaluation["rows"] < gate.least_rows:
        yield f"{evaluation['rows']} held-out customers are too few: there must be {gate.least_rows}"
    candidate = evaluation["candidate"]
    if candidate[PRIMARY] < gate.least_primary:
        yield f"{PRIMARY} is {candidate[PRIMARY]:.4f}; it must be at least {gate.least_primary}"
    low, high = gate.calibration
    if not low <= candidate["calibration"] <= high:
        yield f"it predicts {candidate['calibration']:.2f} times the actual churn; allowed is {low} to {high}"
    if evaluation["champion"] is not None:
        yield from _against_champion(evaluation, gate)


def _against_champion(evaluation: Mapping[str, Any], gate: Gate) -> Iterator[str]:
    chance = evaluation["chance_of_improvement"]
    if chance < gate.confidence:
        yield (
            f"it is better than the champion in {chance:.0%} of the samples; it must be in {gate.confidence:.0%} "
            f"({PRIMARY} {evaluation['candidate'][PRIMARY]:.4f}, champion {evaluation['champion'][PRIMARY]:.4f})"
        )
    for segment, before in evaluation["champion_segments"].items():
        now = evaluation["candidate_segments"].get(segment)
        if now is not None and before - now > gate.segment_loss:
            yield f"for the segment {segment}, {PRIMARY} falls from {before:.4f} to {now:.4f}"


def promote(name: str, version: str, gate: Gate) -> dict[str, object]:
    """Promotes a version. Raises `RefusedError` with all reasons. A champion stays champion without a new decision."""
    client = connect()
    champion = champion_version(client, name)
    found = client.get_model_version(name, version)
    digest = found.tags.get("digest")
    if digest is None:
        raise UserError(f"version {version} of {name} has no digest: register it with `python -m churn.register`")
    result: dict[str, object] = {"name": name, "version": int(version), "digest": digest}
    if champion == version:
        return {**result, "promoted": False}
    refused = list(reasons(_evaluation(client, name, version), _model_id(found), champion, gate))
    client.set_model_version_tag(name, version, "gate", "; ".join(refused) or "passed")
    if refused:
        raise RefusedError("\n  ".join([f"version {version} of {name} is not promoted:", *refused]))
    if champion is not None:
        client.set_registered_model_alias(name, PREVIOUS, champion)
    # Last: who sees the new champion sees a complete promotion.
    client.set_registered_model_alias(name, CHAMPION, version)
    return {**result, "promoted": True, "previous": int(champion) if champion else None}


def promote_or_keep(name: str, version: str, gate: Gate) -> dict[str, object]:
    """Promotes a version, or returns why the champion stays."""
    try:
        return promote(name, version, gate)
    except RefusedError as refused:
        return {"name": name, "version": int(version), "promoted": False, "refused": str(refused)}


def _model_id(found: Any) -> str:
    return str(found.source).removeprefix("models:/")


def _evaluation(client: "MlflowClient", name: str, version: str) -> dict[str, Any]:
    import mlflow.artifacts
    from mlflow.exceptions import MlflowException

    uri = f"runs:/{run_of(client, name, version)}/{REPORT}"
    try:
        return dict(mlflow.artifacts.load_dict(uri))
    except (MlflowException, OSError) as error:
        raise UserError(
            f"the run of version {version} has no evaluation ({error}): run `python -m churn.evaluate`"
        ) from error


def main(arguments: list[str] | None = None) -> Mapping[str, object]:
    gate = Gate()
    parser = argparse.ArgumentParser(prog="python -m churn.promote", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--name", default=os.environ.get("REGISTERED_MODEL", "churn"), help="name in the registry")
    parser.add_argument("--version", required=True, help="version that the registration printed")
    parser.add_argument(
        "--accept-refusal",
        action="store_true",
        help="end with status 0 if the gate refuses, for pipelines: a model that is not better is no failure",
    )
    parser.add_argument("--confidence", type=float, default=gate.confidence, help=f"default: {gate.confidence}")
    parser.add_argument("--least-rows", type=int, default=gate.least_rows, help=f"default: {gate.least_rows}")
    values = parser.parse_args(arguments)
    if not 0.5 <= values.confidence < 1:
        raise UserError(f"--confidence must be from 0.5 to below 1, not {values.confidence}")
    chosen = Gate(least_rows=values.least_rows, confidence=values.confidence)
    return (promote_or_keep if values.accept_refusal else promote)(values.name, values.version, chosen)


if __name__ == "__main__":
    run(main)
