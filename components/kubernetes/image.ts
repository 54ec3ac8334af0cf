import { type ImageName, images, lockedDigest } from "../versions";
import { type Mirror, mirroredImage } from "./mirror";

/**
 * Returns the full name of an image of the platform's own pods, with its pinned tag and the digest that `npm run
 * images:lock` recorded, so that the tag cannot refer to another image later. A mirror must have the image for all
 * platforms: otherwise its digest differs.
 */
export function pinnedImage(mirror: Mirror, name: ImageName, digestOf = lockedDigest): string {
  const { repository, version } = images[name];
  const digest = digestOf(`${repository}:${version}`);
  return `${mirroredImage(mirror, repository)}:${version}${digest === undefined ? "" : `@${digest}`}`;
}
