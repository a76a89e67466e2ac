import json
import os
import pathlib
import subprocess

import pytest

pyspark = pytest.importorskip("pyspark")

from pyspark.sql import SparkSession  # noqa: E402

import galley  # noqa: E402
from galley import spark as galley_spark  # noqa: E402

FIXTURES = pathlib.Path(__file__).parents[2] / "Fixtures"


def articles():
    paths = sorted(FIXTURES.glob("articles/*.txt")) + sorted(FIXTURES.glob("clean/*.txt"))[:20]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return [(f"article-{i}", texts[i % len(texts)]) for i in range(2 * len(texts))]


def of_one_process(rows):
    with galley.Worker() as worker:
        results = worker.map({"id": key, "text": text} for key, text in rows)
        return sorted(
            (r.id, d.range.start.offset, d.range.end.offset, d.rule, d.message, len(d.fixes), d.fingerprint)
            for r in results
            for d in r.diagnostics
        )


def collected(frame, key):
    return sorted(
        (row[key], row.range.start.offset, row.range.end.offset, row.rule, row.message, len(row.fixes), row.fingerprint)
        for row in frame.collect()
    )


@pytest.fixture(scope="module")
def session():
    spark = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
        .config("spark.task.maxFailures", "4").getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    yield spark
    spark.stop()


@pytest.mark.parametrize("partitions", [1, 2, 7])
def test_the_same_as_one_process(session, partitions):
    rows = articles()
    frame = session.createDataFrame(rows, ["url", "text"]).repartition(partitions)
    found = collected(galley_spark.check(frame, "text", id_col="url"), "url")
    assert found and found == of_one_process(rows)


def test_rows_that_cannot_be_checked_say_why(session):
    frame = session.createDataFrame([(1, "I saw the the cat.")], ["id", "text"])
    (row,) = galley_spark.check(frame, "text", id_col="id", language="xx_XX").collect()
    assert row.id == 1 and row.rule is None and "xx_XX" in row.error


def test_a_column_of_texts_is_enough(session):
    frame = session.createDataFrame([("I saw the the cat.",), ("All is well.",)], ["body"])
    (row,) = galley_spark.check(frame, "body").collect()
    assert row.rule == "doubled-word" and row.fixes[0].edits[0].replacement == "the" and "body" not in row.asDict()


ALTO = """<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page ID="P1" PHYSICAL_IMG_NR="7"><PrintSpace><TextBlock>
{lines}</TextBlock></PrintSpace></Page></Layout></alto>
"""


def alto(*lines):
    def line(y, words):
        strings = '<SP WIDTH="9"/>'.join(
            f'<String CONTENT="{word}" HPOS="{90 * x}" VPOS="{y}" WIDTH="80" HEIGHT="20" WC="0.9"/>'
            for x, word in enumerate(words.split())
        )
        return f'<TextLine HPOS="0" VPOS="{y}" WIDTH="900" HEIGHT="20">{strings}</TextLine>\n'

    return ALTO.format(lines="".join(line(30 * y, words) for y, words in enumerate(lines)))


def test_files_as_bytes(session, tmp_path):
    (tmp_path / "a.xml").write_text(alto("The mayor saw the the ship", "in the harbour of the town."), encoding="utf-8")
    (tmp_path / "b.xml").write_text(alto("Nobody came to see it go."), encoding="utf-16")
    (tmp_path / "c.xml").write_text("<other/>", encoding="utf-8")
    frame = session.read.format("binaryFile").load(str(tmp_path))
    pages = {row.path[-5:]: row for row in galley_spark.ocr_report(frame).collect()}
    assert (pages["a.xml"].tokens, pages["b.xml"].tokens) == (12, 6) and pages["c.xml"].error
    findings = galley_spark.check(frame, "content", id_col="path").collect()
    assert [(row.path[-5:], row.rule) for row in findings if not row.error] == [("a.xml", "doubled-word")]
    assert findings[0].page is None or findings[0].page.number == 7


def test_records_of_json(session, tmp_path):
    rows = articles()[:8]
    lines = "".join(json.dumps({"url": key, "body": text, "author": None}) + "\n" for key, text in rows)
    (tmp_path / "articles.jsonl").write_text(lines, encoding="utf-8")
    frame = session.read.json(str(tmp_path / "articles.jsonl"))
    found = collected(galley_spark.check(frame, "body", id_col="url"), "url")
    assert found and found == of_one_process(rows)


def test_pages_of_engines_are_read_as_one_process_reads_them(session):
    paths = sorted(path for kind in ("hocr", "xml") for path in FIXTURES.glob(f"**/*.{kind}"))
    frame = session.read.format("binaryFile").load([str(path) for path in paths])
    assert {path.suffix for path in paths} == {".hocr", ".xml"}
    with galley.Worker() as worker:
        expected = {f"file:{path}": result for path, result in zip(paths, worker.map({"path": str(path)} for path in paths))}
    found = {}
    for row in galley_spark.check(frame, "content", id_col="path").collect():
        found.setdefault(row.path, []).append(row)
    for path, result in expected.items():
        rows = sorted(found.get(path, []), key=lambda row: row.range.start.offset if row.range else -1)
        said = [(d.range.start.offset, d.rule, d.message, d.page and d.page.number) for d in result.diagnostics]
        assert bool(result.error) == any(row.error for row in rows)
        if not result.error:
            assert sorted((row.range.start.offset, row.rule, row.message, row.page and row.page.number) for row in rows) == sorted(said)


@pytest.mark.parametrize("what", ["workers", "executor"])
def test_a_partition_is_run_again_after_its_processes_died(tmp_path, what):
    """They are killed once while they run; in a session of its own, as local[2] tries once and has no executors."""
    script = pathlib.Path(__file__).with_name(f"killed_{what}.py")
    done = subprocess.run(
        ["python3", str(script), str(tmp_path)], capture_output=True, text=True, timeout=300,
        env={**os.environ, "PYSPARK_PYTHON": "python3"},
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "killed 1" in done.stdout
