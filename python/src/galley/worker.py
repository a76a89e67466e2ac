"""One galley process that checks record after record."""

from __future__ import annotations

import base64
import json
import os
import pathlib
import shutil
import subprocess
import sysconfig
import threading
from collections import deque
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Deque, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, Type, Union

from .diagnostics import Diagnostic, PageQuality


class GalleyError(Exception):
    """A text that could not be checked, or a galley that could not be run; the message is one line."""


def binary() -> str:
    """The galley that belongs to this package, else the one on the PATH. `GALLEY_BINARY` names another."""
    named = os.environ.get("GALLEY_BINARY")
    if named:
        return named
    schemes = [sysconfig.get_path("scripts"), sysconfig.get_path("scripts", f"{os.name}_user")]
    for folder in schemes:
        path = pathlib.Path(folder) / "galley"
        if path.is_file() and os.access(path, os.X_OK):
            return str(path)
    found = shutil.which("galley")
    if found is None:
        raise GalleyError("no galley is installed: pip install galley-lint")
    return found


@dataclass(frozen=True)
class Result:
    """The answer to one record. Where `error` is set, the record could not be checked and nothing else is."""

    id: Union[str, int, float, None]
    diagnostics: Tuple[Diagnostic, ...] = ()
    words: int = 0
    pages: Tuple[PageQuality, ...] = ()
    error: Optional[str] = None

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> "Result":
        if value["status"] != "ok":
            return cls(value["id"], error=value["error"])
        return cls(
            value["id"],
            tuple(Diagnostic.of(found) for found in value.get("diagnostics", ())),
            value.get("words", 0),
            tuple(PageQuality(**page) for page in value.get("pages", ())),
        )


class Worker:
    """A running `galley worker`; use it in a `with` statement.

    A record is a mapping with one of `text`, `path` and `bytes` (the bytes of a file), and what else it needs of `id`,
    `name`, `input`, `language` and `report`. Not for use by several threads at once.
    """

    def __init__(self, *options: str) -> None:
        """
        :param options: options of `galley worker`, for example `"--level", "note"`
        """
        self._command: Sequence[str] = [binary(), "worker", *options]
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process."""
        if self._process.poll() is None and self._process.stdin and not self._process.stdin.closed:
            try:
                self._process.stdin.close()
            except BrokenPipeError:
                pass
        self._process.terminate()
        self._process.wait()
        for stream in (self._process.stdout, self._process.stderr):
            if stream:
                stream.close()

    def answer(self, record: Mapping[str, Any]) -> Result:
        """The answer to one record."""
        return Result.of(json.loads(self._ask(_line(record))))

    def map(self, records: Iterable[Mapping[str, Any]]) -> Iterator[Result]:
        """The answers to many records, in their order, as they come. Records are read as they are needed."""
        for _, answer in self.map_lines((None, _line(record)) for record in records):
            yield Result.of(json.loads(answer))

    def map_lines(self, lines: Iterable[Tuple[Any, bytes]]) -> Iterator[Tuple[Any, bytes]]:
        """Lines of JSON, each with a companion that comes back with its answer."""
        # A thread writes while this one reads; pipes have room for little, so it is never far ahead.
        companions: Deque[Any] = deque()
        failure: List[BaseException] = []
        ready = threading.Condition()
        is_finished = False

        def write() -> None:
            nonlocal is_finished
            assert self._process.stdin
            try:
                for companion, line in lines:
                    with ready:
                        companions.append(companion)
                        ready.notify()
                    self._process.stdin.write(line)
                    self._process.stdin.flush()
            except BrokenPipeError:
                pass
            except BaseException as error:
                failure.append(error)
            finally:
                with ready:
                    is_finished = True
                    ready.notify()

        writer = threading.Thread(target=write, daemon=True)
        writer.start()
        while True:
            with ready:
                ready.wait_for(lambda: companions or is_finished)
                if not companions:
                    break
                companion = companions.popleft()
            yield companion, self._read()
        writer.join()
        if failure:
            raise failure[0]

    def _ask(self, line: bytes) -> bytes:
        assert self._process.stdin
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except BrokenPipeError:
            pass
        return self._read()

    def _read(self) -> bytes:
        assert self._process.stdout and self._process.stderr
        answer = self._process.stdout.readline()
        if not answer.endswith(b"\n"):
            said = self._process.stderr.read().decode(errors="replace").strip()
            raise GalleyError(said or f"galley ended with status {self._process.wait()}")
        return answer


def _line(record: Mapping[str, Any]) -> bytes:
    if "bytes" in record:
        record = {**record, "bytes": base64.b64encode(record["bytes"]).decode("ascii")}
    # Half of a surrogate pair is no text; json would write it as an escape that galley refuses.
    return json.dumps(record, ensure_ascii=False).encode("utf-8", errors="replace") + b"\n"


def check(text: Union[str, "os.PathLike[str]"], *options: str, **keys: Any) -> List[Diagnostic]:
    """Checks one text, or the file at a path.

    :param text: a text, or a `pathlib.Path` for a file
    :param options: options of `galley worker`, for example `"--level", "note"`
    :param keys: further keys of the record: `name`, `input`, `language`
    :raises GalleyError: the file cannot be read, an option is wrong
    """
    record = {"path": os.fspath(text)} if isinstance(text, os.PathLike) else {"text": text}
    with Worker(*options) as worker:
        result = worker.answer({**record, **keys})
    if result.error is not None:
        raise GalleyError(result.error)
    return list(result.diagnostics)
