"""What some type into a search box: for the tests of the script alone, and for those in a browser."""

from __future__ import annotations

ANSWERED = ("__proto__", "constructor", "hasOwnProperty", "toString", "valueOf")
"""Names that any object of JavaScript answers to."""

HOSTILE_QUERIES = (
    "x" * 10_000,
    "ñ " * 5_000,
    "مرحبا بالعالم",
    "\u202e\u202dsalto",
    "👩‍🚀🎉",
    "\ud83d",
    "a\udc00b",
    ".*+?^${}()|[]\\",
    "\0",
    "<script>alert(1)</script>",
    *ANSWERED,
)
