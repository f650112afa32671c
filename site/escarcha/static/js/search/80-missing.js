// On the page of addresses that do not exist: what the search finds for the words of the address.
const MOST_SUGGESTED = 3;

const wordsOf = (address, home) => {
  try {
    const path = decodeURIComponent(address.slice(home.length)).replace(/\.(?:html?|md|php|aspx?)$|\bindex\b/gi, "");
    return path.split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ").slice(0, 200);
  } catch {
    return ""; // It is no text.
  }
};

export const suggest = async (place) => {
  const query = wordsOf(location.pathname, new URL(document.querySelector(".brand").href).pathname);
  if (!query) return;
  const { pages } = await findPages(await theIndex(), query, { limit: MOST_SUGGESTED });
  const links = pages.slice(0, MOST_SUGGESTED).map((page) => make("a", { href: page.url }, page.title));
  if (!links.length) return;
  const [before, after] = _("¿Buscabas %s?").split("%s");
  place.append(before, ...links.flatMap((link, at) => (at ? [", ", link] : [link])), after);
};
