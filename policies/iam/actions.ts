import unscoped from "./unscopedReads.generated.json";

const unscopedReads = new Set(
  Object.entries(unscoped).flatMap(([service, names]) => names.map((name) => `${service}:${name}`.toLowerCase())),
);

/** Whether an action only reads and has no resource-level permissions, so that `Resource` must be `*`. */
export function hasNoResourceLevelPermissions(action: string): boolean {
  return unscopedReads.has(action.toLowerCase());
}

/** Whether an action covers all actions of a service, or of all services. */
export function isWholeService(action: string): boolean {
  const [service = "", name] = action.split(":");
  return /[*?]/.test(service) || (name !== undefined && /^[*?]+$/.test(name));
}

/** Whether an action, which may have wildcards, covers another: `iam:Pass*` covers `iam:PassRole`. */
export function coversAction(action: string, other: string): boolean {
  const pattern = action
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}$`, "i").test(other);
}
