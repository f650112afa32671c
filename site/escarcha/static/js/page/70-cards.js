// A footnote, a note on code, or the explanation of a term, shows beside its word.
if (document.body.showPopover) {
  let touched;
  for (const type of ["pointerover", "pointerout", "focusin", "focusout", "click"])
    document.addEventListener(type, (event) => {
      const link = event.target.closest?.("a.term, a.footnote-ref, a.note");
      if (!link) return;
      if (type === "click") {
        // The first touch shows the card; the second, or one on the link in it, leads to the glossary.
        const isSecond = touched === link && document.querySelector(".card:popover-open");
        if (event.pointerType !== "touch" || !link.matches(".term") || isSecond) return;
        event.preventDefault();
        touched = link;
      }
      import("./extras.js").then(
        ({ attend }) => attend(event, link),
        () => type === "click" && location.assign(link.href),
      );
    });
}
