// Who has chosen a tab once has it open wherever there is one of its name, on this page and on the others.
const nameOf = (tab) => tab.firstElementChild.textContent.trim();
const read = () => {
  try {
    return JSON.parse(localStorage.getItem("escarcha-tabs") ?? "[]");
  } catch {
    return []; // Nothing is kept.
  }
};

// Opens the tabs that were chosen; what has been touched is chosen now, and stays where it is.
export const keepTabs = (touched) => {
  const tabs = [...document.querySelectorAll("details.tab")];
  const own = touched?.closest("details");
  const top = own?.getBoundingClientRect().top;
  const names = own ? [...read().filter((name) => name !== nameOf(own)), nameOf(own)].slice(-8) : read();
  for (const tab of tabs) if (own ? tab !== own && own.open && nameOf(tab) === nameOf(own) : names.includes(nameOf(tab))) tab.open = true;
  if (!own) return;
  scrollBy(0, own.getBoundingClientRect().top - top);
  try {
    localStorage.setItem("escarcha-tabs", JSON.stringify(names));
  } catch {
    // Nor now.
  }
};
