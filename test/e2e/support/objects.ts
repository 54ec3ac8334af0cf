import { isJsonObject } from "../../../plan/json";
import type { Registration } from "../../../plan/registration";
import { readAuditLog } from "../../../sandbox/controlPlane/audit";
import type { Sandbox } from "../../../sandbox/sandbox";

/** An object that the program makes itself, not through a chart. */
export interface ProgramObject {
  readonly urn: string;
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** Every object that the program makes itself and names. */
export function kubernetesObjects(resources: readonly Registration[]): ProgramObject[] {
  return resources.flatMap(({ urn, type, inputs }) => {
    const [, group, version, kind] = /^kubernetes:([^/:]+)\/([^/:]+):([^:]+)$/.exec(type) ?? [];
    const { name, namespace } = isJsonObject(inputs.metadata) ? inputs.metadata : {};
    if (group === undefined || kind === undefined || group === "helm.sh" || typeof name !== "string") return [];
    return [
      {
        urn,
        apiVersion: group === "core" ? `${version}` : `${group}/${version}`,
        group: group === "core" ? "" : group,
        kind,
        name,
        namespace: typeof namespace === "string" ? namespace : undefined,
      },
    ];
  });
}

/** The first request that wrote an object. */
export interface Touch {
  readonly urn: string;
  readonly user: string;
  readonly verb: string;
  /** 201 where it made the object, 200 where it was there. */
  readonly code: number;
}

/** How each object was first written, as the API server's audit log has it. */
export async function firstTouches(sandbox: Sandbox, objects: readonly ProgramObject[]): Promise<Touch[]> {
  const events = await readAuditLog(sandbox.home.auditLog);
  const writes = events.filter(({ verb }) => verb === "create" || verb === "patch" || verb === "update");
  return objects.flatMap((object) => {
    const first = writes.find(
      ({ objectRef, responseStatus }) =>
        objectRef?.name === object.name &&
        (objectRef.apiGroup ?? "") === object.group &&
        objectRef.namespace === object.namespace &&
        objectRef.subresource === undefined &&
        isPluralOf(objectRef.resource, object.kind) &&
        (responseStatus?.code ?? 500) < 300,
    );
    if (!first) return [];
    return [{ urn: object.urn, user: first.user.username, verb: first.verb, code: first.responseStatus?.code ?? 0 }];
  });
}

function isPluralOf(resource: string, kind: string): boolean {
  const singular = kind.toLowerCase();
  return [`${singular}s`, `${singular}es`, `${singular.replace(/y$/, "")}ies`].includes(resource);
}
