// The panel below an example: its files in tabs, what may be done, and what came of it.
const sheet = new Promise((resolve) => {
  const link = make("link", { rel: "stylesheet", href: new URL("./try.css", import.meta.url) });
  link.onload = link.onerror = resolve;
  document.head.append(link);
});
const announce = (text) => document.dispatchEvent(new CustomEvent("announce", { detail: text }));
const fill = (text, ...values) => values.reduce((filled, value) => filled.replace("%s", () => value), text);

// Tabs as https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ has them.
const makeTabs = (id, steps, texts, changed) => {
  const list = make("div", { role: "tablist", "aria-label": _("Archivos del ejemplo") });
  const editors = steps.map(({ name, is_given: isGiven }, number) => {
    const tab = make("button", { type: "button", role: "tab", id: `${id}-tab-${number}`, "aria-controls": `${id}-text-${number}` }, name);
    const { area, fit } = makeEditor(texts[number], { id: `${id}-text-${number}`, "aria-label": name, "aria-describedby": `${id}-keys` }, changed);
    area.readOnly = isGiven;
    const panel = make("div", { role: "tabpanel", "aria-labelledby": tab.id }, area);
    list.append(tab);
    return { tab, area, fit, panel };
  });
  const show = (shown) =>
    editors.forEach(({ tab, panel, fit }, number) => {
      tab.setAttribute("aria-selected", number === shown);
      tab.tabIndex = number === shown ? 0 : -1;
      panel.hidden = number !== shown;
      fit();
    });
  editors.forEach(({ tab }, number) => {
    tab.addEventListener("click", () => show(number));
    tab.addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!step) return;
      const next = (number + step + editors.length) % editors.length;
      show(next);
      editors[next].tab.focus();
    });
  });
  show(Math.max(0, steps.findIndex(({ kind }) => kind === "python")));
  return { list, editors };
};

