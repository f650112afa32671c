"""A book as a tagged PDF that claims PDF/UA-1, by WeasyPrint; formulas are drawn before, as it draws none."""

from __future__ import annotations

import importlib
import logging
import re
import warnings
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

from escarcha.book.tags import mend_lists
from escarcha.extras import BOOK, demand
from escarcha.problems import Code, EscarchaError, Problem

if TYPE_CHECKING:
    from types import ModuleType

_FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
_NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'
_SILENT = re.compile(r'(<img\b[^>]*) alt=""')
_DRAWING = re.compile(r"(<svg\b[^>]*>)(?!(?:(?!</svg>).)*<title)", re.DOTALL)
"""A drawing that says nothing, as an icon beside a word."""
_SIZE = 14.67
"""Pixels of a letter of a formula: the eleven points of the sheet."""


def write_pdf(html: str) -> bytes:
    """Return a book as a PDF.

    Args:
        html: of the book, with its pictures in it.

    Raises:
        EscarchaError: if a package is missing, or what it needs of the system, or it fails.
    """
    weasyprint, ziamath = load_packages()
    text = _FORMULA.sub(lambda formula: _drawn(formula[0], ziamath), html)
    # An image that says nothing has to say so: https://pdfa.org/resource/matterhorn-protocol/, 13-004.
    text = _DRAWING.sub(r"\1<title> </title>", _SILENT.sub(r'\1 alt=" "', text))
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it tells of letters that no font has
    # Whatever is to be shown is in the page: nobody else is asked for anything.
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["data"])
    try:
        document = weasyprint.HTML(string=text, url_fetcher=fetcher)
        written: bytes = document.write_pdf(finisher=mend_lists, pdf_variant="pdf/ua-1")
    except Exception as error:  # what stands in notes makes it fail in many ways
        cause = f"WeasyPrint no puede hacer el PDF: {type(error).__name__}."
        remedy = "Haz las otras formas con --form; la página HTML se imprime desde el navegador."
        raise EscarchaError(Problem(Code.FREEZE_FAILED, "", None, cause, remedy)) from error
    return written


def load_packages() -> tuple[ModuleType, ModuleType]:
    """Return the packages that only a PDF needs: WeasyPrint, and what draws formulas.

    Raises:
        EscarchaError: if one is missing, or what it needs of the system.
    """
    demand(BOOK, "--form pdf")
    try:
        with warnings.catch_warnings():  # of how one of them finds its font
            warnings.simplefilter("ignore", DeprecationWarning)
            return importlib.import_module("weasyprint"), importlib.import_module("ziamath")
    except OSError as error:  # it looks for the libraries of the system when it is imported
        cause = "para hacer un PDF hace falta Pango, que no está en este sistema."
        libraries = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        remedy = f"Instálalo (en Debian y Ubuntu: apt install {libraries})."
        raise EscarchaError(Problem(Code.MISSING_PACKAGE, "", None, cause, remedy), exit_code=2) from error


def _drawn(formula: str, ziamath: ModuleType) -> str:
    """Return the picture of a formula, on the line of its text, or its text if it cannot be drawn."""
    try:
        tree = ET.fromstring(formula.replace(_NAMESPACE, ""))  # noqa: S314 - written by Paper
        said = escape(said_as(tree))
        svg = ziamath.Math(tree, size=_SIZE).svg()
    except Exception:  # noqa: BLE001 - formulas that it does not know fail in many ways
        return f"<code>{re.sub('<[^>]*>', ' ', formula)}</code>"
    _, top, _, height = map(float, ET.fromstring(svg).attrib["viewBox"].split())  # noqa: S314 - of ziamath
    is_block = tree.get("display") == "block"
    style = "display: block; margin: 0.8em auto" if is_block else f"vertical-align: {-(top + height):.2f}px"
    return f'<img class="formula" alt="{said}" style="{style}" src="data:image/svg+xml,{quote(svg)}"/>'


_SAID = {"mfrac": "/", "msup": "^", "mover": "^", "msub": "_", "munder": "_", "mroot": "√"}


def said_as(formula: ET.Element) -> str:
    """Return a formula as a line of text, for those who hear it: ``(a + b)/2``.

    Args:
        formula: in MathML.
    """
    parts = [*filter(None, map(said_as, formula))]
    if not parts:
        return " ".join((formula.text or "").split())
    bare = [part if len(part) == 1 else f"({part})" for part in parts]
    if formula.tag in {"msubsup", "munderover"} and len(bare) > 2:  # noqa: PLR2004 - it has three parts
        return f"{bare[0]}_{bare[1]}^{bare[2]}"
    if formula.tag == "mroot":
        bare.reverse()
    if formula.tag == "msqrt":
        return f"√({' '.join(parts)})"
    return _SAID[formula.tag].join(bare) if formula.tag in _SAID else " ".join(parts)
