// What was searched for on this device, and what was there when the reader left for a result.
const RECENT = "escarcha-search";
const MOST_RECENT = 5;

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
    if (queries.length) localStorage.setItem(RECENT, JSON.stringify(queries.slice(0, MOST_RECENT)));
    else localStorage.removeItem(RECENT);
  } catch {
    // Not kept, then.
  }
};

// With the entry of the browser's history, so that the way back leads to it; nothing forgets it.
const keepPlace = (search) => history.replaceState({ ...history.state, search }, "");
const keptPlace = () => history.state?.search;
