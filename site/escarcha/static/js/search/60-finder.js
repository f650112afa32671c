// A box to type in and the list of what it finds: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
const RECENT = "escarcha-search";
const MOST_RECENT = 5;
const MOST_PAGES = 8;
const MOST_SECTIONS = 3;

let opened;
const theIndex = () => {
  opened ??= openIndex(async (name) => {
    const answer = await fetch(new URL(`../${name}`, import.meta.url));
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.text();
  });
  opened.catch(() => (opened = undefined));
  return opened;
};

const recent = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((query) => typeof query === "string").slice(0, MOST_RECENT) : [];
  } catch {
    return [];
  }
};
const remember = (queries) => {
  try {
    localStorage.setItem(RECENT, JSON.stringify(queries.slice(0, MOST_RECENT)));
  } catch {
    // Not kept, then.
  }
};

let lists = 0;
const makeFinder = (input) => {
  const id = `pagina:resultados-${++lists}`;
  const status = make("p", { class: "search-status", role: "status" });
  const list = make("div", { class: "search-list", role: "listbox", id, "aria-label": _("Resultados") });
  let turn = 0;
  let active;
  let shown = 0; // whose results are listed
  let hasMoved = false; // by arrow keys, among them
  const groups = new Map(); // of this query, by what they show
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false" }))
    input.setAttribute(name, value);

  const options = () => [...list.querySelectorAll("[role=option]")];
  const select = (option) => {
    active?.setAttribute("aria-selected", "false");
    active = option;
    active?.setAttribute("aria-selected", "true");
    if (active) input.setAttribute("aria-activedescendant", active.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const reveal = () => active?.scrollIntoView({ block: "nearest" });
  const show = (nodes, said) => {
    list.replaceChildren(...nodes);
    options().forEach((option, number) => {
      option.id = `${id}-${number}`;
      option.setAttribute("aria-selected", "false");
    });
    input.setAttribute("aria-expanded", String(nodes.length > 0));
    if (status.textContent !== said) status.textContent = said;
    const stays = hasMoved && active?.isConnected;
    select(stays ? active : input.value.trim() ? options()[0] : undefined);
    // Where to scroll needs a layout, and the list may be replaced before there is one.
    requestAnimationFrame(reveal);
  };

  const showRecent = () => {
    const queries = recent();
    const group = make("div", { role: "group", "aria-label": _("Búsquedas recientes"), class: "search-group" });
    group.append(make("div", { class: "search-trail", "aria-hidden": "true" }, _("Búsquedas recientes")));
    for (const query of queries) group.append(make("div", { role: "option", class: "search-hit", "data-query": query }, query));
    show(queries.length ? [group] : [], _("Escribe palabras, una pregunta o un nombre del código."));
  };

  const linkOf = (page, section, query) => {
    const link = make("a", { role: "option", class: "search-hit", tabindex: "-1" });
    link.href = `${page.url}?q=${encodeURIComponent(query)}${section.anchor ? `#${encodeURIComponent(section.anchor)}` : ""}`;
    return link;
  };
  const excerpt = async (page, section, link, terms) => {
    const texts = await textsAt(page.url);
    // Of a page that begins with a heading of its own, what is under that.
    const top = () => [...texts.values()].find((text) => text.trim());
    const text = excerptOf(texts.get(section.anchor)?.trim() || (!section.anchor && top()) || "", terms);
    if (!text) return;
    link.querySelector("span").replaceChildren(...marked(text, terms));
    // At the other end the words are marked as they stand there.
    const words = new Set([...link.querySelectorAll("mark")].map((mark) => mark.textContent.toLowerCase()));
    if (words.size) link.search = `?q=${encodeURIComponent([...words].slice(0, 6).join(" "))}`;
  };
  const showFound = (query, found) => {
    shown = turn;
    const terms = new Set(found.terms);
    const nodes = found.pages.map((page) => {
      // A page that goes by its first heading is one result with it.
      const isTop = ({ anchor, text }) => !anchor || text === page.title;
      const [best] = page.sections;
      const top = page.sections.find(isTop);
      const isShown = (section) => section.points > 0.4 * best.points && (section === top || !isTop(section));
      const sections = page.sections.filter(isShown).slice(0, MOST_SECTIONS);
      const key = JSON.stringify([page.number, sections.map(({ number }) => number), found.terms]);
      if (groups.has(key)) return groups.get(key);
      const trail = [page.trail, sections[0].anchor && page.title].filter(Boolean).join(" › ");
      const group = make("div", { role: "group", "aria-label": trail || page.title, class: "search-group", "data-page": page.number });
      groups.set(key, group);
      if (trail) group.append(make("div", { class: "search-trail", "aria-hidden": "true" }, trail));
      for (const section of sections) {
        const link = linkOf(page, section, query);
        link.append(make("strong", {}, ...marked(section.anchor ? section.text : page.title, terms)), make("span", {}));
        group.append(link);
        // Pages are asked for their texts once the reader stops typing: what has gone by meanwhile needs none.
        const fill = () => link.isConnected && excerpt(page, section, link, terms).catch(() => {});
        if (!navigator.connection?.saveData) setTimeout(fill, 150);
      }
      return group;
    });
    // Where the reader is moving about, nothing moves: what is new comes after.
    const staying = hasMoved ? [...list.children] : [];
    const isListed = (group) => staying.some((other) => other.dataset.page === group.dataset.page);
    show([...staying, ...nodes.filter((group) => !isListed(group))], saidOf(found));
  };
  const saidOf = ({ count, corrected, isPartial, isMissing, looked }) => {
    if (isPartial) return _("Buscando…");
    if (!count && looked > MOST_LOOKED_THROUGH) return _("La frase no está en las %s páginas más probables.").replace("%s", MOST_LOOKED_THROUGH);
    if (!count && looked) return _("La frase no está en las páginas que tienen esas palabras.");
    if (!count) return _("Nada con esas palabras. Prueba con otras.");
    const counted = count === 1 ? _("1 página") : _("%s páginas").replace("%s", count);
    const meant = corrected.map(([, word]) => `«${word}»`).join(", ");
    const asked = _("¿Quisiste decir %s?").replace("%s", () => meant);
    const lost = _("Falta una parte: comprueba la conexión y sigue escribiendo.");
    return [meant && asked, counted, isMissing && lost].filter(Boolean).join(" ");
  };

  const search = async () => {
    const mine = ++turn;
    const isWanted = () => mine === turn;
    const query = input.value;
    hasMoved = false;
    groups.clear();
    if (!query.trim()) return showRecent();
    let isOver = false;
    const late = new Promise((resolve) => setTimeout(resolve, 300));
    late.then(() => !isOver && isWanted() && (status.textContent = _("Buscando…")));
    const showThis = (found) => isWanted() && showFound(query.trim(), found);
    try {
      const phrases = phrasesOf(query);
      if (!phrases.length) return showThis(await find(await theIndex(), query, MOST_PAGES, showThis, late, isWanted));
      const candidates = await find(await theIndex(), query, MOST_LOOKED_THROUGH, undefined, undefined, isWanted);
      await late; // Who is still typing needs no pages.
      if (isWanted()) showThis(await withPhrases(candidates, phrases));
    } catch {
      if (isWanted()) show([], _("El buscador no se ha podido cargar. Comprueba la conexión y sigue escribiendo."));
    } finally {
      isOver = true;
    }
  };

  const follow = (option, isNewTab) => {
    if (option.dataset.query !== undefined) {
      input.value = option.dataset.query;
      return search();
    }
    const query = input.value.trim();
    remember([query, ...recent().filter((other) => other !== query)]);
    if (isNewTab) window.open(option.href);
    else location.assign(option.href);
  };
  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    const all = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (step && all.length) {
      event.preventDefault();
      hasMoved = shown === turn;
      const at = all.indexOf(active) + step;
      select(all.at(at < -1 ? -1 : at % all.length));
      reveal();
    } else if (event.key === "Enter" && active) {
      event.preventDefault();
      follow(active, event.ctrlKey || event.metaKey);
    }
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    event.preventDefault();
    follow(option, event.ctrlKey || event.metaKey);
  });
  return { status, list, search };
};
