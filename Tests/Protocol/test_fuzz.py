import os

from fuzz import run
from server import GALLEY


def test_a_fixed_series_of_damaged_streams():
    problems = []
    assert run(GALLEY, int(os.environ.get("GALLEY_STREAMS", "200")), seed=1, report=problems.append) == 0, problems
