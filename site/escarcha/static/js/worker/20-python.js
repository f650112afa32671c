// Pyodide, which is told where its files are, as they have other names here.
const start = async ({ base, files, packages }) => {
  const at = (name) => new URL(files[name][0], base).href;
  const [archive, texts, { loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    fetchArchive(at("pyodide.bin")).then(untar),
    Promise.all(packages.map((name) => fetchJson(at(`${name}.json`)))).then((all) => Object.assign({}, ...all)),
    import(at("pyodide.js")),
    import(at("pyodide.asm.js")),
  ]);
  tell("starting");
  const kinds = { "pyodide.asm.wasm": "application/wasm", "python_stdlib.zip": "application/zip" };
  globalThis.fetch = async (url) => {
    const name = String(url.url ?? url).split("/").at(-1);
    return new Response(archive[`package/${name}`], { headers: { "Content-Type": kinds[name] } });
  };
  const { info } = JSON.parse(new TextDecoder().decode(archive["package/pyodide-lock.json"]));
  const python = await loadPyodide({
    createPyodideModule,
    indexURL: base,
    lockFileContents: JSON.stringify({ info, packages: {} }),
    env: { HOME: "/ejemplo", PYTHONHASHSEED: "0", TZ: "UTC", LANG: "C.UTF-8", COLUMNS: "80", FLASK_RUN_FROM_CLI: "true", PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1", PYTEST_ADDOPTS: "-p no:cacheprovider -p escarcha.examples.browser.verdicts" },
  });
  tell("starting");
  const folder = python.runPython("import site; site.getsitepackages()[0]");
  for (const [name, text] of Object.entries(texts)) {
    const path = `${folder}/${name}`;
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    python.FS.writeFile(path, text);
  }
  python.pyimport("escarcha.examples.browser.stand_ins").put_in_place((now) => {
    Date.now = () => now;
  });
  const { run } = python.pyimport("escarcha.examples.browser.start");
  tell("starting");
  if (texts["flask/__init__.py"]) python.pyimport("flask.testing");
  // What runs here may be a stranger's, who has sent a link: it computes, and reaches nothing.
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "indexedDB", "caches", "importScripts", "Worker", "BroadcastChannel"])
    Reflect.deleteProperty(globalThis, name) && Object.defineProperty(globalThis, name, { value: undefined });
  return run;
};

const MOST = 64_000; // characters of output, as when a site is built

let run;
const act = {
  async start(given) {
    // Where a policy forbids WebAssembly, Pyodide would wait for ever.
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    tell("begun");
    run = await start(given);
    tell("ready");
  },
  run(job) {
    let written = 0;
    const write = (text) => {
      const left = MOST - written;
      written += text.length;
      if (text && left >= 0) tell("written", text.length > left ? `${text.slice(0, left)}\n[…]\n` : text);
    };
    run(JSON.stringify(job), write, (report) => tell("report", JSON.parse(report)));
    tell("done");
  },
};
addEventListener("message", async ({ data: { kind, value } }) => {
  try {
    await act[kind](value);
  } catch (error) {
    tell("failed", { isForbidden: error instanceof WebAssembly.CompileError, text: String(error.message ?? error) });
  }
});
