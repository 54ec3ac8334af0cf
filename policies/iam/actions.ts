import unscoped from "./unscopedReads.generated.json";

const unscopedReads = new Set(
  Object.entries(unscoped).flatMap(([service, names]) => names.map((name) => `${service}:${name}`.toLowerCase())),
);

/** Whether an action reads, and AWS knows no resources for it: `Resource` can be nothing but `*` there. */
export function hasNoResources(action: string): boolean {
  return unscopedReads.has(action.toLowerCase());
}

/** Whether an action is all of a service, or of all services. */
export function isWholeService(action: string): boolean {
  const [service = "", name] = action.split(":");
  return /[*?]/.test(service) || (name !== undefined && /^[*?]+$/.test(name));
}

/** Whether an action, which may be a pattern, covers another: `iam:Pass*` does `iam:PassRole`. */
export function coversAction(action: string, other: string): boolean {
  const pattern = action
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}$`, "i").test(other);
}
