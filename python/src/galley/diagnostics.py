"""What galley says of a text, as the objects of `galley check --format json`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Tuple


@dataclass(frozen=True)
class Position:
    """A place: line and column count from 1 (columns in Unicode characters), offset counts bytes from 0."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True)
class Range:
    """From start to end, end exclusive."""

    start: Position
    end: Position

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> "Range":
        return cls(Position(**value["start"]), Position(**value["end"]))


@dataclass(frozen=True)
class Edit:
    range: Range
    replacement: str


@dataclass(frozen=True)
class Fix:
    """Edits that are made together. `safety` is "safe" where they can be made unasked."""

    edits: Tuple[Edit, ...]
    confidence: float
    safety: str


@dataclass(frozen=True)
class Related:
    range: Range
    message: str


@dataclass(frozen=True)
class Box:
    """A place on a scanned page."""

    page: int
    corners: Optional[Tuple[int, ...]]


@dataclass(frozen=True)
class Diagnostic:
    """One finding. `fixes` has the best first; `fingerprint` stays the same when the text around it moves."""

    file: str
    range: Range
    severity: str
    rule: str
    category: str
    message: str
    fixes: Tuple[Fix, ...]
    related: Tuple[Related, ...]
    fingerprint: str
    page: Optional[Box] = None

    def __str__(self) -> str:
        start = self.range.start
        return f"{self.file}:{start.line}:{start.column}: {self.severity}: {self.message} [{self.rule}]"

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> "Diagnostic":
        whole = Range.of(value["range"])
        page = value.get("page")
        return cls(
            file=value["file"],
            range=whole,
            severity=value["severity"],
            rule=value["rule"],
            category=value["category"],
            message=value["message"],
            fixes=tuple(_fix(fix, whole) for fix in value["fixes"]),
            related=tuple(Related(Range.of(r["range"]), r["message"]) for r in value["related"]),
            fingerprint=value["fingerprint"],
            page=page and Box(page["number"], tuple(page["box"]) if "box" in page else None),
        )


def _fix(value: Mapping[str, Any], whole: Range) -> Fix:
    edits = value.get("edits")
    if edits is None:
        made: Tuple[Edit, ...] = (Edit(whole, value["replacement"]),)
    else:
        made = tuple(Edit(Range.of(edit["range"]), edit["replacement"]) for edit in edits)
    return Fix(made, value["confidence"], value["safety"])


@dataclass(frozen=True)
class PageQuality:
    """How well a page was read: an estimate of how many of its tokens are wrong."""

    number: int
    tokens: int
    wrong: float
