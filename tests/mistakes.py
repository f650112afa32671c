"""Mistakes that people make; what they are told of each stands in ``mistakes.txt``.

Those of ``invalid_sites.py`` are more, and each of them stops a freeze; these are shown as they are read.
"""

from __future__ import annotations

from invalid_sites import note, template, toml

Files = dict[str, "str | bytes"]

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63f8ffff3f0005fe02fea735819e0000000049454e44ae426082"
)
OWN = "from escarcha import create_app, main\n\napp = create_app(__file__)\n"
A = "# A\n\nTexto.\n"
PICTURE = note("# A\n\n![Un ñandú](foto.png)\n")
STYLE = toml('style = "estilo.css"\n')

MISTAKES: dict[str, tuple[Files, list[str]]] = {
    "folder-that-is-not-there": (note(A), ["--content", "contenido"]),
    "folder-of-another-name": ({"notas/a.md": A}, []),
    "notes-beside-the-script": ({"a.md": A}, []),
    "toml-quotes": (toml("title = Mis apuntes\n"), []),
    "toml-open-quotes": (toml('title = "Mis apuntes\n'), []),
    "toml-typographic": (toml("title = “Mis apuntes”\n"), []),
    "toml-accents": (toml('título = "A"\n'), []),
    "toml-no-sign": (toml('title "A"\n'), []),
    "toml-two-values": (toml('title = "A" "B"\n'), []),
    "toml-twice": (toml('title = "A"\nlanguage = "es"\ntitle = "B"\n'), []),
    "toml-list": (toml('nav = ["a.md",\n\n'), []),
    "toml-comma": (toml('nav = ["a.md" "b.md"]\n'), []),
    "toml-backslash": (toml('style = "css\\q.css"\n'), []),
    "toml-boolean": (toml("run = sí\n"), []),
    "toml-yaml": (toml("title: A\n"), []),
    "toml-table": (toml("[menu\n"), []),
    "setting-in-spanish": (toml('descripcion = "A"\n'), []),
    "setting-content": (toml('content = "notas"\n'), []),
    "settings-in-capitals": ({**note(A), "content/Site.toml": 'title = "A"\n'}, []),
    "settings-twice": ({**toml('title = "A"\n'), "site.toml": 'title = "B"\n'}, []),
    "nav": (toml('nav = ["b.md"]\n'), []),
    "style-missing": ({**toml('style = "estlo.css"\n'), "content/estilo.css": "a{}"}, []),
    "extension": (toml('extensions = ["nl3br"]\n'), []),
    "link-to-another-name": ({**note("[x](guia/no.md)\n"), "content/guia/nota0024.md": A}, []),
    "link-one-letter-off": ({**note("[x](tupls.md)\n"), "content/tuplas.md": A}, []),
    "link-to-another-folder": (
        {"content/uno/a.md": "# A\n\n[x](tuplas.md)\n", "content/dos/tuplas.md": A},
        [],
    ),
    "link-out-of-the-notes": (
        {"content/a.md": "# A\n\n[x](../../proj/README.md)\n", "content/proj/README.md": A},
        [],
    ),
    "link-to-a-draft": ({**note("[x](b.md)\n"), "content/b.md": "---\ndraft: true\n---\n# B\n"}, []),
    "link-empty": (note("# A\n\n[v]()\n"), []),
    "image-empty": (note("# A\n\n![Un ñandú]()\n"), []),
    "link-to-the-disk": (note("# A\n\n[mis fotos](file:///home/ana/fotos)\n"), []),
    "link-to-a-drive": (note("# A\n\n[mis fotos](C:\\fotos\\a.png)\n"), []),
    "link-to-a-program": (note("# A\n\n[nota](obsidian://open?vault=x)\n"), []),
    "link-that-runs": (note("# A\n\n[pulsa](javascript:alert(1))\n"), []),
    "html-link-to-the-disk": (note('# A\n\n<a href="file:///x">x</a>\n'), []),
    "image-in-other-case": ({**note("# A\n\n![Un ñandú](Foto.PNG)\n"), "content/foto.png": PNG}, []),
    "image-missing": ({**note("# A\n\n![Un ñandú](fot.png)\n"), "content/foto.png": PNG}, []),
    "image-cut": ({**PICTURE, "content/foto.png": PNG[:-12]}, []),
    "image-of-text": ({**PICTURE, "content/foto.png": b"hola"}, []),
    "image-heavy": ({**PICTURE, "content/foto.png": PNG + b"\0" * 3_000_000 + PNG[-12:]}, []),
    "style-broken": ({**STYLE, "content/estilo.css": "a { color: red }\nb { color: red\n}}\n"}, []),
    "style-file": (
        {**STYLE, "content/estilo.css": "a { background: url(fot.png) }\n", "content/foto.png": PNG},
        [],
    ),
    "anchor": (note("# A\n\n## Instalación\n\n[x](#instalacio)\n"), []),
    "note-empty": ({**note(""), "content/b.md": A}, []),
    "titles-alike": ({**note(A), "content/b.md": A}, []),
    "mdx": ({**note(A), "content/b.mdx": A}, []),
    "header-date": (note("---\ndate: ayer\n---\n# A\n"), []),
    "header-key": (note("---\ntitel: A\n---\n# A\n"), []),
    "header-colons": (note("---\ntitle: Flask: lo básico\n---\n# A\n"), []),
    "latin-1": (note("# Año\n".encode("latin-1")), []),
    "heading-without-space": (note("# A\n\n##Título\n"), []),
    "fence-open": (note("# A\n\n```python\nx = 1\n"), []),
    "language-unknown": (note("# A\n\n```pyhton\nx = 1\n```\n"), []),
    "include-missing": (note('# A\n\n```python include="app.py"\n```\n'), []),
    "example-module": (note("# A\n\n```python run\nimport no_existe\n```\n"), []),
    "template-sign": (template("note.html", "{% if x %}\n{{ a b }}{% endif %}"), []),
    "template-open": (template("note.html", "{% if x %}\n"), []),
    "template-tag": (template("note.html", "{% nada %}\n"), []),
    "template-filter": (template("note.html", "{{ title | mayusculas }}\n"), []),
    "template-variable": (template("note.html", "\n{{ titulo }}\n"), []),
    "template-attribute": (template("note.html", "{{ site.titulo }}\n"), []),
    "template-include": (template("note.html", "{% include 'pie.html' %}\n"), []),
    "template-zero": (template("note.html", "{{ 1 / 0 }}\n"), []),
    "filter-of-the-author": (
        {
            **template("note.html", "{{ title | mitad }}\n"),
            "freeze.py": OWN + "\n\n@app.template_filter()\ndef mitad(texto):\n    return 1 / 0\n",
        },
        [],
    ),
    "view": ({**note(A), "freeze.py": OWN + '\n\n@app.get("/x/")\ndef x():\n    return {}["clave"]\n'}, []),
    "view-type": ({**note(A), "freeze.py": OWN + '\n\n@app.get("/x.txt")\ndef x():\n    return "x"\n'}, []),
    "script-module": ({**note(A), "freeze.py": "import no_existe\n" + OWN}, []),
    "script-syntax": ({**note(A), "freeze.py": OWN + "def x(:\n"}, []),
    "script-name": ({**note(A), "freeze.py": OWN + "aplicacion.run()\n"}, []),
    "output-foreign": ({**note(A), "sitio/mio.txt": "x"}, ["--output", "sitio"]),
    "option": (note(A), ["--estricto"]),
    "preview-built": (note(A), ["preview", "--built"]),
    "server-unfrozen": (note(A), ["server", "nginx"]),
    "server-unknown": (note(A), ["server", "nginz"]),
    "host-files": (
        {**note(A), "content/_headers": "X-Mia: 1\n/*\n  nada\n", "content/_redirects": "/a\n/a /b 3\n"},
        [],
    ),
    "image-of-another-host": (note(A + "\n![x](https://fotos.example/mapa.png)\n"), []),
    "left-out": ({**note(A), "content/_posts/b.md": A, "content/.htaccess": ""}, []),
    "address-gone": ({**note(A), "direcciones.txt": "/a/#a\n/a/#b\n/b/\n"}, []),
    "anchors-unknown": (note("---\nanchors: {uno: dos}\n---\n# A\n"), []),
    "anchors-list": (note("---\nanchors: [uno]\n---\n# A\n"), []),
    "new-twice": ({**note(A)}, ["new", "A"]),
    "try-without-python": (toml('title = "A"\ntry = true\n'), []),
    "try-word": (toml('try = "sí"\n'), []),
    "try-where-the-site-does-not": (note("# A\n\n```python run try\nprint(1)\n```\n"), []),
    "try-of-a-file": (note("# A\n\n```html file=a.html try\n<p>\n```\n"), []),
}
