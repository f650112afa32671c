"""Footnotes: in the order of their calls, and whatever is wrong with them is told."""

from __future__ import annotations

import re
import time

from escarcha.markup import Reader
from escarcha.problems import Code, Remark

READER = Reader()


def told(body: str) -> list[tuple[Code, int]]:
    """Return what is wrong with a note: codes and lines."""
    return sorted(
        ((remark.code, remark.line) for remark in READER.read(body).remarks), key=lambda each: each[1]
    )


def test_they_are_numbered_in_the_order_of_their_calls() -> None:
    """As on GitHub, wherever and in whatever order they are defined."""
    html = READER.read("a[^z] b[^a] c[^z]\n\n[^a]: dos\n[^z]: uno").html
    assert re.findall(r'footnote-ref"[^>]*>(\d)<', html) == ["1", "2", "1"]
    assert re.findall(r'<li id="fn:(\w)">', html) == ["z", "a"]
    assert re.findall(r'href="#(fnref\d?:\w)"', html) == ["fnref:z", "fnref2:z", "fnref:a"]


def test_a_footnote_may_call_another() -> None:
    """One that is called nowhere else comes after those of the text."""
    html = READER.read("a[^1]\n\n[^1]: b[^2]\n[^2]: c[^1]").html
    assert re.findall(r'<li id="fn:(\d)">', html) == ["1", "2"]
    assert html.count('href="#fnref2:1"') == 1


def test_labels_do_not_mind_case() -> None:
    """As those of references."""
    assert "<sup" in READER.read("a[^Nota]\n\n[^nota]: b").html
    assert told("a[^Nota]\n\n[^nota]: b") == []


def test_the_first_of_two_definitions_is_shown_and_the_second_told() -> None:
    """As pandoc and mdBook have it; the author hears of it, and of those never called or never defined."""
    body = "a[^1] b[^sin]\n\n[^1]: uno\n[^1]: dos\n[^z]: nadie"
    html = READER.read(body).html
    assert "uno" in html
    assert "dos" not in html
    assert "nadie" not in html
    assert "[^sin]" in html
    assert told(body) == [(Code.FOOTNOTE, 1), (Code.FOOTNOTE, 4), (Code.FOOTNOTE, 5)]


def test_a_definition_in_a_quotation_counts() -> None:
    """Wherever it stands, it is none of the blocks round it."""
    html = READER.read("a[^1]\n\n> b\n>\n> [^1]: uno\n>\n> c").html
    assert html.index("<p>b</p>") < html.index("<p>c</p>") < html.index("uno")
    assert told("a[^1]\n\n> [^1]: uno") == []


def test_a_reference_that_is_not_defined_is_told() -> None:
    """Of brackets that can only be meant for a link; indexes of a list and signs in brackets are none."""
    assert told("a [texto][noref]\n\nb") == [(Code.UNDEFINED_REFERENCE, 1)]
    assert told("![a\nb][noref]") == [(Code.UNDEFINED_REFERENCE, 2)]
    for plain in ("a[i][j]", "[1][2]", "`[a][b]`", "[a] [b]", "[a][]", "[x][a](b.md)", "\\[a][b]"):
        assert told(plain) == [], plain


def test_time_grows_with_the_calls_alone() -> None:
    """Eight thousand calls of one footnote, and of as many, take a few seconds; they took minutes."""
    start = time.process_time()
    READER.read("a[^1] " * 8000 + "\n\n[^1]: uno")
    READER.read("".join(f"a[^{number}] " for number in range(8000)) + "\n\n[^1]: uno")
    READER.read("".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(4000)))
    assert time.process_time() - start < 20


def test_what_is_wrong_says_how_to_mend_it() -> None:
    """A sentence in Spanish, and a remedy that names the label."""
    (remark,) = READER.read("a [^sin]").remarks
    assert isinstance(remark, Remark)
    assert "[^sin]" in remark.remedy
