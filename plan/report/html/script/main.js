/** Addresses, keys, the theme and printing. */
(() => {
  const { list, panel } = report;
  const root = document.documentElement;

  function route() {
    const [, place] = /^#r(\d+)$/.exec(location.hash) ?? [];
    if (place !== undefined) return panel.open(Number(place));
    const [, connection] = /^#e(\d+)$/.exec(location.hash) ?? [];
    if (connection !== undefined) return panel.openConnection(Number(connection));
    panel.close();
    const [, query] = /^#list\?(.*)$/.exec(location.hash) ?? [];
    if (query !== undefined) list.filter(new URLSearchParams(query));
  }

  /** Returns to the page as it was before the details opened. */
  report.leave = () => {
    history.pushState(null, "", location.href.replace(/#.*$/, "#"));
    panel.close();
  };

  addEventListener("hashchange", route);
  // Selecting the same link again does not change the address.
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest?.("a[href^='#']");
    if (anchor && anchor.getAttribute("href") === location.hash) route();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.getElementById("panel").hidden) report.leave();
    const typing = event.target.closest?.("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      report.leave();
      document.getElementById("search").focus();
    }
  });

  const theme = document.getElementById("theme");
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches;
  }
  function nameTheme() {
    theme.textContent = isDark() ? "Light theme" : "Dark theme";
  }
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember(root.dataset.theme);
    nameTheme();
  });
  systemDark.addEventListener("change", nameTheme);
  root.dataset.theme = remembered();
  nameTheme();

  /** Local storage may be unavailable for a page from disk. */
  function remember(value) {
    try {
      localStorage.setItem("theme", value);
    } catch {}
  }
  function remembered() {
    try {
      return localStorage.getItem("theme") ?? "";
    } catch {
      return "";
    }
  }

  for (const button of document.querySelectorAll("[data-boxes]")) {
    button.addEventListener("click", () => {
      for (const box of document.querySelectorAll("#components .box")) box.open = button.dataset.boxes === "open";
    });
  }

  const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        for (const link of links.values()) link.removeAttribute("aria-current");
        links.get(target.id)?.setAttribute("aria-current", "true");
      }
    },
    { rootMargin: "-20% 0px -70% 0px" },
  );
  for (const id of links.keys()) watch.observe(document.getElementById(id));

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    for (const details of opened) details.open = true;
    list.showAll();
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });

  report.loaded.then(
    () => {
      list.search();
      route();
      root.dataset.ready = "true";
    },
    (error) => {
      document.getElementById("found").textContent =
        `This browser cannot read the list and the details (${error}): open the page in one of 2023 or later.`;
    },
  );
})();
