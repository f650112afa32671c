// What is found, as the options of a list.
const MOST_SECTIONS = 3;
const PATIENCE = 150; // milliseconds: what has gone by meanwhile needs no text

const makeOption = (attributes, ...text) => make("div", { role: "option", class: "search-hit", ...attributes }, ...text);
const makeGroup = (name, attributes = {}) => make("div", { role: "group", "aria-label": name, class: "search-group", ...attributes });
const makeTrail = (text) => make("div", { class: "search-trail", "aria-hidden": "true" }, text);

const linkOf = (page, section, query) => {
  const link = make("a", { role: "option", class: "search-hit", tabindex: "-1" });
  link.href = `${page.url}?q=${encodeURIComponent(query)}${section.anchor ? `#${encodeURIComponent(section.anchor)}` : ""}`;
  return link;
};

const excerpt = async (index, page, section, link, terms) => {
  const isEnough = (text, files) => files === MOST_FILES || hitsIn(text, terms).length > 0;
  const read = (number) => textOf(index, page, number, isEnough);
  // Under a heading that only holds others, what comes next.
  const text = excerptOf((await read(section.number)) || (page.anchors[section.number + 1] ? await read(section.number + 1) : ""), terms);
  link.querySelector("span").replaceChildren(...marked(text, terms));
  // At the other end the words are marked as they stand there.
  const words = new Set([...link.querySelectorAll("mark")].map((mark) => mark.textContent.toLowerCase()));
  if (words.size) link.search = `?q=${encodeURIComponent([...words].slice(0, 6).join(" "))}`;
};

// Texts are asked for where their results can be seen, and once the reader stops typing.
const fills = new WeakMap();
const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries)
    if (isIntersecting) {
      seen.unobserve(target);
      fills.get(target)().catch(() => {});
    }
});
const fillLater = (link, fill) => {
  if (navigator.connection?.saveData) return;
  fills.set(link, fill);
  setTimeout(() => link.isConnected && seen.observe(link), PATIENCE);
};

// The sections of a page that are shown: a page that goes by its first heading is one result with it.
const shownSections = (page) => {
  const isTop = ({ anchor, text }) => !anchor || text === page.title;
  const [best] = page.sections;
  const top = page.sections.find(isTop);
  return page.sections.filter((section) => section.points > 0.4 * best.points && (section === top || !isTop(section))).slice(0, MOST_SECTIONS);
};
const makeResult = (index, page, sections, query, terms) => {
  const trail = [page.trail, sections[0].anchor && page.title].filter(Boolean).join(" › ");
  const group = makeGroup(trail || page.title, { "data-page": page.number });
  if (trail) group.append(makeTrail(trail));
  for (const section of sections) {
    const link = linkOf(page, section, query);
    link.append(make("strong", {}, ...marked(section.anchor ? section.text : page.title, terms)));
    group.append(link);
    if (!page.texts) continue;
    link.append(make("span", {}));
    fillLater(link, () => excerpt(index, page, section, link, terms));
  }
  return group;
};

// What a query may have meant, to be asked for in its place.
const makeOffers = (query, { corrected, offers }) =>
  [...corrected, ...offers].map(([typed, word]) => makeOption({ "data-query": query.replace(typed, () => word) }, _("Buscar «%s»").replace("%s", () => query.replace(typed, () => word))));

const manyPages = (count) => (count === 1 ? _("1 página") : _("%s páginas").replace("%s", count));
const saidOf = ({ count, whole, words, corrected, offers, isPartial, isMissing, looked }) => {
  if (isPartial) return _("Buscando…");
  const meant = [...corrected, ...offers].map(([, word]) => `«${word}»`).join(", ");
  const asked = meant && _("¿Quisiste decir %s?").replace("%s", () => meant);
  const lost = isMissing && _("Falta una parte: comprueba la conexión y sigue escribiendo.");
  let counted = manyPages(count);
  if (!count && looked > MOST_LOOKED_THROUGH) counted = _("La frase no está en las %s páginas más probables.").replace("%s", MOST_LOOKED_THROUGH);
  else if (!count && looked) counted = _("La frase no está en las páginas que tienen esas palabras.");
  else if (!count) counted = _("Nada con esas palabras. Prueba con otras.");
  else if (words > 1 && !whole) counted = _("Ninguna página con todas las palabras; con alguna, %s.").replace("%s", count);
  else if (words > 1 && whole < count) counted = _("%s con todas las palabras; con alguna, otras %s.").replace("%s", manyPages(whole)).replace("%s", count - whole);
  return [asked, counted, lost].filter(Boolean).join(" ");
};
