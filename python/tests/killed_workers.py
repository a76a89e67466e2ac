"""Runs a check whose first attempt loses its galley process, and compares with one process. Argument: a folder."""

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

spark = (
    SparkSession.builder.master("local[2, 3]").config("spark.ui.enabled", "false")
    .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")
original = galley.spark.Worker


class Dying(original):
    """Ends after some answers, the first time."""

    def _read(self):
        self.answers = getattr(self, "answers", 0) + 1
        if self.answers == 10 and TaskContext.get().attemptNumber() == 0 and TaskContext.get().partitionId() == 1:
            mark.write_text("x")
            os.kill(self._process.pid, signal.SIGKILL)
        return super()._read()


galley.spark.Worker = Dying
frame = spark.createDataFrame(rows, ["url", "text"]).repartition(3)
found = collected(galley.spark.check(frame, "text", id_col="url"), "url")
expected = of_one_process(rows)
print("killed", int(mark.exists()))
sys.exit(0 if found == expected else 1)
