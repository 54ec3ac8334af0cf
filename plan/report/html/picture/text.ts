import type { Picture, PictureGroup } from "./picture";

/** Pixels. Widths of text are estimated: the page's font differs from machine to machine. */
export const nodeWidth = 140;
const lineHeight = 14;
const charactersOfDetail = 22;

export function nodeHeight(lines: number): number {
  return 28 + lines * lineHeight;
}

/** A node's second text, on two lines at most. */
export function detailLines(detail: string): string[] {
  if (detail === "") return [];
  const lines: string[] = [];
  let line = "";
  for (const word of detail.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= charactersOfDetail) line = longer;
    else {
      if (line !== "") lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const shown = lines.slice(0, 2);
  if (lines.length > 2) shown[1] = `${shown[1]} …`;
  return shown.map((one) => cut(one, charactersOfDetail + 1));
}

export function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** Width of a subnet in its tier's title. */
export const subnetWidth = 158;
export const subnetHeight = 20;

/** Whether a tier's subnets stand below each other: a tier with frames inside is wide enough for one line. */
export function areStacked(picture: Picture, { id }: PictureGroup): boolean {
  return !picture.groups.some(({ group }) => group === id);
}

export function subnetsHeight(picture: Picture, group: PictureGroup): number {
  if (group.subnets.length === 0) return 0;
  return 2 + subnetHeight * (areStacked(picture, group) ? group.subnets.length : 1);
}

/** Width that a frame's title and subnets need. */
export function titleWidth(picture: Picture, group: PictureGroup): number {
  const { label, detail, subnets } = group;
  const title = 24 + (label.length + detail.length + 2) * 7.4;
  const beside = areStacked(picture, group) ? Math.min(subnets.length, 1) : subnets.length;
  return Math.ceil(Math.max(title, beside * subnetWidth + 24));
}
