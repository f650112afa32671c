"""What an Obsidian author writes, construct by construct, with holes that ``vault.py`` fills.

``@word@`` is a word, ``@note@`` the name of a note, ``@path@`` the path to one, ``@heading@`` one of its
headings and ``@block@`` one of its blocks, ``@alias@`` another name of some note, ``@image@`` and ``@photo@``
names of pictures, ``@own@`` a name for a block of this note, ``@number@`` its number.
"""

from __future__ import annotations

HEADERS = (
    "tags: [@word@, @word@/@word@]",
    "tags:\n  - @word@\n  - Año/2026\ncssclasses: [ancha]\naliases: []",
    'title: "@word@: y @word@"\nlang: es\ndate: 2026-03-14',
    "weight: 3\nsidebar_position: 2\nnav_order: 4\nsidebar_label: @word@",
    "permalink: /@word@/@word@-@number@/\nredirect_from: [/viejo-@number@/]",
    "aliases: [/programación-@number@/, /ni%C3%B1o-@number@/, /año nuevo @number@/]",
    "created: 2026-01-01T10:00\nupdated: 2026-02-02\npublish: true\nrating: 5\nup: '[[@note@]]'",
    "published: false",
    "draft: true",
    "hidden: true",
)

LINES = (
    "Según [[@note@]] y [[@note@|otra cosa]], @word@ [[@note@#@heading@]] y [[@note@#^@block@]].",
    "También se llama [[@alias@]]; [[@note@]][[@note@]], [[Nota que no existe]] y [[#Lo principal]].",
    "En Markdown, [la nota](<@path@>) y [otra](no-existe.md), [fuera](../fuera/a.md), [carpeta](ej/u1).",
    "Con #@word@ y #curso/2026 y #año_2026, pero ni #1984 ni `#código` ni https://ejemplo.es/#ancla.",
    "Una frase^[con su nota al pie, que *enlaza* a [[@note@]]] y otra[^1] más.",
    "==Marcado==, ~~tachado~~, *x =*, **= 5**, %%solo para mí%% y :sparkles:.",
    "Pasa de $100 a 90$, cuesta $10 (unos 9 US$) o R$ 5, y $x^2 + 5$ es una fórmula, como $5$.",
    r"Sea $\newcommand{\K}{\mathbb{K}}\K$ cuerpo: $\boxed{a}$, $\cancel{b}$, $\sum_{\substack{i<n\\j}} c$.",
    "<kbd>Ctrl</kbd> + <u>subrayado</u> y <font color=red>rojo</font>, <iframe src='https://ejemplo.es'></iframe>.",
    "Un párrafo con nombre de bloque, @word@ y @word@. ^@own@",
)

QUERIES = (
    "```dataview\nTABLE file.ctime FROM #@word@\nSORT file.name\n```",
    '```dataviewjs\ndv.list(dv.pages("#@word@").file.name)\n```',
)
BLOCKS = (
    "![[@image@]]\n\n![[@image@|300]] ![Un dibujo|100x80](@photo@) ![](@photo@)",
    "![[@note@]]",
    "![[@note@#@heading@]]",
    "![[@note@#^@block@]]",
    "![[Charla 🎙️.mp3]]\n\n![[Apuntes de clase.pdf#page=3]]\n\n![[Mapa.canvas]]\n\n![[Vídeo.mp4#t=10]]",
    "- [ ] pendiente\n- [x] hecha\n- [/] a medias\n- [>] aplazada\n- [-] cancelada\n    - [?] con @word@",
    "> [!tip]- Un consejo con [[@note@]]\n> Plegado, con `código`.\n>\n> > [!warning]\n> > Dentro.",
    "> [!cita] @word@\n> Una clase que nadie conoce.",
    "> Una cita con nombre.\n\n^@own@-cita",
    "| Uno | Dos |\n|:--|--:|\n| [[@note@\\|texto]] | $x$ |\n| @word@ | #@word@ |\n\n^@own@-tabla",
    *QUERIES,
    "```python\ndef @word@(x):\n    return x  # con ^circunflejo y #almohadilla\n```",
    "```mermaid\nflowchart LR\n  A[@word@] --> B[@word@]\n```",
    "```query\ntag:#@word@\n```",
    "$$\n\\begin{align}\na &= b + c \\\\\nd &= e\n\\end{align}\n$$",
    "$$\n\\begin{gather} a = b \\tag{1} \\\\ c = d \\end{gather}\n$$",
    "$$\n\\begin{array}{|c|c|}\\hline a & b \\\\ \\hline c & d \\\\ \\hline\\end{array}\n$$\n\n^@own@-f",
    "$$\n\\begin{split} a &= b \\\\ &= c \\end{split} \\begin{cases} 1 & x \\\\ 0 & y \\end{cases}\n$$",
    "$$\n\\ce{2H2 + O2 -> 2H2O}\n$$",
    "## Caso $\\mathbb{K}$\n\nVéase [[#Caso $\\mathbb{K}$]].",
    "Un título  \nde dos líneas\n--------------",
    "#@word@ #@word@/@word@",
    "%%\nUn comentario\n\nde varias líneas.\n%%",
    "1. uno\n2. dos\n   - dentro\n     ![[@image@|200]]\n3. tres ^@own@-lista",
    "<details>\n<summary>Más</summary>\n\nTexto con **negrita**.\n\n</details>",
    "Término\n: Su definición.",
    "---\n\n***\n\nTexto tras una raya.",
)
