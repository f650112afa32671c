// The page that somebody is writing: what was saved is put into it, and what has been done to it stays as it is.
// What is unfolded or chosen, where the focus is, how far it was read: all of it belongs to nodes that are not
// touched, as only the difference between two answers of the server is carried over.
{
  const script = document.currentScript;
  let version = script.dataset.version;
  let isThere = script.dataset.status !== "404";

  // The page as it was served. Scripts have not yet furnished the one on the screen, so each node has its twin.
  const served = document.documentElement.cloneNode(true);
  const twins = new WeakMap();
  const pair = (one, other) => {
    twins.set(one, other);
    const others = [...other.childNodes];
    [...one.childNodes].forEach((child, index) => pair(child, others[index]));
  };
  pair(served, document.documentElement);

  // What a script has wrapped around a node stands where the node stood.
  const inside = (node, parent) => {
    while (node.parentNode && node.parentNode !== parent) node = node.parentNode;
    return node;
  };
  const place = (node, parent, before) => {
    const shown = document.importNode(node, true);
    parent.insertBefore(node, before);
    pair(node, shown);
    const next = before && inside(twins.get(before), twins.get(parent));
    twins.get(parent).insertBefore(shown, next?.parentNode === twins.get(parent) ? next : null);
  };
  const take = (node) => {
    const parent = twins.get(node.parentNode);
    const shown = twins.get(node);
    (parent.contains(shown) ? inside(shown, parent) : shown).remove();
    node.remove();
  };

  // A sheet goes when the one that takes its place has come, so that nothing flashes.
  const swapSheet = (shown, href) => {
    const next = shown.cloneNode();
    next.onload = next.onerror = () => shown.remove();
    next.href = href;
    shown.after(next);
    return next;
  };

  // What two nodes have to do with each other: nothing, some or all of it. Blanks are equal everywhere.
  const likeness = (one, other) => {
    if (one.nodeName !== other.nodeName || (one.id ?? "") !== (other.id ?? "")) return 0;
    if (one.isEqualNode(other)) return one.nodeType === Node.TEXT_NODE && !one.data.trim() ? 0.1 : 4;
    return one.className === other.className ? 2 : 1;
  };
  const change = (node, fresh) => {
    const shown = twins.get(node);
    if (node.nodeType !== Node.ELEMENT_NODE) {
      node.data = shown.data = fresh.data;
      return;
    }
    for (const name of new Set([...node.getAttributeNames(), ...fresh.getAttributeNames()])) {
      const value = fresh.getAttribute(name);
      if (value === node.getAttribute(name)) continue;
      if (name === "href" && node.matches("link[rel=stylesheet]")) twins.set(node, swapSheet(shown, value));
      for (const each of [node, shown]) value === null ? each.removeAttribute(name) : each.setAttribute(name, value);
    }
    changeChildren(node, fresh);
  };

  // Children that are equal at both ends stay. Of those between, each is changed into the one that it is most
  // like, so that the order holds (https://en.wikipedia.org/wiki/Needleman–Wunsch_algorithm); others go or come.
  const MOST = 250_000;
  const changeChildren = (node, fresh) => {
    const before = [...node.childNodes];
    const after = [...fresh.childNodes];
    const next = [];
    while (before.length && after.length && before[0].isEqualNode(after[0])) before.shift(), after.shift();
    while (before.length && after.length && before.at(-1).isEqualNode(after.at(-1))) after.pop(), next.unshift(before.pop());
    const [rows, columns] = [before.length, after.length];
    const isTooMuch = rows * columns > MOST;
    const like = before.map((one) => Float32Array.from(after, (other) => (isTooMuch ? 0 : likeness(one, other))));
    const best = Array.from({ length: rows + 1 }, () => new Float32Array(columns + 1));
    const both = (row, column) => like[row][column] && like[row][column] + best[row + 1][column + 1];
    for (let row = rows - 1; row >= 0; row -= 1)
      for (let column = columns - 1; column >= 0; column -= 1)
        best[row][column] = Math.max(best[row + 1][column], best[row][column + 1], both(row, column));
    let [row, column] = [0, 0];
    while (row < rows || column < columns) {
      const isPair = row < rows && column < columns && like[row][column] && Math.abs(both(row, column) - best[row][column]) < 0.01;
      if (isPair) {
        if (like[row][column] < 4) change(before[row], after[column]);
        row += 1;
        column += 1;
      } else if (column === columns || (row < rows && best[row + 1][column] >= best[row][column + 1])) {
        take(before[row]);
        row += 1;
      } else {
        place(after[column].cloneNode(true), node, before[row] ?? next[0] ?? null);
        column += 1;
      }
    }
  };

  const notice = document.createElement("p");
  notice.className = "preview-notice";
  notice.setAttribute("role", "status");
  const say = (text) => {
    if (notice.textContent === text) return;
    notice.textContent = text;
    text ? document.body.append(notice) : notice.remove();
  };

  const scripts = (root) => [...root.querySelectorAll("script[src]:not([data-version])")].map((each) => each.getAttribute("src"));
  const loaded = new Set(scripts(served));
  const put = (fresh) => {
    if (scripts(fresh).some((src) => !loaded.has(src))) return location.reload();
    // Tabs that get another number must not take the choice from each other on the way.
    const chosen = document.querySelectorAll("article input:checked");
    const focused = document.activeElement;
    // The attributes of the root are what scripts have made of it.
    changeChildren(served, fresh);
    for (const input of chosen) input.checked = true;
    if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("arrive"));
  };

  // A file of the same name is asked for again under another address.
  const reload = (urls) => {
    const isMeant = (address) => urls.includes(decodeURI(new URL(address, location.href).pathname));
    if (scripts(served).some(isMeant)) return location.reload();
    const renew = (address) => `${address.split("?")[0]}?${version}`;
    for (const link of document.querySelectorAll("link[rel=stylesheet]"))
      if (isMeant(link.href)) {
        const next = swapSheet(link, renew(link.href));
        for (const node of served.querySelectorAll("link")) if (twins.get(node) === link) twins.set(node, next);
      }
    for (const image of document.querySelectorAll("img[src]")) if (isMeant(image.src)) image.src = renew(image.src);
  };

  let isBusy = false;
  let isLate = false;
  const refresh = async () => {
    if (isBusy) {
      isLate = true;
      return;
    }
    isBusy = true;
    do {
      isLate = false;
      try {
        const response = await fetch(location.href, { cache: "no-store" });
        const text = await response.text();
        if (response.redirected && new URL(response.url).pathname !== location.pathname) {
          location.replace(response.url);
          return;
        }
        const isGone = response.status === 404 && isThere;
        say(isGone ? "Esta página ya no existe: su nota se ha borrado, o está ahora en otro sitio." : "");
        if (!isGone) {
          isThere = response.status !== 404;
          put(new DOMParser().parseFromString(text, "text/html").documentElement);
        }
      } catch {
        // The server is starting anew; when it is there it says so.
      }
    } while (isLate);
    isBusy = false;
  };

  // Browsers keep few connections open to one server, so a page that nobody sees gives its own away.
  let source;
  let silent;
  const close = () => {
    source?.close();
    source = null;
    clearTimeout(silent);
  };
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource("/_preview/events");
    source.onmessage = ({ data }) => {
      clearTimeout(silent);
      const told = JSON.parse(data);
      if (told.version === version) return say(notice.textContent.startsWith("La vista") ? "" : notice.textContent);
      version = told.version;
      refresh();
      reload(told.media);
    };
    source.onerror = () => {
      clearTimeout(silent);
      silent = setTimeout(say, 4000, "La vista previa no responde. Puede que esté cerrada.");
    };
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : listen()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", listen);
  listen();
}
