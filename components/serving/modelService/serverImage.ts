import type { Problems } from "../../problems";

/** A tag after the last slash, or a digest. */
const pinned = /(?::(?<tag>[\w][\w.-]{0,127})|@sha256:[0-9a-f]{64})$/;

/** Adds what is wrong with an image whose name is known. */
export function checkImage(problems: Problems, image: string): void {
  const match = pinned.exec(image.slice(image.lastIndexOf("/") + 1));
  if (match && match.groups?.tag !== "latest") return;
  problems.add(`image "${image}" may be another one tomorrow`, "name a tag other than latest, or a digest");
}
