"""What can be wrong, as data: a code, a place, a cause, a remedy.

1. ``codes.py`` lists the kinds of problems.
2. ``problem.py`` is a Problem, with its file and line, and the error that stops the work with some.
3. ``remark.py`` is a Remark: the same, said of a text by a room that does not know its file.
4. ``sentences.py`` has what the sentences of problems are made of.
5. ``brief.py`` makes a short list of many, and ``baseline.py`` remembers which were known.

Every room reports with these; only the command line, the preview and the tests of examples show them.
"""

from escarcha.problems.baseline import Baseline, Known
from escarcha.problems.brief import in_brief
from escarcha.problems.codes import ACCESSIBILITY, BEYOND_SITE, FIXED, MANUAL_URL, Code, Severity
from escarcha.problems.problem import (
    EscarchaError,
    Problem,
    ProblemRecord,
    count_problems,
    has_errors,
    in_order,
    unreadable,
)
from escarcha.problems.remark import Remark
from escarcha.problems.sentences import (
    because,
    in_spanish,
    nearest,
    nearest_path,
    printable,
    remedy_for,
    said,
)

__all__ = [
    "ACCESSIBILITY",
    "BEYOND_SITE",
    "FIXED",
    "MANUAL_URL",
    "Baseline",
    "Code",
    "EscarchaError",
    "Known",
    "Problem",
    "ProblemRecord",
    "Remark",
    "Severity",
    "because",
    "count_problems",
    "has_errors",
    "in_brief",
    "in_order",
    "in_spanish",
    "nearest",
    "nearest_path",
    "printable",
    "remedy_for",
    "said",
    "unreadable",
]
