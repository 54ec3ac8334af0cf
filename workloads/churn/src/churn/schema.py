"""Columns of the data: one definition for the generator, validation, training and serving."""

from dataclasses import dataclass
from typing import Final

KEY: Final = "customer_id"
SNAPSHOT: Final = "snapshot"
TARGET: Final = "churned"


@dataclass(frozen=True)
class Numeric:
    """A number. Integers are stored as numbers too, so that a missing value needs no other type."""

    name: str
    minimum: float
    maximum: float
    whole: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Categorical:
    """A text with a fixed set of values."""

    name: str
    values: tuple[str, ...]


Feature = Numeric | Categorical

NUMERIC: Final = (
    # Months since the first contract.
    Numeric("tenure_months", 0, 600, whole=True),
    # EUR.
    Numeric("monthly_charges", 0, 500),
    # Mobile data in the last month. Unknown without a data plan.
    Numeric("data_gigabytes", 0, 10_000, optional=True),
    # In the last three months.
    Numeric("support_calls", 0, 500, whole=True),
    # In the last twelve months.
    Numeric("late_payments", 0, 12, whole=True),
)

CATEGORICAL: Final = (
    Categorical("contract", ("monthly", "yearly", "two_years")),
    Categorical("payment", ("card", "direct_debit", "invoice")),
    Categorical("region", ("north", "south", "east", "west")),
)

FEATURES: Final[tuple[Feature, ...]] = (*NUMERIC, *CATEGORICAL)
FEATURE_NAMES: Final = tuple(feature.name for feature in FEATURES)
COLUMNS: Final = (KEY, SNAPSHOT, *FEATURE_NAMES, TARGET)
