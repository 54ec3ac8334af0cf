"""Saves the model of workloads/churn, and the requests for both servers: `model.py FOLDER`."""

import json
import sys
from pathlib import Path

import mlflow.sklearn
from churn.features import inputs, pipeline
from churn.generate import Settings, generate
from churn.model_files import SKOPS_TRUSTED
from churn.schema import CATEGORICAL, FEATURE_NAMES
from churn.settings import Parameters
from mlflow.models import infer_signature

folder = Path(sys.argv[1])
rows = generate(Settings(rows=4_000))
model = pipeline(Parameters()).fit(inputs(rows), rows["churned"].to_numpy())
example = inputs(rows).head(5).fillna({"data_gigabytes": 0.25})
mlflow.sklearn.save_model(
    model,
    str(folder / "model"),
    signature=infer_signature(example, model.predict_proba(example)),
    input_example=example,
    serialization_format="skops",
    skops_trusted_types=SKOPS_TRUSTED,
    pyfunc_predict_fn="predict_proba",
    pip_requirements=["scikit-learn"],
)
one = example.head(1)
texts = {category.name for category in CATEGORICAL}
tensors = [
    {"name": name, "shape": [1], "datatype": "BYTES" if name in texts else "FP64", "data": one[name].tolist()}
    for name in FEATURE_NAMES
]
(folder / "infer.json").write_text(json.dumps({"inputs": tensors}))
(folder / "invocations.json").write_text(json.dumps({"dataframe_split": one.to_dict("split", index=False)}))
