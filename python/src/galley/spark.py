"""galley on PySpark: one worker process for each task, findings as typed columns.

The results are those of one process over the same rows, whatever the number of partitions, and a partition that is run
again after its executor died gives the same rows again.
"""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Sequence, Tuple

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import types as t

from .worker import Worker, _line

_POSITION = t.StructType(
    [t.StructField(name, t.LongType(), False) for name in ("line", "column", "offset")]
)
_RANGE = t.StructType([t.StructField("start", _POSITION, False), t.StructField("end", _POSITION, False)])
_EDIT = t.StructType([t.StructField("range", _RANGE, False), t.StructField("replacement", t.StringType(), False)])
_FIX = t.StructType(
    [
        t.StructField("edits", t.ArrayType(_EDIT, False), False),
        t.StructField("confidence", t.DoubleType(), False),
        t.StructField("safety", t.StringType(), False),
    ]
)
_RELATED = t.StructType([t.StructField("range", _RANGE, False), t.StructField("message", t.StringType(), False)])
_BOX = t.StructType(
    [t.StructField("number", t.LongType(), False), t.StructField("box", t.ArrayType(t.LongType(), False), True)]
)

#: The columns of `check`, after that of the id.
DIAGNOSTIC = t.StructType(
    [
        t.StructField("range", _RANGE, True),
        t.StructField("severity", t.StringType(), True),
        t.StructField("rule", t.StringType(), True),
        t.StructField("category", t.StringType(), True),
        t.StructField("message", t.StringType(), True),
        t.StructField("fixes", t.ArrayType(_FIX, False), True),
        t.StructField("related", t.ArrayType(_RELATED, False), True),
        t.StructField("fingerprint", t.StringType(), True),
        t.StructField("page", _BOX, True),
        t.StructField("error", t.StringType(), True),
    ]
)

#: The columns of `ocr_report`, after that of the id.
PAGE = t.StructType(
    [
        t.StructField("number", t.LongType(), True),
        t.StructField("tokens", t.LongType(), True),
        t.StructField("wrong", t.DoubleType(), True),
        t.StructField("error", t.StringType(), True),
    ]
)

Row = Dict[str, Any]


def check(
    frame: DataFrame, text_col: str = "text", *, id_col: Optional[str] = None, name_col: Optional[str] = None,
    input: Optional[str] = None, language: Optional[str] = None, options: Sequence[str] = (),
) -> DataFrame:
    """The findings in the texts of a column, a row each.

    :param text_col: texts, or the bytes of files (as `binaryFile` reads them)
    :param id_col: the column that says which row a finding belongs to; without one nothing does
    :param name_col: names of the files, whose endings say what they are; for bytes `id_col` where it holds texts
    :param input: what the texts are: auto, text, markdown, html, hocr, alto, page
    :param language: dictionary tag, for example en_GB
    :param options: options of `galley worker`
    :returns: the column of the id and those of `DIAGNOSTIC`; a row that cannot be checked has only `error`
    """
    return _run(frame, text_col, id_col, name_col, {"input": input, "language": language}, options, DIAGNOSTIC, _findings)


def ocr_report(
    frame: DataFrame, content_col: str = "content", *, id_col: str = "path", name_col: Optional[str] = None,
    input: Optional[str] = None, language: Optional[str] = None, options: Sequence[str] = (),
) -> DataFrame:
    """How well each page in a column was read, a row each; parameters as those of `check`.

    :returns: the id and the columns of `PAGE`: `wrong` estimates how many of `tokens` are wrong
    """
    keys = {"input": input, "language": language, "report": "ocr"}
    return _run(frame, content_col, id_col, name_col, keys, options, PAGE, _pages)


def _run(
    frame: DataFrame, content_col: str, id_col: Optional[str], name_col: Optional[str], keys: Dict[str, Optional[str]],
    options: Sequence[str], columns: t.StructType, rows: Callable[[Dict[str, Any]], List[Row]],
) -> DataFrame:
    is_binary = isinstance(frame.schema[content_col].dataType, t.BinaryType)
    named = [t.StructField(id_col, frame.schema[id_col].dataType, True)] if id_col is not None else []
    if name_col is None and is_binary and named and isinstance(named[0].dataType, t.StringType):
        name_col = id_col
    schema = t.StructType([*named, *columns.fields])
    common = {key: value for key, value in keys.items() if value is not None}
    worker_options = ["--jobs", "1", *options]
    wanted = list(dict.fromkeys(filter(None, [id_col, content_col, name_col])))

    def records(batches: Iterable[pa.RecordBatch]) -> Iterator[Tuple[Row, bytes]]:
        for batch in batches:
            for row in batch.to_pylist():
                content = row[content_col]
                record: Row = dict(common)
                record["bytes" if is_binary else "text"] = content if content is not None else (b"" if is_binary else "")
                if name_col is not None:
                    record["name"] = row[name_col]
                yield {id_col: row[id_col]} if id_col is not None else {}, _line(record)

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from pyspark.sql.pandas.types import to_arrow_schema

        arrow = to_arrow_schema(schema)
        found: List[Row] = []
        with Worker(*worker_options) as worker:
            for key, answer in worker.map_lines(records(batches)):
                found += [{**key, **row} for row in rows(json.loads(answer))]
                if len(found) >= _ROWS_PER_BATCH:
                    yield pa.RecordBatch.from_pylist(found, schema=arrow)
                    found = []
        yield pa.RecordBatch.from_pylist(found, schema=arrow)

    return frame.select(*wanted).mapInArrow(work, schema)


_ROWS_PER_BATCH = 4096


def _findings(answer: Dict[str, Any]) -> List[Row]:
    if answer["status"] != "ok":
        return [{"error": answer["error"]}]
    found = []
    for diagnostic in answer["diagnostics"]:
        del diagnostic["file"]
        for fix in diagnostic["fixes"]:
            fix.setdefault("edits", [{"range": diagnostic["range"], "replacement": fix.pop("replacement", None)}])
        found.append(diagnostic)
    return found


def _pages(answer: Dict[str, Any]) -> List[Row]:
    return answer["pages"] if answer["status"] == "ok" else [{"error": answer["error"]}]
