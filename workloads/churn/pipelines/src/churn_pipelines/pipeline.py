"""The pipeline of a retraining, for Kubeflow Pipelines: `python -m churn_pipelines.pipeline --image … --output …`."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from churn.errors import UserError, run
from churn_pipelines import steps

IMAGE = re.compile(r"[\w.:/-]+@sha256:[0-9a-f]{64}|[\w./:-]+:[\w.-]+")


def retraining(image: str) -> Any:
    """Returns the pipeline: validate, check the drift, and if there is drift, train, evaluate, register, promote.

    Its parameters: `data`, the new data set; `name`, the registered model; `log`, the prediction log; `reports`, the
    folder of the drift monitor; `drift_options`, further options of `drift.run`.
    """
    # Not at the top: the image of the steps needs kfp to start them, but not to compile.
    from kfp import dsl

    def step(function: Callable[..., object]) -> Any:
        # Caching is off: a step reads a log and a registry that change.
        return dsl.component(function, base_image=image, install_kfp_package=False)

    validate, check_drift = step(steps.validate), step(steps.check_drift)
    train, evaluate, register, promote = (
        step(function) for function in (steps.train, steps.evaluate, steps.register, steps.promote)
    )

    @dsl.pipeline(name="churn-retraining", description="Retrains the model of customer churn if its customers drift.")  # type: ignore[untyped-decorator]
    def pipeline(data: str, name: str, log: str, reports: str, drift_options: list = []) -> None:  # type: ignore[type-arg]  # noqa: B006
        validated = validate(data=data)
        drift = check_drift(name=name, log=log, reports=reports, options=drift_options).after(validated)
        tasks = [validated, drift]
        with dsl.If(drift.output == True):  # noqa: E712 (kfp records the comparison)
            trained = train(data=data)
            evaluated = evaluate(data=data, model_id=trained.output, name=name)
            registered = register(model_id=evaluated.output, name=name)
            promoted = promote(name=name, version=registered.output)
            tasks += [trained, evaluated, registered, promoted]
        for task in tasks:
            task.set_caching_options(False)

    return pipeline


def compile_to(image: str, output: Path) -> None:
    """Writes the pipeline as YAML."""
    from kfp import compiler

    if IMAGE.fullmatch(image) is None:
        raise UserError(f"--image must have a tag or a digest, such as REPOSITORY:TAG, not {image!r}")
    if output.suffix != ".yaml":
        raise UserError(f"--output must end with .yaml, not {str(output)!r}")
    output.parent.mkdir(parents=True, exist_ok=True)
    compiler.Compiler().compile(retraining(image), str(output))


def main(arguments: list[str] | None = None) -> dict[str, object]:
    parser = argparse.ArgumentParser(
        prog="python -m churn_pipelines.pipeline", description="Compiles the pipeline of a retraining."
    )
    parser.add_argument("--image", required=True, help="image of the steps, with its tag or digest")
    parser.add_argument("--output", type=Path, required=True, help="file of the pipeline, .yaml")
    values = parser.parse_args(arguments)
    compile_to(values.image, values.output)
    return {"pipeline": str(values.output), "image": values.image}


if __name__ == "__main__":
    run(main)
