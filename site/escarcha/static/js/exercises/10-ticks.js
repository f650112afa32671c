// Tasks and exercises can be ticked, and stay so on this device; nothing is sent.
{
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem("escarcha-ticks") ?? "{}");
    } catch {
      return {}; // Nothing is kept.
    }
  };
  // A page is the same with and without the name of its file.
  const page = location.pathname.replace(/index\.html$/, "");
  const boxes = new Map();
  const show = () => {
    const ticks = read();
    for (const [name, box] of boxes) box.checked = ticks[name] ?? box.defaultChecked;
  };
  const keep = (name, box) => {
    const ticks = read();
    delete ticks[name];
    if (box.checked !== box.defaultChecked) ticks[name] = box.checked;
    try {
      localStorage.setItem("escarcha-ticks", JSON.stringify(ticks));
    } catch {
      // Not kept, then.
    }
  };
  // Of several that are called the same, each has its number.
  const take = (box, called) => {
    let name = `${page} ${called}`;
    for (let number = 2; boxes.has(name); number++) name = `${page} ${called} ${number}`;
    boxes.set(name, box);
    box.addEventListener("change", () => keep(name, box));
  };
  const textOf = (item) => {
    const own = item.cloneNode(true);
    for (const below of own.querySelectorAll("ul, ol")) below.remove();
    return own.textContent.trim().replace(/\s+/g, " ");
  };

  for (const box of document.querySelectorAll("article li :is(input[type=checkbox]:disabled:not([data-task]))")) {
    const text = textOf(box.closest("li"));
    box.disabled = false;
    box.setAttribute("aria-label", text);
    take(box, text);
  }
  for (const exercise of document.querySelectorAll("[data-exercise]")) {
    const box = make("input", { type: "checkbox" });
    const label = make("label", {}, box, _("Resuelto"));
    exercise.querySelector(".exercise-title")?.append(label);
    take(box, `#${exercise.dataset.exercise}`);
  }
  show();
  addEventListener("storage", show);
  addEventListener("pageshow", show);
}
