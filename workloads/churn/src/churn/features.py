"""The features of the model: one definition for training and for serving.

They are part of the model's pipeline. A server gets the columns of the schema as they are and has no code of this
package, so the features of training and of serving cannot differ. The pipeline consists of classes of scikit-learn
only: servers load it without trusting code of ours.
"""

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, SplineTransformer, StandardScaler

from churn.schema import CATEGORICAL, FEATURE_NAMES, NUMERIC
from churn.settings import Parameters

_numeric = [feature.name for feature in NUMERIC]
_categorical = [feature.name for feature in CATEGORICAL]
# Fixed, so that a category that is rare in the training rows has its column.
_values = [list(feature.values) for feature in CATEGORICAL]


def inputs(rows: pd.DataFrame) -> pd.DataFrame:
    """Returns the columns that the model gets: numbers as float64, categories as text."""
    selected = rows[list(FEATURE_NAMES)].copy()
    for name in _numeric:
        selected[name] = selected[name].astype(np.float64)
    return selected


def pipeline(parameters: Parameters) -> Pipeline:
    """Returns an untrained model with its features."""
    return _boosting(parameters) if parameters.model == "boosting" else _logistic(parameters)


def _logistic(parameters: Parameters) -> Pipeline:
    # Splines follow effects that are not monotonic, such as unusually low and unusually high use.
    numbers = make_pipeline(
        SimpleImputer(strategy="median", add_indicator=True),
        SplineTransformer(n_knots=parameters.knots, degree=3, knots="quantile", extrapolation="linear"),
        StandardScaler(),
    )
    categories = OneHotEncoder(categories=_values, handle_unknown="ignore", sparse_output=False)
    return Pipeline(
        [
            ("features", ColumnTransformer([("numbers", numbers, _numeric), ("categories", categories, _categorical)])),
            ("model", LogisticRegression(C=parameters.regularisation, max_iter=2000, random_state=parameters.seed)),
        ]
    )


def _boosting(parameters: Parameters) -> Pipeline:
    # Trees need neither scales nor imputation.
    categories = OrdinalEncoder(categories=_values, handle_unknown="use_encoded_value", unknown_value=np.nan)
    return Pipeline(
        [
            (
                "features",
                ColumnTransformer([("numbers", "passthrough", _numeric), ("categories", categories, _categorical)]),
            ),
            (
                "model",
                HistGradientBoostingClassifier(
                    categorical_features=list(range(len(_numeric), len(_numeric) + len(_categorical))),
                    learning_rate=parameters.learning_rate,
                    max_iter=parameters.iterations,
                    max_leaf_nodes=parameters.leaves,
                    random_state=parameters.seed,
                ),
            ),
        ]
    )
