import { noShrink } from "../../core/aws/refusedUpdates";
import { pathText, type Segment } from "../../core/changes/differences";
import { releaseType } from "../../core/graph/graph";
import { quantityOf } from "../../core/kubernetes/quantities";
import type { Update } from "./followers";

/** A volume's size in the values of a chart, or in a custom object, that differs. */
export interface ResizedVolume {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Returns the changed volume sizes in values from which a chart or an operator creates claims: `volumeClaimTemplate`,
 * `volumeClaimTemplates`, `persistence.size` and `storage` of claims, at any depth.
 */
function resizedVolumes({ after, differences }: Update): ResizedVolume[] {
  if (!after.type.startsWith("kubernetes:")) return [];
  return differences.flatMap(({ path, before, after: later }) =>
    isVolumeSize(path) && typeof before === "string" && typeof later === "string" && before !== later
      ? [{ path: pathText(path), before, after: later }]
      : [],
  );
}

/** Returns an error for each volume of a chart or a custom object that would become smaller. */
export function shrunkVolumes(update: Update): string[] {
  const shrink = noShrink("Kubernetes does not shrink volume claims");
  const own = update.after.type === releaseType || !/^kubernetes:(core|apps)\//.test(update.after.type);
  return own ? resizedVolumes(update).flatMap(({ before, after }) => shrink(before, after) ?? []) : [];
}

/** Returns the volumes that grow. Existing claims keep their size. */
export function grownVolumes(update: Update): ResizedVolume[] {
  return resizedVolumes(update).filter(
    ({ before, after }) => (quantityOf(after) ?? 0) > (quantityOf(before) ?? Number.POSITIVE_INFINITY),
  );
}

function isVolumeSize(path: readonly Segment[]): boolean {
  const keys = path.filter((segment) => typeof segment === "string");
  const [last = "", ...above] = [...keys].reverse();
  if (last === "storage") return above.slice(0, 2).join(".") === "requests.resources";
  return last === "size" && above.some((key) => /^(persistence|storage|volume|persistentVolume)$/i.test(key));
}
