import { charts } from "../components/services/charts";
import type { Environment } from "../components/settings/environments";
import { imageLock, lockedDigest } from "../components/versions";
import { releaseType } from "../core/graph/graph";
import type { Registration } from "../core/graph/registration";
import { fieldsNamed } from "../core/json/fieldsNamed";

/**
 * Returns the platform's images that the plan uses, as `repository:tag`, sorted by name: images of its pods and of its
 * charts' pods. Images of teams are not included.
 */
export function imagesInUse(resources: readonly Pick<Registration, "type" | "inputs">[], lock = imageLock): string[] {
  const ofCharts = resources.flatMap(({ type, inputs }) =>
    type === releaseType ? (charts.get(String(inputs.name))?.images ?? []) : [],
  );
  const ofPods = resources
    .filter(({ type }) => type.startsWith("kubernetes:") && type !== releaseType)
    .flatMap(({ inputs }) => fieldsNamed(inputs, "image"))
    .filter((image) => typeof image === "string");
  const named = Object.keys(lock).filter((reference) => ofPods.some((image) => isImage(image, reference)));
  return [...new Set([...ofCharts, ...named])].sort();
}

/** Returns the images in use that have no digest in the lock file, sorted by name. */
export function imagesWithoutDigest(
  resources: readonly Pick<Registration, "type" | "inputs">[],
  lock = imageLock,
): string[] {
  return imagesInUse(resources, lock).filter((image) => lockedDigest(image, lock) === undefined);
}

/** The note on images without a digest, a warning outside of dev. Undefined without such images. */
export function digestNote(environment: Environment, count: number): { text: string; warning: boolean } | undefined {
  if (count === 0) return undefined;
  const images = count === 1 ? "1 image has" : `${count} images have`;
  const text = `${images} no digest in images.lock.json: run npm run images:lock where the registries are reachable`;
  return { text, warning: environment !== "dev" };
}

/** Whether a pod's image is this one, pulled from a mirror or not. */
function isImage(image: string, reference: string): boolean {
  return image === reference || image.endsWith(`/${reference}`);
}
