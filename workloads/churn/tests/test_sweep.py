"""The sweep: points of a grid, and the best run of all of them."""

import json
from pathlib import Path

import pytest

from churn import sweep
from churn.errors import UserError
from churn.settings import parameters


def test_lists_all_points_of_the_grid() -> None:
    params = Path(__file__).parents[1] / "params.yaml"
    result = sweep.main(["list", "--params", str(params)])
    assert result["count"] == 6
    assert {"model": "logistic", "regularisation": 0.1, "knots": 4} in sweep.points(
        {"model": ["logistic"], "regularisation": [0.1], "knots": [4, 6]}
    )


def test_chooses_the_best_point_once_all_are_trained(registry: str, data: str) -> None:
    train = ["train", "--data", data, "--sweep", registry, "--point"]
    sweep.main([*train, json.dumps({"regularisation": 0.000001})])
    with pytest.raises(UserError, match=r"1 of 2 points of the sweep .* were trained: repeat the missing ones"):
        sweep.main(["reduce", "--sweep", registry, "--expect", "2"])
    good = sweep.main([*train, json.dumps({"regularisation": 1.0})])
    # A repeated pod does not count twice.
    sweep.main([*train, json.dumps({"regularisation": 0.000001})])
    best = sweep.main(["reduce", "--sweep", registry, "--expect", "2"])
    assert best["model_id"] == good["model_id"]
    assert best["point"] == {"regularisation": 1.0}
    assert best["points"] == 2


@pytest.mark.parametrize(
    ("grid", "text"),
    [
        ({"knots": 4}, "knots must be a list with at least one value, not 4"),
        ({"knots": []}, "knots must be a list with at least one value, not []"),
        ({"knot": [4]}, "knot is not a parameter; there are model, seed"),
        ({"knots": [4.5]}, "knots must be a whole number, not 4.5"),
        ({"knots": [1]}, "knots must be from 2 to 50, not 1"),
        ({"seed": list(range(300))}, "the grid has 300 points; there may be 200"),
    ],
)
def test_refuses_a_wrong_grid(grid: dict[str, object], text: str) -> None:
    with pytest.raises(UserError) as raised:
        sweep.points(grid)
    assert text in str(raised.value)


def test_reports_all_wrong_parameters_together() -> None:
    with pytest.raises(UserError) as raised:
        parameters({"knot": 4, "model": 7, "seed": True})
    assert str(raised.value).split("; ")[-2:] == [
        "model must be a text, not 7",
        "seed must be a whole number, not True",
    ]
