import { type ImageName, images, lockedDigest } from "../versions";
import { type Mirror, mirroredImage } from "./mirror";

/**
 * An image of the platform's own pods at its pinned tag, as nodes are to pull it: with the digest that `npm run images:lock`
 * has found, so that nobody can put another image under the tag. A mirror has to hold it with all platforms, or its digest
 * is another.
 */
export function pinnedImage(mirror: Mirror, name: ImageName, digestOf = lockedDigest): string {
  const { repository, version } = images[name];
  const digest = digestOf(`${repository}:${version}`);
  return `${mirroredImage(mirror, repository)}:${version}${digest === undefined ? "" : `@${digest}`}`;
}
