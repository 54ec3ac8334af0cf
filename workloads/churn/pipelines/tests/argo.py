"""Runs the DAG of a WorkflowTemplate on this machine: the part of Argo Workflows that our template uses."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

Parameters = Mapping[str, str]


def run(template: Mapping[str, Any], parameters: Parameters) -> dict[str, Any]:
    """Runs all tasks in the order of their dependencies. Returns the result of each one that ran."""
    spec = template["spec"]
    templates = {entry["name"]: entry for entry in spec["templates"]}
    declared = {entry["name"] for entry in spec["arguments"]["parameters"]}
    assert declared == set(parameters)
    known = {f"workflow.parameters.{name}": value for name, value in parameters.items()}
    results: dict[str, Any] = {}
    for task in templates[spec["entrypoint"]]["dag"]["tasks"]:
        needed = re.findall(r"([\w-]+)\.Succeeded", task.get("depends", ""))
        if not all(name in results for name in needed) or not _when(task.get("when"), known, results):
            continue
        inputs = {
            f"inputs.parameters.{entry['name']}": _filled(entry["value"], known, results)
            for entry in task.get("arguments", {}).get("parameters", [])
        }
        results[task["name"]] = _step(templates[task["template"]], {**known, **inputs})
    return results


def _step(template: Mapping[str, Any], known: Parameters) -> Any:
    container = template["container"]
    needed = {f"inputs.parameters.{entry['name']}" for entry in template.get("inputs", {}).get("parameters", [])}
    assert needed <= set(known)
    python, *module = container["command"]
    assert python == "python"
    arguments = [_filled(argument, known, {}) for argument in container["args"]]
    done = subprocess.run([sys.executable, *module, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    # Argo takes all of standard output as the result.
    return json.loads(done.stdout)


def _when(condition: str | None, known: Parameters, results: Mapping[str, Any]) -> bool:
    if condition is None:
        return True
    left, _, right = _filled(condition, known, results).partition(" == ")
    return left == right


def _filled(text: str, known: Parameters, results: Mapping[str, Any]) -> str:
    def value(found: re.Match[str]) -> str:
        expression = re.fullmatch(r"=jsonpath\(tasks\.(\w+)\.outputs\.result, '\$\.(\w+)'\)", found[1])
        if expression is None:
            return known[found[1]]
        result = results[expression[1]][expression[2]]
        return str(result).lower() if isinstance(result, bool) else str(result)

    return re.sub(r"\{\{(.*?)\}\}", value, text)
