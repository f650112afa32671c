"""Whether PDFs keep PDF/UA-1, by each rule that needs no eye: ``make book-checks``, or with their paths.

The rules are those of veraPDF, without Java: https://pypi.org/project/page-validation/
"""

from __future__ import annotations

import importlib
import sys


def main() -> None:
    """Print what each PDF breaks; exits with 1 if that is anything."""
    page = importlib.import_module("page")
    is_wrong = False
    for file in sys.argv[1:]:
        report = page.validate_pdf(file, profile="ua1")
        for failure in report.failures:
            print(f"{file}: {failure.rule_id}: {failure.message}")
        print(f"{file}: {report.rules.passed} of {report.rules.total} rules kept")
        is_wrong |= not report.is_compliant
    sys.exit(is_wrong)


if __name__ == "__main__":
    main()
