// Learning paths: what was read, and so what comes next. It is known on this device alone, by the addresses of notes.
const READ = `escarcha-read:${new URL(document.querySelector(".brand").href).pathname}`;

const readAddresses = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(READ) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter((address) => typeof address === "string") : []);
  } catch {
    return new Set();
  }
};
const addressesOf = (node) => node.dataset.read.split(" ");
const isRead = (node, read) => addressesOf(node).some((address) => read.has(address));

export const showWhatIsRead = () => {
  const read = readAddresses();
  const button = document.querySelector(".mark-read");
  if (button) {
    const pressed = isRead(button, read);
    button.setAttribute("aria-pressed", pressed);
    button.textContent = pressed ? _("Leída") : _("Marcar como leída");
  }
  for (const item of document.querySelectorAll("li[data-read]")) {
    const mark = item.querySelector(":scope .read-mark");
    if (!isRead(item, read)) mark?.remove();
    else if (!mark)
      item.querySelector(".minutes").after(" ", make("span", { class: "read-mark" }, _("leída")));
  }
  for (const path of document.querySelectorAll(".pager")) {
    const steps = [...path.querySelectorAll("[data-read]")];
    if (!path.querySelector(".path-read")) continue; // It says which step this page is, or leads to the next page.
    const waiting = steps.filter((step) => !isRead(step, read));
    // Whoever has read all of it may begin again.
    const shown = waiting[0] ?? steps[0];
    for (const step of steps) step.hidden = step !== shown;
    const count = steps.length - waiting.length;
    const said = _("%s de %s leídos").replace("%s", count).replace("%s", steps.length);
    path.querySelector(".path-read").textContent = count ? ` · ${said}` : "";
  }
};

export const markRead = (button) => {
  const read = readAddresses();
  if (isRead(button, read)) for (const address of addressesOf(button)) read.delete(address);
  else read.add(addressesOf(button)[0]);
  try {
    localStorage.setItem(READ, JSON.stringify([...read]));
    showWhatIsRead();
  } catch {
    document.dispatchEvent(new CustomEvent("announce", { detail: _("Este navegador no deja guardarlo.") }));
  }
};
