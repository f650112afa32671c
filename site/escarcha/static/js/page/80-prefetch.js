// The next page is fetched when a mouse rests on its link. Browsers that know speculation rules have them
// from the header that netlify.toml sends, and do it better.
if (!HTMLScriptElement.supports?.("speculationrules") && !navigator.connection?.saveData) {
  const seen = new Set([location.pathname]);
  document.addEventListener("pointerover", ({ target }) => {
    const link = target.closest?.("a[href]");
    if (!link || link.origin !== location.origin || !link.pathname.endsWith("/") || seen.has(link.pathname)) return;
    seen.add(link.pathname);
    document.head.append(make("link", { rel: "prefetch", href: link.pathname }));
  });
}
