"""Steps of the pipeline. Each calls one program of `churn` or `drift` with its arguments.

Kubeflow Pipelines copies the text of a function into the pipeline: a function imports what it needs, and has no other
code. Pods get the address of MLflow from their environment.
"""


def validate(data: str) -> str:
    """Checks the new data set. Returns the version of its data."""
    from churn.errors import completed
    from churn.validate import main

    return str(completed(lambda: main(["--data", data]))["data_version"])


def check_drift(name: str, log: str, reports: str, options: list) -> bool:  # type: ignore[type-arg]
    """Looks at the last window of the prediction log. Returns whether to retrain."""
    from drift.errors import completed
    from drift.run import main

    arguments = ["--name", name, "--log", log, "--reports", reports, "--action", "retrain", *options]
    return bool(completed(lambda: main(arguments))["retrain"])


def train(data: str) -> str:
    """Trains a candidate. Returns its id."""
    from churn.errors import completed
    from churn.train import main

    return str(completed(lambda: main(["--data", data]))["model_id"])


def evaluate(data: str, model_id: str, name: str) -> str:
    """Compares the candidate with the champion. Returns its id."""
    from churn.errors import completed
    from churn.evaluate import main

    return str(completed(lambda: main(["--data", data, "--model-id", model_id, "--name", name]))["model_id"])


def register(model_id: str, name: str) -> str:
    """Registers the candidate. Returns its version."""
    from churn.errors import completed
    from churn.register import main

    return str(completed(lambda: main(["--model-id", model_id, "--name", name]))["version"])


def promote(name: str, version: str) -> bool:
    """Makes the candidate the champion if it passes the gate. Returns whether it does."""
    from churn.errors import completed
    from churn.promote import main

    return bool(completed(lambda: main(["--name", name, "--version", version, "--accept-refusal"]))["promoted"])
