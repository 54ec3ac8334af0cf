import { type ImageName, images } from "../versions";
import { type Mirror, mirroredImage } from "./mirror";

/** An image of the platform's own pods at its pinned tag, as nodes are to pull it. */
export function pinnedImage(mirror: Mirror, name: ImageName): string {
  const { repository, version } = images[name];
  return `${mirroredImage(mirror, repository)}:${version}`;
}
