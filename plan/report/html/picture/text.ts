import type { Picture, PictureGroup, PictureNode } from "./picture";

/** Pixels. Widths of text are estimates: the page's font differs from machine to machine. */
export const nodeWidth = 150;
export const lineHeight = 14;
const charactersOfLabel = 18;
const charactersOfDetail = 22;

/** The texts of a node, line by line. */
export interface NodeText {
  readonly label: readonly string[];
  readonly detail: readonly string[];
}

/** Returns the lines of a node, at most two for each text. Nodes in the list of services show only their names. */
export function nodeText({ label, detail, group }: PictureNode): NodeText {
  return {
    label: lines(label, charactersOfLabel, /(?<=[- ])/),
    detail: group === "services" ? [] : lines(detail, charactersOfDetail, /(?<= )/),
  };
}

export function nodeHeight({ label, detail }: NodeText): number {
  return 12 + (label.length + detail.length) * lineHeight;
}

function lines(text: string, limit: number, separator: RegExp): string[] {
  if (text === "") return [];
  const found = [""];
  for (const word of text.split(separator)) {
    const longer = `${found.at(-1)}${word}`;
    if (longer.trimEnd().length <= limit || found.at(-1) === "") found[found.length - 1] = longer;
    else found.push(word);
  }
  const [first = "", second, ...more] = found.map((line) => line.trimEnd());
  if (second === undefined) return [cut(first, limit)];
  return [cut(first, limit), cut(more.length > 0 ? `${second} …` : second, limit)];
}

export function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

/** Width of a subnet in its tier's title. */
export const subnetWidth = 158;
export const subnetHeight = 20;

/** Returns whether a tier's subnets are drawn below each other. A tier that contains frames has room for one row. */
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
