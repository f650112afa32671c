// A link beside each heading; to follow it is to have it copied.
const offer = (heading) => {
  const text = heading.textContent.trim();
  const label = _("Enlace a «%s»").replace("%s", () => text);
  // Who goes from heading to heading hears the text alone; where some of it is in another language, in its voice.
  if (!heading.querySelector("[lang]")) heading.setAttribute("aria-label", text);
  const link = make("a", { class: "anchor", href: `#${heading.id}`, "aria-label": label });
  link.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.href);
      document.dispatchEvent(new CustomEvent("announce", { detail: _("Enlace copiado") }));
    } catch {
      // The address bar has it.
    }
  });
  heading.append(link);
};
furnishing(() => {
  for (const heading of document.querySelectorAll("article :is(h2, h3, h4, h5, h6)[id]:not(:has(> .anchor))")) {
    if (!heading.closest("summary")) setTimeout(offer, 0, heading); // pressed there, it would open the box
  }
});

// The section being read is marked in the contents; where they stand beside the text they go along with the
// reader, but not under a mouse or a key that is choosing from them.
const isBeside = matchMedia("(width >= 75rem)");
let spy;
furnishing(() => {
  const contents = document.querySelector(".contents");
  const [summary, list] = contents?.children ?? [];
  const follow = (link) => {
    if (isBeside.matches && !list.matches(":hover, :focus-within")) list.scrollTop = link.offsetTop - list.clientHeight / 2;
  };
  // Where they unfold over it, they fold again when one is chosen, or with Escape.
  for (const type of ["click", "keydown"])
    list?.addEventListener(type, ({ key }) => {
      if (isBeside.matches || (key && key !== "Escape")) return;
      contents.open = false;
      if (key) summary.focus();
    });
  const links = new Map();
  for (const link of document.querySelectorAll(".contents a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const above = new Set();
  const headings = [...links.keys()];
  spy?.disconnect();
  spy = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) above[isIntersecting ? "add" : "delete"](target);
      const current = headings.findLast((heading) => above.has(heading));
      for (const [heading, link] of links) {
        if (heading !== current) link.removeAttribute("aria-current");
        else if (!link.hasAttribute("aria-current")) {
          link.setAttribute("aria-current", "true");
          follow(link);
        }
      }
    },
    // All that is above counts, however far, so that a jump over many headings leaves none behind.
    { rootMargin: "9999999px 0px -70% 0px" },
  );
  for (const heading of headings) spy.observe(heading);
});
