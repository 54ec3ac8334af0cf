import type { JsonObject } from "../../../core/json/json";
import { textOrEmpty, textsOf } from "../../../core/json/reading";
import { CloudError } from "../cloudError";
import type { CloudView, Leftover, NetworkInterface } from "../resourceType";

/** Returns the network interfaces of a database or cache: one entry, with the subnets of its subnet group. */
export function inGroup(
  cloud: CloudView,
  type: string,
  name: string,
  rest: Pick<NetworkInterface, "securityGroupIds" | "owner">,
): NetworkInterface[] {
  const group = cloud.find(type, "name", name);
  return group ? [{ subnetIds: textsOf(group.outputs, "subnetIds"), ...rest }] : [];
}

/**
 * Checks the name of a final snapshot. Names are unique, so a second deletion with the same snapshot name is rejected.
 */
export function takenSnapshot(
  outputs: JsonObject,
  cloud: CloudView,
  kind: string,
  code: string,
): CloudError | undefined {
  const left = snapshot(outputs, kind);
  const taken = left && cloud.leftovers().some((other) => other.kind === kind && other.id === left.id);
  return taken
    ? new CloudError(code, `Cannot create the snapshot because one with the identifier ${left.id} exists`)
    : undefined;
}

export function snapshot(outputs: JsonObject, kind: string): Leftover | undefined {
  const id = textOrEmpty(outputs, "finalSnapshotIdentifier");
  return id === "" || outputs.skipFinalSnapshot === true ? undefined : { kind, id, note: "final snapshot" };
}
