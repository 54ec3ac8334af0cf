import { isJsonObject, type Json, type JsonObject } from "../json/json";

/** Merge keys of the lists that Kubernetes merges item by item. A patch replaces all other lists. */
const itemKeys: Readonly<Record<string, string>> = {
  containers: "name",
  env: "name",
  ephemeralContainers: "name",
  hostAliases: "ip",
  imagePullSecrets: "name",
  initContainers: "name",
  ports: "containerPort",
  replicatedJobs: "name",
  resourceClaims: "name",
  schedulingGates: "name",
  topologySpreadConstraints: "topologyKey",
  volumeMounts: "mountPath",
  volumes: "name",
};

/** Applies a strategic merge patch to a pod or a JobSet. Directives such as `$patch` are not supported. */
export function strategicMerge(target: JsonObject, patch: JsonObject): JsonObject {
  const changed = Object.entries(patch).map(([key, value]): [string, Json] => {
    const before = target[key];
    if (isJsonObject(value) && isJsonObject(before)) return [key, strategicMerge(before, value)];
    const itemKey = itemKeys[key];
    return itemKey !== undefined && Array.isArray(value) && Array.isArray(before)
      ? [key, mergedItems(before.filter(isJsonObject), value.filter(isJsonObject), itemKey)]
      : [key, value];
  });
  return { ...target, ...Object.fromEntries(changed) };
}

function mergedItems(before: readonly JsonObject[], patches: readonly JsonObject[], itemKey: string): JsonObject[] {
  const added = patches.filter((patch) => !before.some((item) => item[itemKey] === patch[itemKey]));
  const kept = before.map((item) => {
    const patch = patches.find((one) => one[itemKey] === item[itemKey]);
    return patch ? strategicMerge(item, patch) : item;
  });
  return [...kept, ...added];
}
