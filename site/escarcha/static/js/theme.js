// Runs before the first paint, so that no page flashes in colours that its reader has not chosen.
{
  const root = document.documentElement;
  root.classList.add("js");
  try {
    Object.assign(root.dataset, JSON.parse(localStorage.getItem("escarcha") ?? "{}"));
  } catch {
    // Storage is forbidden or holds something else: the system's choice it is.
  }
}
