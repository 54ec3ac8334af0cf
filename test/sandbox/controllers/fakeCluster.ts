import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import type {
  Cloud,
  ControllerContext,
  KubernetesApi,
  Subnet,
  Workload,
} from "../../../sandbox/controllers/controller";
import { KubernetesError, type KubernetesObject, type ObjectReference } from "../../../sandbox/kubernetes/client";

type Key = Pick<ObjectReference, "apiVersion" | "kind" | "name" | "namespace">;

/**
 * In-memory subset of the Kubernetes API that controllers use, with its behavior of versions, finalizers and deletion.
 */
export class FakeCluster implements KubernetesApi {
  private readonly objects = new Map<string, KubernetesObject>();
  private version = 0;
  /** All changes in order, such as `patch Service gateway status`. */
  readonly changes: string[] = [];

  async list(apiVersion: string, kind: string): Promise<KubernetesObject[]> {
    const prefix = `${apiVersion} ${kind} `;
    return [...this.objects].flatMap(([key, object]) => (key.startsWith(prefix) ? [structuredClone(object)] : []));
  }

  async read(reference: Key): Promise<KubernetesObject | undefined> {
    return structuredClone(this.objects.get(keyOf(reference)));
  }

  async apply(reference: Key, fields: JsonObject): Promise<KubernetesObject> {
    const before = this.objects.get(keyOf(reference));
    const { metadata = {}, ...rest } = fields;
    this.changes.push(`apply ${reference.kind} ${reference.name}`);
    return this.store(reference, {
      ...asJson(before),
      ...rest,
      metadata: { ...asJson(before?.metadata), ...asJson(metadata) },
    });
  }

  async create(body: JsonObject & { apiVersion: string; kind: string }, namespace?: string): Promise<KubernetesObject> {
    const reference = {
      apiVersion: body.apiVersion,
      kind: body.kind,
      name: String(asJson(body.metadata).name),
      namespace,
    };
    this.changes.push(`create ${reference.kind} ${reference.name}`);
    return this.store(reference, body);
  }

  async patch(reference: Key, change: JsonObject, subresource?: string): Promise<KubernetesObject> {
    const before = this.objects.get(keyOf(reference));
    if (!before) throw new KubernetesError(404, `no ${reference.kind} ${reference.name}`);
    const version = asJson(change.metadata).resourceVersion;
    if (version !== undefined && version !== before.metadata.resourceVersion) {
      throw new KubernetesError(409, `${reference.kind} ${reference.name} was changed`);
    }
    this.changes.push(["patch", reference.kind, reference.name, subresource].filter(Boolean).join(" "));
    return this.store(reference, merged(asJson(before), change));
  }

  async delete(reference: Key): Promise<void> {
    const found = this.objects.get(keyOf(reference));
    if (!found) return;
    this.changes.push(`delete ${reference.kind} ${reference.name}`);
    this.store(reference, merged(asJson(found), { metadata: { deletionTimestamp: "2026-01-01T00:00:00Z" } }));
  }

  /** Creates an object, as a user or Kubernetes does. */
  put(reference: Key, fields: JsonObject = {}): void {
    this.store(reference, fields);
  }

  private store(reference: Key, fields: JsonObject): KubernetesObject {
    const { apiVersion, kind, name, namespace } = reference;
    const before = this.objects.get(keyOf(reference));
    this.version += 1;
    const generation =
      Number(before?.metadata.generation ?? 0) + (isDeepStrictEqual(before?.spec, fields.spec) ? 0 : 1);
    const object: KubernetesObject = {
      ...fields,
      apiVersion,
      kind,
      metadata: {
        uid: `uid-of-${name}`,
        ...asJson(fields.metadata),
        name,
        ...(namespace !== undefined && { namespace }),
        resourceVersion: String(this.version),
        generation,
      },
    };
    const gone = object.metadata.deletionTimestamp !== undefined && (object.metadata.finalizers ?? []).length === 0;
    if (gone) this.objects.delete(keyOf(reference));
    else this.objects.set(keyOf(reference), object);
    return structuredClone(object);
  }
}

/** Fake of the simulated AWS for controllers. */
export class FakeCloud implements Cloud {
  readonly addons = new Set<string>();
  readonly interfaces = new Map<string, { subnetIds: readonly string[]; owner: string }>();
  allSubnets: Subnet[] = ["a", "b"].flatMap((letter) => [
    { id: `subnet-public-${letter}`, zone: `us-west-2${letter}`, tags: { "kubernetes.io/role/elb": "1" } },
    {
      id: `subnet-private-${letter}`,
      zone: `us-west-2${letter}`,
      tags: { "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": "lab" },
    },
  ]);

  async addonActive(name: string): Promise<boolean> {
    return this.addons.has(name);
  }

  async subnets(): Promise<Subnet[]> {
    return this.allSubnets;
  }

  async put(id: string, body: { readonly subnetIds: readonly string[]; readonly owner: string }): Promise<void> {
    this.interfaces.set(id, body);
  }

  async remove(id: string): Promise<void> {
    this.interfaces.delete(id);
  }
}

export interface Laboratory extends ControllerContext {
  readonly api: FakeCluster;
  readonly cloud: FakeCloud;
  readonly reports: string[];
}

/** Returns an empty cluster and an AWS with subnets only. */
export function laboratory(given: Partial<Pick<ControllerContext, "consolidateAfter" | "now">> = {}): Laboratory {
  const reports: string[] = [];
  return {
    api: new FakeCluster(),
    cloud: new FakeCloud(),
    region: "us-west-2",
    clusterName: "lab",
    now: () => new Date("2026-02-03T04:05:06.789Z"),
    ...given,
    reports,
    report: (message) => reports.push(message),
  };
}

/** Sets the number of ready pods of a controller. */
export function setReady(api: FakeCluster, workload: Workload, readyReplicas = 1): void {
  api.put({ apiVersion: "apps/v1", ...workload }, { spec: { replicas: 1 }, status: { readyReplicas } });
}

function keyOf({ apiVersion, kind, name, namespace }: Key): string {
  return `${apiVersion} ${kind} ${namespace ?? ""}/${name}`;
}

/** Converts an object to JSON. */
function asJson(value: unknown): JsonObject {
  const copy: Json = value === undefined ? {} : JSON.parse(JSON.stringify(value));
  return isJsonObject(copy) ? copy : {};
}

/** JSON merge patch: https://www.rfc-editor.org/rfc/rfc7396 */
function merged(target: JsonObject, change: JsonObject): JsonObject {
  const result = { ...target };
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete result[key];
    else if (isJsonObject(value)) result[key] = merged(asJson(result[key]), value);
    else result[key] = value;
  }
  return result;
}
