// A footnote, or the explanation of a term, shows beside the word: to a mouse that rests there, to a key that reaches
// it, and for terms to a finger. The card stays while the mouse is on it, and Escape puts it away.
if ("popover" in HTMLElement.prototype) {
  const card = document.createElement("div");
  card.className = "card";
  card.popover = "manual";
  // Whoever hears the page has the footnote at the link's end, and the term by its description.
  card.setAttribute("aria-hidden", "true");
  let shown, leaving;
  const hide = () => {
    clearTimeout(leaving);
    shown = null;
    card.matches(":popover-open") && card.hidePopover();
  };
  const leave = () => (leaving = setTimeout(hide, 200));
  const show = (link, text) => {
    clearTimeout(leaving);
    if (!text || shown === link) return;
    shown = link;
    card.replaceChildren(...text.cloneNode(true).childNodes);
    for (const node of card.querySelectorAll(".footnote-backref")) node.remove();
    for (const node of card.querySelectorAll("[id]")) node.removeAttribute("id");
    for (const node of card.querySelectorAll("a")) node.tabIndex = -1;
    document.body.append(card);
    card.showPopover();
    const place = link.getClientRects()[0];
    card.style.insetInlineStart = `${Math.max(8, Math.min(place.left, document.body.clientWidth - card.offsetWidth - 8))}px`;
    card.style.insetBlockStart = `${
      place.bottom + card.offsetHeight + 8 < innerHeight ? place.bottom + 4 : place.top - card.offsetHeight - 4
    }px`;
  };
  const offer = (link, text) => {
    link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(link, text()));
    link.addEventListener("pointerleave", leave);
    link.addEventListener("focus", () => link.matches(":focus-visible") && show(link, text()));
    // What the keyboard goes on to is not covered.
    link.addEventListener("blur", ({ relatedTarget: to }) => (to && !card.contains(to) ? hide() : leave()));
  };
  card.addEventListener("pointerenter", () => clearTimeout(leaving));
  card.addEventListener("pointerleave", leave);
  if (matchMedia("(width >= 52rem)").matches) {
    for (const link of document.querySelectorAll("a.footnote-ref")) {
      offer(link, () => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    }
  }
  for (const link of document.querySelectorAll("a.term")) {
    const text = () => document.getElementById(link.getAttribute("aria-describedby"));
    offer(link, text);
    // The first touch shows the card; the second, or one on the link in it, leads to the glossary.
    link.addEventListener("click", (event) => {
      if (event.pointerType !== "touch" || shown === link) return;
      event.preventDefault();
      show(link, text());
    });
  }
  addEventListener("pointerdown", (event) => card.contains(event.target) || event.target.closest("a.term") === shown || hide());
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("scroll", hide, { passive: true });
}
