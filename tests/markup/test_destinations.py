"""Where each address of a note is written, to the sign."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escarcha.markup import Kind, Reader
from escarcha.markup.fences import option_span, read_info

reader = Reader()

NOTE = """\
# T [a](a.md) x `[a](a.md)` <https://a.es/x>

> - uno [b](b.md "t")
>   dos ![i](<img/f g.png>) [[n#s|t]]

| a | b |
|---|---|
| `[x](y.md)` | [x](y.md) [[p\\|q]] \\| ![z](z.md) |

<div>
<!-- <a href="no.md">x</a> -->
<a href="h.md">x</a> <img src='i.png' srcset="a.png 1x, b.png 2x">
</div>

t <a href=q.md>q</a> https://b.es/x. [r][r] [multi
line](
 ml.md)

> [r]: r.md "t"

[u]:
  <u v.md>

- [ ] tarea [x](ta.md) y[^1]

```python include="ej/a.py" hl=3
```

[^1]: nota [x](fn.md)
"""

WRITTEN = """\
a.md https://a.es/x b.md img/f g.png n y.md p z.md h.md i.png a.png b.png q.md https://b.es/x ml.md r.md
u v.md ta.md ej/a.py fn.md
"""


def test_every_address_and_nothing_else() -> None:
    """In order; what stands in code or in a comment is none."""
    lines = NOTE.split("\n")
    found = reader.destinations(NOTE)
    assert " ".join(each.written for each in found).split() == WRITTEN.split()
    assert all(lines[each.line - 1][each.start : each.stop] == each.written for each in found)
    assert {each.kind for each in found} == set(Kind) - {Kind.HIDDEN, Kind.WIKITEXT}


@pytest.mark.parametrize(
    ("body", "address", "written"),
    [
        (r"[x](a\_b.md)", "a_b.md", r"a\_b.md"),
        ("[x](a&amp;b.md)", "a&b.md", "a&amp;b.md"),
        ('<a href="a&amp;b.md">x</a>', "a&b.md", "a&amp;b.md"),
        ("\t- a\n\n- b\n\n\t[x](a.md)", "a.md", "a.md"),
        (":::tip Un [x](a.md)\nb\n:::", "a.md", "a.md"),
        ("a\n:   [x](a.md)", "a.md", "a.md"),
        ("[x](a.md)\n===", "a.md", "a.md"),
        ("*[HTML]: algo\n[x](a.md)", "a.md", "a.md"),
        ("**[x](a.md)**", "a.md", "a.md"),
        ("# Uno [x](a.md) ##", "a.md", "a.md"),
        ("[a\\]b]: a.md\n\n[a\\]b]", "a.md", "a.md"),
    ],
)
def test_an_address_is_understood_and_left_as_it_is(body: str, address: str, written: str) -> None:
    """Escapes and references are read, and what stands in the text is what is written there."""
    (found,) = reader.destinations(body)
    assert (found.address, found.written) == (address, written)
    assert body.split("\n")[found.line - 1][found.start : found.stop] == written


@given(
    st.lists(
        st.sampled_from(
            ["[x](u.md)", "![y](<v w.md>)", "[[n|t]]", "`[x](u.md)`", "a *b*", "> ", "- ", "\n", "\n\n", "| "]
        ),
        max_size=30,
    )
)
def test_places_are_those_of_the_text(pieces: list[str]) -> None:
    """However blocks are mixed: what stands at a place is an address, and none is told twice."""
    body = " ".join(pieces)
    lines = body.split("\n")
    found = reader.destinations(body)
    assert all(lines[each.line - 1][each.start : each.stop] in {"u.md", "v w.md", "n"} for each in found)
    assert len({(each.line, each.start) for each in found}) == len(found)
    plain = re.sub(r"`\[x\]\(u\.md\)`", "", body)
    assert len(found) <= len(re.findall(r"u\.md|v w\.md|\[\[n", plain))


@pytest.mark.parametrize("info", ['python include="a b.py"', "py include=a.py hl=1", "{.python include='x'}"])
def test_the_place_of_an_option(info: str) -> None:
    """It is where the value stands that the fence is read to have."""
    span = option_span(info, "include")
    assert span
    assert info[slice(*span)] == read_info(info).options["include"]
    assert option_span(info, "title") is None
