"""Creates customers, with drift that the arguments control. The same arguments create the same bytes.

A customer leaves with a probability that depends on tenure, charges, use, support calls, late payments and contract.

- `feature_drift` moves the distribution of the features and not their effect. 1 moves the mean of the charges by one
  standard deviation, adds one support call, and turns a third of the yearly contracts into monthly ones.
- `concept_drift` changes the effect and not the distribution of the features. At 0, support calls and monthly contracts
  make customers leave. At 1, they do not, and high charges do.
"""

import argparse
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

import numpy as np
import numpy.typing as npt
import pandas as pd

from churn.dataset import save
from churn.errors import UserError, run
from churn.schema import CATEGORICAL, COLUMNS, KEY, SNAPSHOT, TARGET

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Settings:
    """Arguments of the generator."""

    rows: int = 20_000
    seed: int = 1
    snapshot: str = "2026-09-01"
    feature_drift: float = 0.0
    concept_drift: float = 0.0

    def __post_init__(self) -> None:
        problems = [
            *([f"rows must be from 1 to 10,000,000, not {self.rows}"] if not 1 <= self.rows <= 10_000_000 else []),
            *([f"seed must be 0 or more, not {self.seed}"] if self.seed < 0 else []),
            *(
                [f"snapshot must be a date such as 2026-09-01, not {self.snapshot!r}"]
                if not _date(self.snapshot)
                else []
            ),
            *(
                f"{name} must be from 0 to 1, not {value}"
                for name, value in (("feature_drift", self.feature_drift), ("concept_drift", self.concept_drift))
                if not 0 <= value <= 1
            ),
        ]
        if problems:
            raise UserError("; ".join(problems))


@dataclass(frozen=True)
class Effects:
    """Coefficients of the probability, on the logit scale."""

    new_customer: float
    charges: float
    calls: float
    late: float
    unusual_use: float
    contract: tuple[float, float, float]


BEFORE = Effects(new_customer=1.4, charges=0.35, calls=0.55, late=0.45, unusual_use=0.35, contract=(0.9, -0.2, -1.2))
AFTER = Effects(new_customer=0.2, charges=1.5, calls=0.0, late=0.45, unusual_use=0.35, contract=(-0.6, 0.3, 0.3))
INTERCEPT = -3.1

CHARGES_MEAN = 62.0
CHARGES_DEVIATION = 20.0
USE_LOG_MEAN = 2.3
USE_LOG_DEVIATION = 0.7


def generate(settings: Settings) -> pd.DataFrame:
    """Returns customers with the columns of the schema."""
    of_features, of_gaps, of_labels = np.random.SeedSequence(settings.seed).spawn(3)
    features = _features(settings, np.random.default_rng(of_features))
    chance = churn_probability(features, settings.concept_drift)
    # Gaps come after the probability: a missing value is not known, but it has its effect.
    features.loc[np.random.default_rng(of_gaps).random(settings.rows) < 0.04, "data_gigabytes"] = np.nan
    features[TARGET] = (np.random.default_rng(of_labels).random(settings.rows) < chance).astype(int)
    return features[list(COLUMNS)]


def _features(settings: Settings, rng: np.random.Generator) -> pd.DataFrame:
    rows, drift = settings.rows, settings.feature_drift
    contract, payment, region = CATEGORICAL
    monthly, yearly, two_years = 0.5, 0.3, 0.2
    moved = yearly * drift / 3
    charges = rng.normal(CHARGES_MEAN + drift * CHARGES_DEVIATION, CHARGES_DEVIATION, rows)
    return pd.DataFrame(
        {
            # Digits, so that the names carry no information about the label.
            KEY: [f"c{settings.seed:04d}{number:08d}" for number in range(rows)],
            SNAPSHOT: settings.snapshot,
            "tenure_months": np.floor(rng.gamma(1.6, 18, rows)).clip(0, 240),
            "monthly_charges": charges.clip(5, 300).round(2),
            "data_gigabytes": rng.lognormal(USE_LOG_MEAN + 0.3 * drift, USE_LOG_DEVIATION, rows).clip(0, 2000).round(2),
            "support_calls": rng.poisson(1.1 + drift, rows).astype(float),
            "late_payments": rng.binomial(12, 0.06, rows).astype(float),
            "contract": rng.choice(contract.values, rows, p=[monthly + moved, yearly - moved, two_years]),
            "payment": rng.choice(payment.values, rows, p=[0.4, 0.4, 0.2]),
            "region": rng.choice(region.values, rows, p=[0.25, 0.25, 0.25, 0.25]),
        }
    )


def churn_probability(features: pd.DataFrame, concept_drift: float) -> Array:
    """Returns the true probability of each customer. A model cannot be better than it."""

    def effect(name: str) -> Array:
        before, after = np.asarray(getattr(BEFORE, name)), np.asarray(getattr(AFTER, name))
        mixed: Array = (1 - concept_drift) * before + concept_drift * after
        return mixed

    def column(name: str) -> Array:
        return features[name].to_numpy(dtype=float)

    contracts = CATEGORICAL[0].values
    unusual = (np.log(column("data_gigabytes").clip(0.01)) - USE_LOG_MEAN) / USE_LOG_DEVIATION
    logit = (
        INTERCEPT
        + effect("new_customer") * np.exp(-column("tenure_months") / 12)
        + effect("charges") * (column("monthly_charges") - CHARGES_MEAN) / CHARGES_DEVIATION
        + effect("calls") * column("support_calls")
        + effect("late") * column("late_payments")
        + effect("unusual_use") * unusual**2
        + effect("contract")[[contracts.index(name) for name in features["contract"]]]
    )
    chance: Array = 1 / (1 + np.exp(-logit))
    return chance


def _date(text: str) -> bool:
    try:
        return pd.Timestamp(text).strftime("%Y-%m-%d") == text
    except ValueError:
        return False


def main(arguments: list[str] | None = None) -> Mapping[str, object]:
    parser = argparse.ArgumentParser(prog="python -m churn.generate", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--output", required=True, help="folder or s3:// prefix; the data set gets a folder below it")
    for field in fields(Settings):
        default = field.default
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(default), default=default)
    values = vars(parser.parse_args(arguments))
    settings = Settings(**{field.name: values[field.name] for field in fields(Settings)})
    saved = save(generate(settings), values["output"], created_by={"generator": asdict(settings)})
    return {"data": saved.uri, "data_version": saved.version, "rows": settings.rows}


if __name__ == "__main__":
    run(main)
