"""Runs a check on two executors, one of which is killed while it works, and compares with one process. Argument: a folder."""

import os
import pathlib
import signal
import sys

from pyspark import TaskContext
from pyspark.sql import SparkSession

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from test_spark import articles, collected, of_one_process  # noqa: E402

import galley.spark  # noqa: E402

mark = pathlib.Path(sys.argv[1]) / "killed"
rows = articles()
# Executors work in folders of their own.
package = str(pathlib.Path(galley.__file__).resolve().parents[1])

spark = (
    SparkSession.builder.master("local-cluster[2, 1, 1024]").config("spark.ui.enabled", "false")
    .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    .config("spark.executorEnv.PYTHONPATH", package).config("spark.executorEnv.GALLEY_BINARY", os.path.realpath(galley.binary())).getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")
original = galley.spark.Worker


def executor():
    """The process that this task’s Python belongs to, in a Java machine of its own."""
    process = os.getpid()
    while b"CoarseGrainedExecutorBackend" not in pathlib.Path(f"/proc/{process}/cmdline").read_bytes():
        process = int(pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])
    return process


class Dying(original):
    """Takes its executor along after some answers, the first time."""

    def _read(self):
        self.answers = getattr(self, "answers", 0) + 1
        if self.answers == 10 and TaskContext.get().partitionId() == 1 and not mark.exists():
            mark.write_text("x")
            os.kill(executor(), signal.SIGKILL)
        return super()._read()


galley.spark.Worker = Dying
frame = spark.createDataFrame(rows, ["url", "text"]).repartition(3)
found = collected(galley.spark.check(frame, "text", id_col="url"), "url")
expected = of_one_process(rows)
print("killed", int(mark.exists()))
sys.exit(0 if found == expected else 1)