const makePanel = async (button) => {
  const [tryout, { files, version, python: inBrowser }] = await Promise.all([fetchJson(button.dataset.try), theOverview(), sheet]);
  const name = button.dataset.try.match(/_(probar-\d+)\.json$/)[1];
  const original = tryout.steps.map(({ text }) => text);
  const isExercise = tryout.steps.some(({ kind }) => kind === "tests");
  // No link changes what is given.
  const shared = (await sharedTexts(name, original.length))?.map((text, number) => (tryout.steps[number].is_given ? original[number] : text));
  const id = `pagina:${name}`;

  const act = (label, does) => {
    const made = make("button", { type: "button" }, label);
    made.addEventListener("click", does);
    return made;
  };
  const status = make("p", { class: "tryout-status" });
  const tell = (text, isAloud = true) => {
    if (isAloud && status.textContent !== text) announce(text);
    status.textContent = text;
  };
  const bar = make("progress", { max: "1", "aria-label": _("Carga de Python") });
  bar.hidden = true;
  const answers = make("div", { class: "exhibits" });
  const { list, editors } = makeTabs(id, tryout.steps, shared ?? original, () => (reset.disabled = false));
  const texts = () => editors.map(({ area }) => area.value);
  const set = (given) => editors.forEach(({ area, fit }, number) => [(area.value = given[number]), fit()]);

  const finish = () => {
    bar.hidden = true;
    stop.disabled = true;
    run.disabled = false;
  };
  const runNow = async () => {
    if (run.disabled) return;
    run.disabled = true;
    stop.disabled = false;
    answers.replaceChildren();
    const job = { ...tryout, steps: tryout.steps.map((step, number) => ({ ...step, text: texts()[number] })) };
    let output;
    let hasFailed = false;
    let tests = [];
    try {
      await runJob(job, {
        told(part) {
          bar.hidden = false;
          bar.value = Math.min(1, part);
          tell(part < 1 ? fill(_("Cargando Python: %s %"), Math.floor(part * 100)) : _("Arrancando Python…"), part >= 1);
        },
        begun() {
          bar.hidden = true;
          tell(_("Ejecutando…"), false);
        },
        written(text) {
          if (isExercise) return; // what pytest says for a terminal; each test brings what it has written
          if (!output) answers.append((output = figureOf(_("Resultado"), "output", "")));
          output.querySelector("code").append(text);
        },
        reported(report) {
          output = undefined;
          hasFailed ||= Boolean(report.error && !(isExercise && report.error.kinds[0] === "SystemExit" && report.error.code === null));
          tests = report.tests ?? [];
          answers.append(...figuresOf(report));
        },
      });
      if (tests.length) tell(judge(tests, hasFailed));
      else tell(hasFailed ? _("Ha terminado con una excepción.") : _("Ha terminado."));
      answers.append(stamp());
    } catch (error) {
      if (error === LATE) tell(fill(_("El código no ha acabado en %s segundos, y se ha detenido."), tryout.seconds));
      else tell(error.name === "AbortError" ? _("Detenido.") : error.message);
    }
    finish();
  };
  // Whoever has solved an exercise has its box ticked, as if by hand.
  const judge = (tests, hasFailed) => {
    const passed = tests.filter(({ outcome }) => outcome === "passed").length;
    if (hasFailed) return fill(_("Pasan %s de %s pruebas."), passed, tests.length);
    const box = button.closest(".exercise").querySelector(".exercise-title input:not(:checked)");
    box?.click();
    return _("Pasan todas las pruebas: has resuelto el ejercicio.");
  };
  const stamp = () => {
    const before = tryout.versions.Python.split(".").slice(0, 2).join(".");
    const now = inBrowser.split(".").slice(0, 2).join(".");
    const said = before === now ? fill(_("Ejecutado en tu navegador con Python %s."), now) : fill(_("Ejecutado en tu navegador con Python %s; la página, con Python %s."), now, before);
    return make("p", { class: "stamp" }, said);
  };

  const run = act(isExercise ? _("Comprobar") : _("Ejecutar"), runNow);
  run.setAttribute("aria-keyshortcuts", "Control+Enter Meta+Enter");
  const stop = act(_("Detener"), endPython);
  stop.disabled = true;
  const reset = act(_("Restablecer"), () => {
    set(original);
    answers.replaceChildren();
    reset.disabled = true;
    tell(_("El código vuelve a ser el de la página."));
    run.focus();
  });
  reset.disabled = !shared;
  const link = act(_("Copiar enlace"), async () => {
    const address = await linkOf(name, texts());
    try {
      await navigator.clipboard.writeText(address);
      tell(_("Enlace copiado: lleva tu código, que no se envía a ningún servidor."));
    } catch {
      history.replaceState(null, "", address);
      tell(_("El enlace está en la barra de direcciones."));
    }
  });
  const close = act(_("Cerrar"), () => {
    if (!stop.disabled) endPython();
    panel.hidden = true;
    button.setAttribute("aria-expanded", false);
    button.focus();
  });
  const keys = make("p", { class: "tryout-keys", id: `${id}-keys` }, _("Ctrl+Intro ejecuta. Mientras escribes, el tabulador sangra; tras Esc, vuelve a llevar a lo siguiente."));
  const panel = make("section", { class: "tryout", id, "aria-label": isExercise ? _("Resolver el ejercicio") : _("Probar el ejemplo") }, list, ...editors.map((each) => each.panel), keys, make("p", { class: "tryout-acts" }, run, stop, reset, link, close), bar, status, answers);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    runNow();
  });
  const size = fill(_("Al ejecutar se cargan %s MB, una sola vez: Python entero (Pyodide %s). Nada de lo que escribas sale de tu navegador."), (sizeOf(tryout, files) / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }), version);
  const warning = _("Este código viene en el enlace, y no es el de la página: míralo antes de ejecutarlo.");
  tell(shared ? [warning, size].join(" ") : size, false);
  return panel;
};

const panels = new WeakMap();
export const open = async (button) => {
  if (!panels.has(button)) {
    button.disabled = true;
    try {
      const panel = await makePanel(button);
      button.closest(".exhibits, .exercise").append(panel);
      panels.set(button, panel);
    } catch (error) {
      announce(error.message);
      return;
    } finally {
      button.disabled = false;
    }
  }
  const panel = panels.get(button);
  panel.hidden = false;
  button.setAttribute("aria-expanded", true);
  panel.querySelector(".tryout-acts button").focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest" });
};
