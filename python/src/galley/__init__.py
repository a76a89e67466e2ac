"""The proofreader’s compiler: reports what must not be published in articles and OCR output."""

from .diagnostics import Box, Diagnostic, Edit, Fix, PageQuality, Position, Range, Related
from .worker import GalleyError, Result, Worker, binary, check

__all__ = [
    "Box", "Diagnostic", "Edit", "Fix", "GalleyError", "PageQuality", "Position", "Range", "Related", "Result", "Worker",
    "binary", "check",
]
