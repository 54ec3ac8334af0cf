import { charts } from "../components/services/charts";
import type { Environment } from "../components/settings/environments";
import { imageLock, lockedDigest } from "../components/versions";
import { releaseType } from "../core/graph/graph";
import type { Registration } from "../core/graph/registration";
import { fieldsNamed } from "../core/json/fieldsNamed";

/**
 * Images of the platform that the plan uses and the lock file has no digest for, by name in order: those of its pods, and
 * those of its charts, which the plan does not look into. Teams' own images are not among them.
 */
export function imagesWithoutDigest(
  resources: readonly Pick<Registration, "type" | "inputs">[],
  lock = imageLock,
): string[] {
  const ofCharts = resources.flatMap(({ type, inputs }) =>
    type === releaseType ? (charts.get(String(inputs.name))?.images ?? []) : [],
  );
  const ofPods = resources
    .filter(({ type }) => type.startsWith("kubernetes:") && type !== releaseType)
    .flatMap(({ inputs }) => fieldsNamed(inputs, "image"))
    .filter((image) => typeof image === "string");
  const named = Object.keys(lock).filter((reference) => ofPods.some((image) => isImage(image, reference)));
  return [...new Set([...ofCharts, ...named])].filter((image) => lockedDigest(image, lock) === undefined).sort();
}

/** What a reader of the plan is told of them, and whether it is a warning: what is thrown away takes no harm of a moved tag. */
export function digestNote(environment: Environment, count: number): { text: string; warning: boolean } | undefined {
  if (count === 0) return undefined;
  const images = count === 1 ? "1 image has" : `${count} images have`;
  const text = `${images} no digest yet (npm run images:lock, where the registries can be reached)`;
  return { text, warning: environment !== "dev" };
}

/** Whether it is this one, out of a mirror or not. */
function isImage(image: string, reference: string): boolean {
  return image === reference || image.endsWith(`/${reference}`);
}
