// What a page from a disk may not fetch arrives as a script, which leaves it in `arrived`: its load event comes next.
var escarcha = (() => {
  const root = new URL("..", document.currentScript.src);
  const loaded = new Map();
  const load = (address) => {
    const { href } = new URL(address, root);
    if (!loaded.has(href))
      loaded.set(
        href,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = href;
          script.onload = () => resolve(escarcha.arrived);
          script.onerror = () => {
            loaded.delete(href); // It may work the next time.
            reject(new Error(href));
          };
          document.head.append(script);
        }),
      );
    return loaded.get(href);
  };
  const fetch = async (address) => {
    const text = await load(`${address}.js`);
    return { ok: true, text: () => text };
  };
  return { root, load, fetch };
})();
