"""The benches of the program that print evidence, for the scripts that fit weights."""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def bench(product):
    """The path of JudgementBench or another: what a variable of the environment names (JUDGEMENT_BENCH), else it is built."""
    named = os.environ.get(re.sub(r"\B([A-Z])", r"_\1", product).upper())
    if named:
        return named
    subprocess.run(["swift", "build", "-c", "release", "--product", product], cwd=ROOT, check=True, stdout=sys.stderr)
    return str(ROOT / ".build/release" / product)
