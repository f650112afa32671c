// Who has chosen a tab once has it open wherever there is one of its name, on this page and on the others.
export const keepTabs = () => {
  const tabs = [...document.querySelectorAll("details.tab")];
  const nameOf = (tab) => tab.firstElementChild.textContent.trim();
  // The one that was touched opens by itself.
  const show = (name, touched) => {
    for (const tab of tabs) if (tab !== touched && nameOf(tab) === name) tab.open = true;
  };
  let chosen = [];
  try {
    chosen = JSON.parse(localStorage.getItem("escarcha-tabs") ?? "[]");
    for (const name of chosen) show(name);
  } catch {
    // Nothing is kept.
  }
  for (const tab of tabs)
    tab.firstElementChild.addEventListener("click", () => {
      const name = nameOf(tab);
      const top = tab.getBoundingClientRect().top;
      show(name, tab);
      scrollBy(0, tab.getBoundingClientRect().top - top);
      chosen = [...chosen.filter((other) => other !== name), name].slice(-8);
      try {
        localStorage.setItem("escarcha-tabs", JSON.stringify(chosen));
      } catch {
        // Nor now.
      }
    });
};
