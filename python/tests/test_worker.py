import json
import pathlib
import subprocess

import pytest

import galley

ARTICLE = "I saw the the cat.\n\nHe said: “It ran away.\n"


def test_a_text_gives_what_the_command_gives(tmp_path):
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    said = subprocess.run(
        [galley.binary(), "check", "--format", "json", "--level", "note", str(article)], capture_output=True, check=False
    )
    expected = [galley.Diagnostic.of(found) for found in json.loads(said.stdout)["diagnostics"]]
    assert expected
    assert galley.check(article, "--level", "note") == expected
    named = galley.check(ARTICLE, "--level", "note", name=str(article))
    assert named == expected


def test_a_diagnostic_is_typed_and_prints_as_a_compiler_line():
    (found,) = galley.check("I saw the the cat.")
    assert str(found) == "<text>:1:7: error: “the” is written twice [doubled-word]"
    assert (found.range.start.offset, found.range.end.offset) == (6, 13)
    assert found.fixes[0] == galley.Fix((galley.Edit(found.range, "the"),), found.fixes[0].confidence, "safe")


def test_offsets_count_bytes_and_columns_characters():
    (found,) = galley.check("Café 😀 the the end.")
    assert (found.range.start.column, found.range.start.offset) == (8, 11)


def test_a_fix_of_several_edits_keeps_them():
    fixed = [fix for text in ("It was â€™ bad â€™ here.", ARTICLE) for found in galley.check(text) for fix in found.fixes]
    assert fixed and all(fix.edits for fix in fixed)


def test_a_bad_record_does_not_end_the_worker():
    with galley.Worker() as worker:
        records = [
            {"id": 1, "text": "I saw the the cat."},
            {"id": 2},
            {"id": 3, "path": "no-such-file.txt"},
            {"id": 4, "text": "All is well.", "input": "fax"},
            {"id": 5, "text": "All is well.", "language": "xx_XX"},
            {"id": None, "text": "half a pair: \ud800"},
            {"id": "last", "text": "She said the the end."},
        ]
        results = list(worker.map(records))
    assert [result.id for result in results] == [1, 2, 3, 4, 5, None, "last"]
    assert [result.error is None for result in results] == [True, False, False, False, False, True, True]
    assert results[0].diagnostics[0].rule == results[-1].diagnostics[0].rule == "doubled-word"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_many_records_come_back_in_order(jobs):
    texts = [f"Number {i} saw {'the the' if i % 3 == 0 else 'the'} cat.\n" * (i % 7 + 1) for i in range(3000)]
    with galley.Worker("--jobs", jobs) as worker:
        results = list(worker.map({"id": i, "text": text} for i, text in enumerate(texts)))
    assert [result.id for result in results] == list(range(3000))
    assert all(any(d.rule == "doubled-word" for d in r.diagnostics) == (r.id % 3 == 0) for r in results)


def test_an_answer_comes_before_the_next_record():
    with galley.Worker("--jobs", "2") as worker:
        for i in range(20):
            assert worker.answer({"id": i, "text": "I saw the the cat."}).id == i


def test_a_long_record_fits():
    with galley.Worker() as worker:
        assert worker.answer({"id": 1, "text": "All is well. " * 20_000}).words == 60_000


def test_bytes_of_a_file_in_any_encoding():
    with galley.Worker() as worker:
        result = worker.answer({"bytes": "“I saw the the café,” he said.".encode("utf-16"), "name": "a.txt"})
    assert [found.rule for found in result.diagnostics] == ["doubled-word"]


def test_pages():
    with galley.Worker() as worker:
        result = worker.answer({"text": "The rnayor of tbe town. \fAll is well here today.", "report": "ocr"})
    assert [page.number for page in result.pages] == [1, 2]
    assert result.pages[0].wrong > result.pages[1].wrong


def test_errors_are_one_line():
    with pytest.raises(galley.GalleyError, match="No such file"):
        galley.check(pathlib.Path("no-such-file.txt"))
    with pytest.raises(galley.GalleyError, match="unknown rule"):
        galley.check("All is well.", "--select", "no-such-rule")


def test_records_and_answers_follow_the_schema():
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((pathlib.Path(__file__).parents[2] / "docs/worker.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    records = [
        {"id": 1, "text": ARTICLE},
        {"id": "x", "text": "The rnayor of tbe town.", "report": "ocr"},
        {"text": "fine", "language": ["en_GB"]},
        {"id": None, "path": "no-such-file.txt"},
    ]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    said = subprocess.run([galley.binary(), "worker", "--level", "note"], input=lines.encode(), capture_output=True, check=True)
    answers = [json.loads(line) for line in said.stdout.splitlines()]
    assert len(answers) == len(records) and answers[0]["diagnostics"]
    for value in records + answers:
        assert not list(validator.iter_errors(value)), value
    assert list(validator.iter_errors({"id": 1, "text": "a", "path": "b"}))
