"""Pages whose examples can be seen from inside: what they ask for, and what other forms of them say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escarcha.freezing import Options

if TYPE_CHECKING:
    from conftest import SiteTest

NOTE = """---
date: 2026-01-02
---
# Nota {title}

```python run
from flask import Flask

app = Flask(__name__)


@app.get("/")
def f():
    n = 40 + 3
    return ""
```

```http {word}
GET /
```
"""


def test_only_a_page_with_a_trace_has_what_it_needs(site: SiteTest) -> None:
    """Its sheet, its script and what it says; search, feed and Markdown do not say it again."""
    site.settings('base_url = "https://ejemplo.es"\nfeed = ["content"]\n').write("index.md", "# Inicio\n")
    site.write("dentro.md", NOTE.format(title="dentro", word="trace"))
    site.write("fuera.md", NOTE.format(title="fuera", word="")).freeze()
    assert site.problems == []
    page, plain = site.page("dentro/"), site.page("fuera/")
    asked, known = (
        [
            node.attrs.get("href") or node.attrs["src"] or ""
            for node in each.css("head link, head script[src]")
        ]
        for each in (page, plain)
    )
    more = [address for address in asked if address not in known and "/trace." in address]
    assert [address.rpartition(".")[2] for address in more] == ["css", "js"]
    assert "trace" not in site.html("fuera/")
    (inside,) = page.css("article details.trace")
    assert "open" not in inside.attrs
    assert "n43" in inside.text().replace("\n", "")
    files = {name: content.decode("utf-8", "replace") for name, content in site.tree().items()}
    assert [name for name, text in files.items() if "<code>43</code>" in text] == ["dentro/index.html"]
    assert [name for name, text in files.items() if "Ver por dentro" in text] == ["dentro/index.html"]
    assert "Nota dentro" in files["feed.xml"]
    inside.decompose()
    article, other = (each.css("article")[0].html or "" for each in (page, plain))
    assert article.replace("dentro", "fuera") == other


def test_a_trace_is_the_same_with_other_jobs(site: SiteTest) -> None:
    """And whenever it runs."""
    site.write("a.md", NOTE.format(title="a", word="trace"))
    one, two = (site.freeze(Options(cache=False, jobs=jobs)).tree() for jobs in (1, 2))
    assert site.problems == []
    assert "Ver por dentro" in site.html("a/")
    assert one == two
