// On wide screens a footnote shows beside its call, for a mouse that rests there or a key that reaches it.
if (matchMedia("(width >= 52rem)").matches && "popover" in HTMLElement.prototype) {
  const card = document.createElement("div");
  card.className = "footnote-card";
  card.popover = "manual";
  card.setAttribute("aria-hidden", "true");
  const hide = () => card.matches(":popover-open") && card.hidePopover();
  const show = (link) => {
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!note) return;
    card.replaceChildren(...[...note.cloneNode(true).childNodes]);
    for (const node of card.querySelectorAll(".footnote-backref")) node.remove();
    for (const node of card.querySelectorAll("[id]")) node.removeAttribute("id");
    for (const node of card.querySelectorAll("a")) node.tabIndex = -1;
    document.body.append(card);
    card.showPopover();
    const place = link.getBoundingClientRect();
    card.style.insetInlineStart = `${Math.max(8, Math.min(place.left, innerWidth - card.offsetWidth - 8))}px`;
    card.style.insetBlockStart = `${
      place.bottom + card.offsetHeight + 8 < innerHeight ? place.bottom + 4 : place.top - card.offsetHeight - 4
    }px`;
  };
  for (const link of document.querySelectorAll("a.footnote-ref")) {
    link.addEventListener("pointerenter", () => show(link));
    link.addEventListener("focus", () => show(link));
    link.addEventListener("pointerleave", hide);
    link.addEventListener("blur", hide);
  }
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("scroll", hide, { passive: true });
}
