import type { JsonObject } from "../../../core/json/json";
import { registry } from "../../../policies/specimens/baseStack";
import { type Fields, merged } from "../../../policies/specimens/mergeFields";
import { objectIn, objectsIn, podAnnotationsOf, podSpecOf, type UpstreamManifest, withPod } from "./upstreamObject";

/** An object with one violated field. */
export interface Broken {
  /** The field and its container. */
  readonly of: string;
  readonly manifest: UpstreamManifest;
  /** The rule that rejects it. */
  readonly rule: string;
  /** Whether the pod security standard `restricted` also rejects it. The API server checks the standard first. */
  readonly standard: boolean;
}

interface Break {
  readonly rule: string;
  readonly standard: boolean;
  readonly change: Fields;
}

/** Fields that every container has. */
const ofContainers: Readonly<Record<string, Break>> = {
  privileged: {
    rule: "no-privileged-containers",
    standard: true,
    // Kubernetes rejects a privileged container with allowPrivilegeEscalation: false.
    change: { securityContext: { privileged: true, allowPrivilegeEscalation: undefined } },
  },
  allowPrivilegeEscalation: {
    rule: "no-privilege-escalation",
    standard: true,
    change: { securityContext: { allowPrivilegeEscalation: undefined } },
  },
  runAsNonRoot: { rule: "runs-as-non-root", standard: true, change: { securityContext: { runAsNonRoot: false } } },
  runAsUser: { rule: "runs-as-non-root", standard: true, change: { securityContext: { runAsUser: 0 } } },
  "capabilities.drop": {
    rule: "capabilities-dropped",
    standard: true,
    change: { securityContext: { capabilities: undefined } },
  },
  seccompProfile: {
    rule: "seccomp-profile",
    standard: true,
    change: { securityContext: { seccompProfile: { type: "Unconfined" } } },
  },
  "image from elsewhere": {
    rule: "image-registries",
    standard: false,
    change: { image: `docker.io/stranger/argoexec:v4.0.6@sha256:${"2".repeat(64)}` },
  },
  "image by a moving tag": { rule: "no-moving-tags", standard: false, change: { image: `${registry}trainer:latest` } },
  "image by another's tag": {
    rule: "image-digests",
    standard: false,
    change: { image: "quay.io/argoproj/argoexec:v3.6.0" },
  },
};

/** Returns copies of an object, each with one violated field of the pod or of one container. */
export function broken(manifest: UpstreamManifest): Broken[] {
  const spec = podSpecOf(manifest);
  const containers = (["initContainers", "containers"] as const).flatMap((list) =>
    objectsIn(spec[list] ?? []).map((container, index) => ({ list, index, container })),
  );
  const inContainers = Object.entries(ofContainers).flatMap(([field, { rule, standard, change }], turn): Broken[] => {
    const chosen = containers[turn % containers.length];
    if (!chosen) return [];
    const { list, index, container } = chosen;
    const changed = withContainer(spec, list, index, merged(container, change));
    return [{ of: `${field} of ${String(container.name)}`, rule, standard, manifest: withPod(manifest, changed) }];
  });
  const volumes = [...objectsIn(spec.volumes ?? []), { name: "node", hostPath: { path: "/var/lib/kubelet" } }];
  const podViolation = (of: string, rule: string, change: JsonObject): Broken => ({
    of,
    rule,
    standard: true,
    manifest: withPod(manifest, { ...spec, ...change }),
  });
  return [
    ...inContainers,
    podViolation("a folder of the node", "no-host-paths", { volumes }),
    podViolation("hostIPC", "no-host-namespaces", { hostIPC: true }),
    withPassword(manifest, spec),
    ...ofAccelerators(manifest, spec),
  ];
}

function withPassword(manifest: UpstreamManifest, spec: JsonObject): Broken {
  const [first] = objectsIn(spec.containers);
  const container = objectIn(first);
  const env = [...objectsIn(container.env ?? []), { name: "DATABASE_PASSWORD", value: "hunter2" }];
  return {
    of: "a password in env",
    rule: "secrets-not-in-environment",
    standard: false,
    manifest: withPod(manifest, withContainer(spec, "containers", 0, { ...container, env })),
  };
}

function ofAccelerators(manifest: UpstreamManifest, spec: JsonObject): Broken[] {
  if (!JSON.stringify(spec.containers).includes('"nvidia.com/gpu"')) return [];
  const annotations = Object.fromEntries(
    Object.entries(podAnnotationsOf(manifest)).filter(([name]) => name !== "karpenter.sh/do-not-disrupt"),
  );
  return [
    {
      of: "an accelerator that it does not tolerate",
      rule: "accelerator-pods-tolerate",
      standard: false,
      manifest: withPod(manifest, { ...spec, tolerations: [] }),
    },
    {
      of: "an accelerator of any kind",
      rule: "accelerator-pods-choose-a-pool",
      standard: false,
      manifest: withPod(manifest, { ...spec, nodeSelector: {} }),
    },
    {
      of: "a run that may be moved",
      rule: "training-is-not-disrupted",
      standard: false,
      manifest: withPod(manifest, spec, annotations),
    },
  ];
}

function withContainer(spec: JsonObject, list: string, index: number, container: JsonObject): JsonObject {
  return { ...spec, [list]: objectsIn(spec[list]).map((one, at) => (at === index ? container : one)) };
}
