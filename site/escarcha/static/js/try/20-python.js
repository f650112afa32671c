// Python runs in a worker, which can be ended whatever it does. A page has one, for all of its examples.
const PATIENCE = 60; // seconds without a sign of life while it loads; a slow telephone needs half of that to start Python
const forbidden = () => fill(_("La política de este servidor no deja ejecutar Python en la página: a la cabecera %s de %s le falta «%s»."), "Content-Security-Policy", "worker.js", "wasm-unsafe-eval");

// Where there is no network, what the browser has kept serves.
const fetchJson = async (url) => {
  const answer = await fetch(url).catch(() => fetch(url, { cache: "force-cache" }));
  if (!answer.ok) throw new Error(_("En este sitio no está Python para el navegador."));
  return answer.json();
};
const theOverview = () => fetchJson(new URL("../_python.json", import.meta.url));

let python;

const endPython = () => {
  python?.worker.terminate();
  python?.stopped();
  python = undefined;
};

// A worker that has Python ready; `told` hears how far it is.
const startPython = async ({ clock, seed }, packages, told) => {
  const { files } = await theOverview();
  const [, bytes] = files["pyodide.bin"];
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  python = { worker, packages, clock, seed, isBusy: true, stopped: () => {} };
  let watch;
  const ready = new Promise((resolve, reject) => {
    const live = () => {
      clearTimeout(watch);
      watch = setTimeout(() => reject(new Error(fill(_("Python no ha arrancado en %s segundos. Prueba otra vez."), PATIENCE))), PATIENCE * 1000);
    };
    python.stopped = () => reject(new DOMException("", "AbortError"));
    // A worker whose script may not be loaded says no more than this.
    worker.addEventListener("error", ({ message }) => reject(new Error(message || forbidden())));
    worker.addEventListener("message", ({ data: { kind, value } }) => {
      live();
      if (kind === "loaded") told(value / bytes);
      else if (kind === "starting") told(1);
      else if (kind === "ready") resolve();
      else if (kind === "failed") reject(new Error(value.isForbidden ? forbidden() : value.text));
    });
    live();
    worker.postMessage({ kind: "start", value: { base: new URL("../_python/", import.meta.url).href, files, packages } });
  });
  try {
    await ready;
  } catch (error) {
    endPython();
    throw error;
  } finally {
    clearTimeout(watch);
  }
};

// What an example needs besides Python itself: the packages that it ran with, and our own code.
// A reader may solve an exercise whose solution is not published with any package that the site has.
const packagesOf = ({ versions, needs_all: needsAll }, files) => {
  const every = Object.keys(files).filter((name) => name.endsWith(".json"));
  return needsAll ? every.map((name) => name.slice(0, -5)) : ["escarcha", ...Object.keys(versions)].filter((name) => files[`${name}.json`]);
};
const sizeOf = (tryout, files) =>
  ["pyodide.bin", "pyodide.js", "pyodide.asm.js", ...packagesOf(tryout, files).map((name) => `${name}.json`)].reduce((sum, name) => sum + files[name][1], 0);

// Chance and clock are fixed for good where an example wants them so, and what is not there by now cannot be had any more.
const suits = ({ clock, seed }, packages) => python.clock === clock && python.seed === seed && packages.every((name) => python.packages.includes(name));

const LATE = Symbol("late");

// Runs a job, and resolves when it has ended; `written` and `reported` hear of it as it goes.
const runJob = async (job, { told, begun, written, reported }) => {
  const packages = packagesOf(job, (await theOverview()).files);
  // Another panel's run is stopped by that of this one.
  if (python && (python.isBusy || !suits(job, packages))) endPython();
  if (!python) await startPython(job, packages, told);
  begun();
  const { worker } = python;
  python.isBusy = true;
  let late;
  try {
    await new Promise((resolve, reject) => {
      python.stopped = () => reject(new DOMException("", "AbortError"));
      late = setTimeout(() => reject(LATE), job.seconds * 1000);
      worker.onmessage = ({ data: { kind, value } }) => {
        if (kind === "written") written(value);
        else if (kind === "report") reported(value);
        else if (kind === "done") resolve();
        else if (kind === "failed") reject(new Error(fill(_("Python se ha interrumpido: %s"), value.text.trim().split("\n").at(-1))));
      };
      worker.postMessage({ kind: "run", value: job });
    });
    Object.assign(python, { isBusy: false, stopped: () => {} });
  } catch (error) {
    endPython();
    throw error;
  } finally {
    clearTimeout(late);
  }
};
