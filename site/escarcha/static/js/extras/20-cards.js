// A footnote, or the explanation of a term, shows beside the word: to a mouse that rests there, to a key that reaches
// it, and for terms to a finger. The card stays while the mouse is on it, and Escape puts it away.
// Whoever hears the page has the footnote at the link's end, and the term by its description.
const card = make("div", { class: "card", popover: "manual", "aria-hidden": "true" });
let shown, leaving;
const hide = () => {
  clearTimeout(leaving);
  shown = null;
  card.matches(":popover-open") && card.hidePopover();
};
const leave = () => (leaving = setTimeout(() => card.matches(":hover") || hide(), 200));

const place = () => {
  const { left, top, bottom } = shown.getClientRects()[0];
  const fits = bottom + card.offsetHeight + 8 < innerHeight;
  card.style.insetInlineStart = `${Math.max(8, Math.min(left, document.body.clientWidth - card.offsetWidth - 8))}px`;
  card.style.insetBlockStart = `${fits ? bottom + 4 : top - card.offsetHeight - 4}px`;
};

const explain = async (link) => {
  clearTimeout(leaving);
  const text = document.getElementById(link.getAttribute("aria-describedby") ?? decodeURIComponent(link.hash.slice(1)));
  if (!text || shown === link) return;
  shown = link;
  await sheet;
  if (shown !== link) return;
  card.replaceChildren(...text.cloneNode(true).childNodes);
  for (const node of card.querySelectorAll(".footnote-backref")) node.remove();
  for (const node of card.querySelectorAll("[id]")) node.removeAttribute("id");
  if (link.matches(".term")) card.append(" ", make("a", { href: link.href }, _("Ver en el glosario")));
  for (const node of card.querySelectorAll("a")) node.tabIndex = -1;
  document.body.append(card);
  card.showPopover();
  place();
};

card.addEventListener("pointerleave", leave);
addEventListener("pointerdown", (event) => card.contains(event.target) || event.target.closest("a.term") === shown || hide());
addEventListener("keydown", (event) => event.key === "Escape" && hide());
// The page also scrolls when a key reaches a word beyond its edge.
const move = () => shown && (shown !== document.activeElement ? hide() : card.matches(":popover-open") && place());
addEventListener("scroll", move, { passive: true });

// What has happened to a word that has a card.
const isWide = matchMedia("(width >= 52rem)");
export const attend = (event, link) => {
  const { type } = event;
  if (!link.matches(".term") && !isWide.matches) return;
  const isReached =
    (type === "pointerover" && event.pointerType === "mouse" && link.matches(":hover")) ||
    (type === "focusin" && link.matches(":focus-visible")) ||
    type === "click";
  if (isReached) explain(link);
  else if (type === "pointerout") leave();
  // What the keyboard goes on to is not covered.
  else if (type === "focusout") event.relatedTarget && !card.contains(event.relatedTarget) ? hide() : leave();
};
