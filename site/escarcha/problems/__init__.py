"""What can be wrong, as data: a code, a place, a cause, a remedy.

1. ``codes.py`` lists the kinds of problems.
2. ``problem.py`` is a Problem, with its file and line, and the error that stops the work with some.
3. ``remark.py`` is a Remark: the same, said of a text by a room that does not know its file.
4. ``sentences.py`` has what the sentences of problems are made of.

Every room reports with these; only the command line, the preview and the tests of examples show them.
"""

from escarcha.problems.codes import ACCESSIBILITY, Code, Severity
from escarcha.problems.problem import (
    EscarchaError,
    Problem,
    ProblemRecord,
    has_errors,
    in_order,
    unreadable,
)
from escarcha.problems.remark import Remark
from escarcha.problems.sentences import because, nearest, printable

__all__ = [
    "ACCESSIBILITY",
    "Code",
    "EscarchaError",
    "Problem",
    "ProblemRecord",
    "Remark",
    "Severity",
    "because",
    "has_errors",
    "in_order",
    "nearest",
    "printable",
    "unreadable",
]
