import { z } from "zod";
import type { Registration } from "../../../core/graph/registration";
import { isJsonObject } from "../../../core/json/json";
import { readAuditLog } from "../../../sandbox/controlPlane/audit";
import type { KubernetesClient } from "../../../sandbox/kubernetes/client";
import type { Sandbox } from "../../../sandbox/sandbox";

/** An object that the program creates itself, not through a chart. */
export interface ProgramObject {
  readonly urn: string;
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** Returns all objects that the program itself creates with a fixed name. */
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
  /** 201 if it created the object, 200 if the object existed. */
  readonly code: number;
}

/** Returns the first write of each object in the API server's audit log. */
export async function firstTouches(sandbox: Sandbox, objects: readonly ProgramObject[]): Promise<Touch[]> {
  const events = await readAuditLog(sandbox.home.auditLog);
  const writes = events.filter(({ verb }) => verb === "create" || verb === "patch" || verb === "update");
  return objects.flatMap((object) => {
    const first = writes.find(
      ({ objectRef, responseStatus }) =>
        objectRef?.name === object.name &&
        (objectRef.apiGroup ?? "") === object.group &&
        // For a namespace, the log has its own name as namespace.
        objectRef.namespace === (object.kind === "Namespace" ? object.name : object.namespace) &&
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

const groups = z.object({ groups: z.array(z.object({ preferredVersion: z.object({ groupVersion: z.string() }) })) });
const kinds = z.object({
  resources: z.array(z.object({ kind: z.string(), name: z.string(), verbs: z.array(z.string()) })),
});

/** Kinds whose objects Kubernetes creates and deletes itself, such as an APIService for the group of each CRD. */
const fleeting = new Set(["APIService", "Event", "Lease", "ComponentStatus"]);

/** Returns all objects except those of the sandbox's own controllers, as `v1 ConfigMap default/name`, sorted. */
export async function everyObject(kubernetes: KubernetesClient): Promise<string[]> {
  const { groups: found } = groups.parse(await kubernetes.request("GET", "/apis"));
  const versions = ["v1", ...found.map(({ preferredVersion }) => preferredVersion.groupVersion)];
  const names: string[] = [];
  for (const version of versions) {
    const base = version.includes("/") ? `/apis/${version}` : `/api/${version}`;
    const { resources } = kinds.parse(await kubernetes.request("GET", base));
    for (const { kind, name, verbs } of resources) {
      if (name.includes("/") || fleeting.has(kind) || !verbs.includes("list")) continue;
      for (const { metadata } of await kubernetes.list(version, kind)) {
        if (metadata.labels?.["mlops.platform/sandbox"] !== undefined) continue;
        names.push(
          `${version} ${kind} ${metadata.namespace === undefined ? "" : `${metadata.namespace}/`}${metadata.name}`,
        );
      }
    }
  }
  return names.sort();
}
