// A box to type in and the list of what it finds: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
const MOST_PAGES = 8;
const MORE_PAGES = 16;
const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5, Home: -Infinity, End: Infinity };

let opened;
const theIndex = () => {
  opened ??= openIndex(async (name) => {
    const address = new URL(`../${name}`, import.meta.url);
    // Without a network, what this device has of an earlier search is as good.
    const answer = await fetch(address).catch(() => fetch(address, { cache: "only-if-cached", mode: "same-origin" }));
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.text();
  });
  opened.catch(() => (opened = undefined));
  return opened;
};

let lists = 0;
// `changed` is called when the query or its filters have.
const makeFinder = (input, changed = () => {}) => {
  const id = `pagina:resultados-${++lists}`;
  const status = make("p", { class: "search-status", role: "status" });
  const chips = make("div", { class: "search-places", role: "group", "aria-label": _("Buscar solo en") });
  const list = make("div", { class: "search-list", role: "listbox", id, "aria-label": _("Resultados") });
  const filters = new Map(); // of sections and tags, with their names
  let turn = 0;
  let active;
  let shown = 0; // whose results are listed
  let limit = MOST_PAGES;
  let hasMoved = false; // by arrow keys, among them
  let awaited; // how a result is to be opened that is not there yet
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
    shown = turn;
    list.replaceChildren(...nodes);
    const all = options();
    all.forEach((option, number) => {
      option.id = `${id}-${number}`;
      option.setAttribute("aria-selected", "false");
    });
    input.setAttribute("aria-expanded", String(nodes.length > 0));
    if (status.textContent !== said) status.textContent = said;
    const stays = hasMoved && active?.isConnected;
    select(stays ? active : input.value.trim() ? (all.find(({ href }) => href) ?? all[0]) : undefined);
    // Where to scroll needs a layout, and the list may be replaced before there is one.
    requestAnimationFrame(reveal);
  };

  const showRecent = () => {
    const queries = recent();
    const group = makeGroup(_("Búsquedas recientes"));
    group.append(makeTrail(_("Búsquedas recientes")), ...queries.map((query) => makeOption({ "data-query": query }, query)), makeOption({ "data-clear": "" }, _("Borrarlas")));
    show(queries.length ? [group] : [], _("Escribe palabras, una pregunta o un nombre del código."));
    showPlaces([]);
  };
  const showPlaces = (pages) => {
    const focused = document.activeElement?.dataset.place;
    chips.replaceChildren(...placesOf(pages, filters).map(([term, name]) => make("button", { type: "button", "data-place": term, "aria-pressed": String(filters.has(term)) }, name)));
    [...chips.children].find(({ dataset }) => dataset.place === focused)?.focus();
  };
  chips.addEventListener("click", ({ target: { dataset, textContent } }) => {
    if (!dataset.place) return;
    if (!filters.delete(dataset.place)) filters.set(dataset.place, textContent);
    search();
  });

  const showFound = (index, query, found) => {
    const terms = new Set(found.terms);
    const nodes = found.pages.map((page) => {
      const sections = shownSections(page);
      const key = JSON.stringify([page.number, sections.map(({ number }) => number), found.terms]);
      if (!groups.has(key)) groups.set(key, makeResult(index, page, sections, query, terms));
      return groups.get(key);
    });
    // Where the reader is moving about, nothing moves: what is new comes after.
    const staying = hasMoved ? [...list.querySelectorAll("[data-page]")] : [];
    const isListed = (group) => staying.some((other) => other.dataset.page === group.dataset.page);
    const left = found.isPartial ? 0 : (found.looked ?? found.count) - limit;
    const more = left > 0 ? [makeOption({ "data-more": "" }, _("Más resultados (quedan %s)").replace("%s", left))] : [];
    show([...makeOffers(query, found), ...staying, ...nodes.filter((group) => !isListed(group)), ...more], saidOf(found));
    if (found.isPartial) return;
    showPlaces(found.pages);
    const [link, isNewTab] = [options().find(({ href }) => href), awaited?.isNewTab];
    if (awaited && link) follow(link, isNewTab);
    awaited = undefined;
  };

  const find = async (mine) => {
    const isWanted = () => mine === turn;
    const query = input.value;
    let isOver = false;
    const late = new Promise((resolve) => setTimeout(resolve, 300));
    late.then(() => !isOver && isWanted() && (status.textContent = _("Buscando…")));
    try {
      const index = await theIndex();
      const showThis = (found) => isWanted() && showFound(index, query.trim(), found);
      const phrases = phrasesOf(query);
      const asked = { limit, filters: [...filters.keys()], isWanted };
      if (!phrases.length) return showThis(await findPages(index, query, { ...asked, show: showThis, late }));
      const candidates = await findPages(index, query, { ...asked, limit: (limit = Math.max(limit, MOST_LOOKED_THROUGH)) });
      await late; // Who is still typing needs no texts.
      if (isWanted()) showThis(await withPhrases(index, candidates, phrases));
    } catch {
      if (isWanted()) show([], _("El buscador no se ha podido cargar. Comprueba la conexión y sigue escribiendo."));
    } finally {
      isOver = true;
    }
  };
  const search = (wanted = MOST_PAGES) => {
    const mine = ++turn;
    limit = wanted;
    hasMoved = false;
    awaited = undefined;
    groups.clear();
    changed(input.value.trim(), [...filters.keys()]);
    return input.value.trim() ? find(mine) : showRecent();
  };
  const showMore = async (option) => {
    const at = options().indexOf(option);
    limit += MORE_PAGES;
    hasMoved = true;
    await find(++turn);
    select(options()[Math.min(at, options().length - 1)]);
    reveal();
  };
  // What was there when the reader left for a result.
  const restore = async ({ query, places = [], pages, at }) => {
    input.value = query;
    for (const term of places) filters.set(term, term.slice(1).replaceAll("-", " "));
    await search(pages);
    if (options()[at]) select(options()[at]);
    reveal();
  };

  const follow = (option, isNewTab) => {
    const { query: other, clear, more } = option.dataset;
    if (clear !== undefined) {
      remember([]);
      return showRecent();
    }
    if (more !== undefined) return showMore(option);
    if (other !== undefined) {
      input.value = other;
      return search();
    }
    const query = input.value.trim();
    remember([query, ...recent().filter((each) => each !== query)]);
    if (isNewTab) return window.open(option.href);
    keepPlace({ query, places: [...filters.keys()], pages: limit, at: options().indexOf(option) });
    location.assign(option.href);
  };
  input.addEventListener("input", () => search());
  input.addEventListener("keydown", (event) => {
    const { key, isComposing } = event;
    if (isComposing) return;
    const all = options();
    const step = STEPS[key];
    // At the ends of a line there is something to do in the box, unless the reader has left it for the list.
    if (step && all.length && (Number.isFinite(step) || hasMoved)) {
      event.preventDefault();
      hasMoved = shown === turn;
      const at = all.indexOf(active) + step;
      const turned = at < -1 ? -1 : at % all.length;
      select(all.at(Math.abs(step) === 1 ? turned : Math.max(0, Math.min(at, all.length - 1))));
      reveal();
    } else if (key === "Enter" && input.value.trim() && shown !== turn) {
      // What is listed is not of what is typed.
      event.preventDefault();
      awaited = { isNewTab: event.ctrlKey || event.metaKey };
    } else if (key === "Enter" && active) {
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
  return { parts: [status, chips, list], search, restore };
};
