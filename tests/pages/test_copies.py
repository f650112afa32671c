"""The Markdown of notes as it is published beside their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import SiteTest

SETTINGS = 'title = "Apuntes"\ndescription = "De todo"\nbase_url = "https://x.es/y"\n'


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    """Return a published site whose note refers to others in every way."""
    from conftest import SiteTest  # noqa: PLC0415 - the plugin is loaded by then

    site = SiteTest(tmp_path_factory.mktemp("copias")).settings(SETTINGS)
    site.write("index.md", "# Portada").write("s/b.md", "# Otra (nota)\n\n## Parte\n\nTexto.")
    site.write("s/foto (1).png", b"").write("s/nota.md", NOTE).write("s/app.py", "x = 1\n")
    site.write("s/oculta.md", "---\ntitle: Oculta\nsearch: false\nprivado: no\n---\nTexto.")
    site.write("s/borrador.md", "---\ndraft: true\n---\n# No").write("404.md", "# No está")
    return site.freeze()


NOTE = """---
description: De qué va
clave_privada: zarabanda
---
# Nota

[uno](b.md#parte), [dos][r], ![i](<foto (1).png>) y [fuera](https://z.es/b.md).
[[b]], [[b#Parte|tres]], ![[foto (1).png|30]],
[aquí](#final) y `[no](b.md)`.

| a | b |
|---|---|
| `[[b]]` | [[b\\|x]] |

<p><a href="b.md?x=1&amp;y">cuatro</a></p>

```markdown
[no](b.md) %%visible%%
```

```python include="app.py"
```

> > [cinco](./b.md),%%no%%

## Final

[r]: ../s/b.md 'Un título'
"""

COPY = """# Nota

[uno](https://x.es/y/s/b/#parte), [dos][r], ![i](<https://x.es/y/s/foto-1.png>) y [fuera](https://z.es/b.md).
[b](https://x.es/y/s/b/), [tres](https://x.es/y/s/b/#Parte), ![foto (1).png](https://x.es/y/s/foto-1.png),
[aquí](https://x.es/y/s/nota/#final) y `[no](b.md)`.

| a | b |
|---|---|
| `[[b]]` | [x](https://x.es/y/s/b/) |

<p><a href="https://x.es/y/s/b/?x=1&amp;y">cuatro</a></p>

```markdown
[no](b.md) %%visible%%
```

```python include="app.py"
```

> > [cinco](https://x.es/y/s/b/),

## Final

[r]: https://x.es/y/s/b/ 'Un título'
"""


def test_a_copy_is_what_its_author_wrote(frozen: SiteTest) -> None:
    """But for its header, what is hidden, and links, which lead to where they lead on the page."""
    assert frozen.html("s/nota/index.md") == COPY


def test_a_copy_has_a_title(frozen: SiteTest) -> None:
    """That of the header, where the text brings none."""
    assert frozen.html("s/oculta/index.md") == "# Oculta\n\nTexto.\n"


def test_a_page_leads_to_its_copy(frozen: SiteTest) -> None:
    """For programs, and for readers, with or without a script; what has no note has none."""
    page = frozen.page("s/nota/")
    (link,) = page.css('link[rel="alternate"][type="text/markdown"]')
    (copies,) = page.css("a.copies")
    assert link.attrs["href"] == copies.attrs["href"] == "/y/s/nota/index.md"
    assert frozen.page("s/").css("a.copies, link[type='text/markdown']") == []
    files = {name for name in frozen.tree() if name.endswith("index.md")}
    assert files == {f"{url}index.md" for url in ("", "s/b/", "s/nota/", "s/oculta/")}


def test_programs_are_told_of_the_copies(frozen: SiteTest) -> None:
    """By section, those that the search finds, each with what it is about."""
    assert frozen.html("llms.txt") == (
        "# Apuntes\n\n> De todo\n\n- [Apuntes](https://x.es/y/index.md)\n\n## S\n\n"
        "- [Otra (nota)](https://x.es/y/s/b/index.md): Texto.\n"
        "- [Nota](https://x.es/y/s/nota/index.md): De qué va\n\n"
    )


def test_without_an_address_copies_lead_from_the_root(site: SiteTest) -> None:
    """And a setting wants none at all."""
    site.write("a.md", "# A\n\n[b](b.md)").write("b.md", "# B").freeze()
    assert site.html("a/index.md") == "# A\n\n[b](/b/)\n"
    assert "](/a/index.md)" in site.html("llms.txt")
    tree = site.settings("markdown_copies = false").freeze().tree()
    assert not [name for name in tree if name.endswith("index.md") or name == "llms.txt"]
    assert "Markdown" not in site.html("a/")


def test_a_copy_follows_what_it_leads_to(site: SiteTest) -> None:
    """It is taken along while it is the same, and made anew when a note that it leads to has moved."""
    site.write("a.md", "# A\n\n[b](b.md)").write("b.md", "# B").freeze()
    first = (site.build / "a/index.md").stat().st_ino
    site.write("b.md", "# B\n\nOtro texto.").freeze()
    assert (site.build / "a/index.md").stat().st_ino == first
    site.write("b.md", "---\nslug: ce\n---\n# B").freeze()
    assert site.html("a/index.md") == "# A\n\n[b](/ce/)\n"
