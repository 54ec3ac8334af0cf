import "./theme";
import "./picture";
import { load } from "./data";
import { all, required } from "./elements";
import * as list from "./list";
import * as panel from "./panel";

/** Addresses, keys, tabs and printing. */
function route(): void {
  const [place, connection] = [numberIn(/^#r(\d+)$/), numberIn(/^#e(\d+)$/)];
  const [, query] = /^#list\?(.*)$/.exec(location.hash) ?? [];
  if (place !== undefined) panel.openResource(place);
  else if (connection !== undefined) panel.openConnection(connection);
  else panel.close();
  if (query !== undefined) list.filter(new URLSearchParams(query));
}

function numberIn(address: RegExp): number | undefined {
  const [, digits] = address.exec(location.hash) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function closest(event: Event, selector: string): Element | null {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}

addEventListener("hashchange", route);
// Selecting the same link again does not change the address.
document.addEventListener("click", (event) => {
  if (closest(event, "a[href^='#']")?.getAttribute("href") === location.hash) route();
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.isOpen()) panel.closePanel();
  if (event.key === "/" && !closest(event, "input, select, textarea") && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    panel.closePanel();
    required("search", HTMLInputElement).focus();
  }
});

for (const button of all("[data-boxes]", HTMLButtonElement)) {
  button.addEventListener("click", () => {
    for (const box of all("#components .box", HTMLDetailsElement)) box.open = button.dataset.boxes === "open";
  });
}

/** Marks the tab of the section that is read. */
const tabs = new Map(all("nav a", HTMLAnchorElement).map((tab) => [tab.hash.slice(1), tab]));
const watch = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) tabs.get(target.id)?.setAttribute("aria-current", "true");
      else tabs.get(target.id)?.removeAttribute("aria-current");
    }
  },
  { rootMargin: "-20% 0px -79% 0px" },
);
for (const id of tabs.keys()) watch.observe(required(id, HTMLElement));

let opened: HTMLDetailsElement[] = [];
addEventListener("beforeprint", () => {
  opened = all("main details:not([open])", HTMLDetailsElement);
  for (const details of opened) details.open = true;
  list.showAll();
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});

load().then(
  () => {
    list.search();
    route();
    document.documentElement.dataset.ready = "true";
  },
  (error: unknown) => {
    list.showError(
      `This browser cannot read the list and the details (${error}): open the page in a browser of 2023 or later.`,
    );
  },
);
