"""What has been stashed, drawn: code, formulas, diagrams and callouts, each kind by its own module.

A fence whose language is in ``FENCE_KINDS``, or has a function of the project's own (``hooks.py``), is no
code but something to be drawn. What cannot be drawn is shown as its source, and the author is told.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from markupsafe import escape

from escarcha.highlighting import PLAIN, knows, language_of_file, too_long
from escarcha.hooks import hooks
from escarcha.markup import CodeBlock, Formula, read_info
from escarcha.markup.blocks.openings import SOLUTION
from escarcha.markup.lines import note_lines_of_html
from escarcha.markup.stash import LAST_PART, InlineCode
from escarcha.markup.withholding import DAY
from escarcha.mermaid import DiagramError
from escarcha.notes.inclusions import Inclusion
from escarcha.problems import Code, Remark, Severity, said
from escarcha.rendering.codeblock import draw_code, draw_inline
from escarcha.rendering.diagrams import diagram_figure
from escarcha.rendering.excerpts import ExcerptError, cut
from escarcha.rendering.exhibits import Exhibits
from escarcha.rendering.headings import SOURCE
from escarcha.rendering.math_errors import MathError
from escarcha.rendering.queries import LANGUAGES, draw_query

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from escarcha.figures import Figures
    from escarcha.hooks import Draw
    from escarcha.markup import Fence
    from escarcha.markup.stash import CalloutEdge, Stashed
    from escarcha.mermaid import DiagramStore
    from escarcha.rendering.mathml import Mathematics


class Drawing:
    """Draws what one note has stashed; ``remarks`` tells what went wrong, ``exhibits`` has what is to run.

    Args:
        inclusions: the files its fences may show.
        diagrams: where their images come from.
        figures: that draw what is no text.
        mathematics: that draw formulas, and know nothing of another note.
        solutions: that run and are not shown yet, each with the line of what stands in its place.
    """

    def __init__(
        self,
        inclusions: Sequence[Inclusion],
        diagrams: DiagramStore,
        figures: Figures,
        mathematics: Mathematics,
        solutions: Sequence[CodeBlock] = (),
    ) -> None:
        self._figures = figures
        self._mathematics = mathematics
        self._diagrams = diagrams
        self._inclusions = {inclusion.name: inclusion for inclusion in inclusions}
        self._unknown: set[str] = set()
        self.remarks: list[Remark] = []
        self.query_line = 0
        self._solutions = solutions
        self.exhibits = Exhibits(figures)

    def draw(self, thing: Stashed) -> str:
        """Return the HTML of something stashed.

        Raises:
            EscarchaError: if the template of a figure fails.
        """
        if not isinstance(thing, CodeBlock):
            return self._no_code_block(thing)
        fence = read_info(thing.info)
        if DAY in fence.options and fence.role and not thing.code:
            return self._withheld(thing, fence)
        if name := fence.options.get("include"):
            return self._included(name, fence, thing)
        if own := hooks.fences.get(fence.language.lower()):
            return self._own(own, fence, thing)
        if kind := FENCE_KINDS.get(fence.language.lower()):
            return kind(self, thing)
        if not knows(fence.language) and fence.language not in self._unknown:
            self._unknown.add(fence.language)
            cause = f"no hay colores para el lenguaje «{fence.language}»; el código se publica sin ellos."
            remedy = "Corrige su nombre o, si no es código, pon «text»."
            self.remarks.append(Remark(Code.UNKNOWN_LANGUAGE, thing.line, cause, remedy, Severity.HINT))
        code, shown = self._shown(thing, fence)
        shown = self.exhibits.exercises.titled(shown)
        return self.exhibits.add(thing, fence, self._later(code, shown, thing))

    def _no_code_block(self, thing: Formula | InlineCode | CalloutEdge) -> str:
        if isinstance(thing, Formula):
            return self._formula(thing)
        return draw_inline(thing) if isinstance(thing, InlineCode) else self._edge(thing)

    def _edge(self, edge: CalloutEdge) -> str:
        """Draw an edge of a callout; one that belongs to an exercise goes with it."""
        shell = self._figures.callout_shell(edge.kind, edge.is_open)[edge.part]
        exercises = self.exhibits.exercises
        if edge.kind == SOLUTION:
            exercises.in_solution = edge.part != LAST_PART
        before, after = exercises.frame() if edge.is_hint or edge.kind == SOLUTION else ("", "")
        return f"{before if edge.part == 0 else ''}{shell}{after if edge.part == LAST_PART else ''}"

    def _withheld(self, block: CodeBlock, fence: Fence) -> str:
        """Draw what stands in the place of a solution, and have that run all the same."""
        drawn = ""
        for solution in self._solutions:
            if solution.line == block.line:
                own = read_info(solution.info)
                name = own.options.get("include", "")
                code = self._inclusions[name].text if name in self._inclusions else solution.code
                whole = CodeBlock(code, solution.info, block.line)
                drawn += self.exhibits.withhold(whole, own, fence.options[DAY])
        return drawn

    def _own(self, draw: Draw, fence: Fence, block: CodeBlock) -> str:
        """Draw a fence by a function of the project's own, which may raise anything."""
        try:
            html = str(draw(block.code, dict(fence.options)))
        except Exception as error:  # noqa: BLE001 - see above
            name = getattr(draw, "__name__", "")
            cause = f"el bloque «{fence.language}» no se puede dibujar: tu función «{name}» falla con él"
            remedy = "Corrige el bloque, o la función en freeze.py."
            remark = Remark(Code.BROKEN_FENCE, block.line, f"{cause} ({said(error)}).", remedy)
            self.remarks.append(remark)
            return draw_code(block.code, fence, self._figures)
        # Whatever it refers to is told on the line of the block, which the author can look at.
        return "\n".join(note_lines_of_html(each, block.line) for each in html.split("\n"))

    def _later(self, code: str, fence: Fence, block: CodeBlock) -> Callable[..., str]:
        """Return what draws a code block as soon as it is known whether it belongs to an Example."""
        has_colours = knows(fence.language) and fence.language.lower() not in PLAIN
        if has_colours and (how := too_long(code)):
            cause = f"este bloque de código se publica sin colores: {how}."
            remedy = "Acórtalo; si no es código, pon «text»."
            self.remarks.append(Remark(Code.UNCOLOURED, block.line, cause, remedy, Severity.HINT))
        return functools.partial(draw_code, code, fence, self._figures, notes=block.notes)

    def _shown(self, block: CodeBlock, fence: Fence) -> tuple[str, Fence]:
        """Return what is shown of a code block: of one that runs, the part that it asks for."""
        options = fence.options
        if not ("run" in options or "file" in options) or not ("region" in options or "lines" in options):
            return block.code, fence
        whole = Inclusion("", block.code)
        try:
            excerpt = cut(whole, lines=options.get("lines", ""), region=options.get("region", ""))
        except ExcerptError as error:
            cause, remedy = f"el bloque {error}.", "Márcala con «# region NOMBRE» y «# endregion»."
            self.remarks.append(Remark(Code.EXAMPLE_OPTION, block.line, cause, remedy, Severity.ERROR))
            return block.code, fence
        return excerpt.code, fence.starting_at(excerpt.first_line)

    def _included(self, name: str, fence: Fence, block: CodeBlock) -> str:
        """Draw what a fence shows of another file instead of its own text."""
        options = fence.options
        inclusion = self._inclusions.get(name) or Inclusion(name, "", "no existe")
        try:
            excerpt = cut(inclusion, lines=options.get("lines", ""), region=options.get("region", ""))
        except ExcerptError as error:
            cause = f"el archivo incluido «{name}» {error}."
            remedy = inclusion.remedy or (
                "Los nombres se cuentan desde la carpeta de la nota; con «/» delante, desde la del proyecto."
            )
            self.remarks.append(Remark(Code.BROKEN_INCLUDE, block.line, cause, remedy, Severity.ERROR))
            return draw_code(block.code, fence, self._figures)
        language = language_of_file(name)
        draw = self._later(excerpt.code, fence.of_file(name, excerpt.first_line, language), block)
        whole = CodeBlock(inclusion.text, block.info, block.line)
        return self.exhibits.add(whole, fence.of_file(name, 1, language), draw, source=name)

    def formula_block(self, block: CodeBlock) -> str:
        """Draw a fence of LaTeX."""
        return self._formula(Formula(block.code, is_display=True, line=block.line))

    def diagram(self, block: CodeBlock) -> str:
        """Draw a fence of Mermaid."""
        try:
            return diagram_figure(block.code, self._diagrams, self._figures)
        except DiagramError as error:
            cause = f"el diagrama no se puede dibujar: {error}."
            # A block that ends with its fence has no line behind it.
            line = block.line + min(error.line, block.code.count("\n"))
            self.remarks.append(Remark(Code.BROKEN_DIAGRAM, line, cause, error.remedy))
            return draw_code(block.code, read_info(block.info), self._figures)

    def query(self, block: CodeBlock) -> str:
        """Draw a query that nobody answers; of all that a site has, one is told of."""
        self.query_line = self.query_line or block.line
        return draw_query(block, self._figures)

    def _formula(self, formula: Formula) -> str:
        try:
            mathml = self._mathematics.to_mathml(formula.latex, is_display=formula.is_display)
        except MathError as error:
            cause = f"la fórmula «{_short(formula.latex)}» no se entiende: {error}"
            remedy = "Corrígela; mientras tanto se publica su texto. Un dólar suelto se escribe «\\$»."
            line = formula.line + error.line - 1
            self.remarks.append(Remark(Code.BROKEN_FORMULA, line, cause, remedy))
            sign = "$$" if formula.is_display else "$"
            return f'<code class="language-latex">{sign}{escape(formula.latex)}{sign}</code>'
        if formula.is_display:
            return f'<span class="math">{mathml}</span>'
        return mathml.replace("<math", f'<math {SOURCE}="{escape(formula.latex)}"', 1)


FENCE_KINDS: dict[str, Callable[[Drawing, CodeBlock], str]] = {
    "math": Drawing.formula_block,
    "mermaid": Drawing.diagram,
    **dict.fromkeys(LANGUAGES, Drawing.query),
}
"""Languages of fences that are drawn as something else than code."""

_SHORT = 40


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"
