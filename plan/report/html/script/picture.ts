import { required } from "./elements";

/** Zoom, filters and highlights of the picture of the architecture. */
const frame = required("picture-frame", HTMLElement);
const picture = required("picture", SVGSVGElement);
const filter = required("picture-filter", HTMLSelectElement);
const kinds = required("picture-kinds", HTMLFieldSetElement);
const largest = 4;
/** The picture's width, as a multiple of its width at first. */
let zoom = 1;

const readableWidth = Number.parseFloat(getComputedStyle(picture).minWidth) || 0;

function firstWidth(): number {
  return Math.max(frame.clientWidth, readableWidth);
}

/** The zoom at which the whole width is visible. On a narrow screen its texts are too small to read. */
function fitting(): number {
  return Math.min(1, frame.clientWidth / firstWidth());
}

/** Keeps the point of the picture that is at x and y of the frame. */
function zoomTo(wanted: number, x = frame.clientWidth / 2, y = frame.clientHeight / 2): void {
  const next = Math.min(largest, Math.max(fitting(), wanted));
  const { scrollLeft, scrollTop } = frame;
  const ratio = next / zoom;
  zoom = next;
  const width = firstWidth() * zoom;
  picture.style.minWidth = zoom < 1 ? "0" : "";
  picture.style.width = zoom === 1 ? "" : `${width}px`;
  frame.scrollTo({ left: (scrollLeft + x) * ratio - x, top: (scrollTop + y) * ratio - y, behavior: "instant" });
}

const steps: Readonly<Record<string, () => void>> = {
  in: () => zoomTo(zoom * 1.4),
  out: () => zoomTo(zoom / 1.4),
  fit: () => zoomTo(fitting()),
};
for (const button of document.querySelectorAll<HTMLElement>("[data-zoom]")) {
  button.addEventListener("click", () => steps[button.dataset.zoom ?? ""]?.());
}
const keys: Readonly<Record<string, string>> = { "+": "in", "=": "in", "-": "out", "0": "fit" };
frame.addEventListener("keydown", (event) => {
  const step = steps[keys[event.key] ?? ""];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  step();
});
// A pinch on a touchpad is a wheel event with the control key.
frame.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left, top } = frame.getBoundingClientRect();
    zoomTo(zoom * Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
  },
  { passive: false },
);

/** Dragging with the mouse moves the picture. Browsers scroll it on touch by themselves. */
let drag: { x: number; y: number; left: number; top: number; moved: boolean } | undefined;
frame.addEventListener("pointerdown", (event) => {
  if (event.pointerType !== "mouse" || event.button !== 0) return;
  drag = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop, moved: false };
});
addEventListener("pointermove", (event) => {
  if (!drag) return;
  const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
  drag.moved ||= Math.hypot(x, y) > 4;
  if (drag.moved) frame.scrollTo({ left: drag.left - x, top: drag.top - y, behavior: "instant" });
});
addEventListener("pointerup", () => {
  const moved = drag?.moved;
  drag = undefined;
  if (!moved) return;
  // The click at the end of a drag does not select anything.
  const stop = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("click", stop, { capture: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }));
});
frame.addEventListener("dragstart", (event) => event.preventDefault());

/** Emphasizes the lines of the part under the pointer or with the focus. */
function emphasize(target: EventTarget | null): void {
  const part = target instanceof Element ? target.closest<SVGElement>(".part, .frame.team, .frame.services") : null;
  const index = part?.dataset.part;
  let found = false;
  for (const line of picture.querySelectorAll<SVGElement>(".line")) {
    const { ends, members } = line.dataset;
    const own = index !== undefined && [...indexes(ends), ...indexes(members)].includes(index);
    line.classList.toggle("lit", own);
    found ||= own;
  }
  picture.classList.toggle("emphasis", found);
}
picture.addEventListener("pointerover", (event) => emphasize(event.target));
picture.addEventListener("pointerleave", () => emphasize(document.activeElement));
picture.addEventListener("focusin", (event) =>
  emphasize(event.target instanceof Element ? event.target.querySelector(".part") : null),
);
picture.addEventListener("focusout", () => emphasize(null));

function indexes(text: string | undefined): string[] {
  return (text ?? "").split(" ").filter(Boolean);
}

/** Dims what has no connection with the chosen team or service, and hides lines of kinds that are switched off. */
function show(): void {
  const chosen = new Set(indexes(filter.value));
  const hidden = [...kinds.querySelectorAll<HTMLInputElement>("input:not(:checked)")].map(({ value }) => value);
  const related = new Set(chosen);
  for (const line of picture.querySelectorAll<SVGElement>(".line")) {
    const off = hidden.some((kind) => line.classList.contains(kind));
    const concerned = chosen.size === 0 || indexes(line.dataset.members).some((index) => chosen.has(index));
    line.classList.toggle("off", off);
    line.classList.toggle("dim", !concerned);
    if (concerned && !off) for (const index of indexes(line.dataset.ends)) related.add(index);
  }
  for (const part of picture.querySelectorAll<SVGElement>(".part, .frame.team")) {
    part.classList.toggle("dim", chosen.size > 0 && !related.has(part.dataset.part ?? ""));
  }
}
filter.addEventListener("change", show);
kinds.addEventListener("change", show);
show();
