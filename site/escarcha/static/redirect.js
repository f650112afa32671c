// An old address leads on with what stands behind it in a link: its query and its anchor.
location.replace(document.querySelector("body a").href + location.search + location.hash);
