import { z } from "zod";
import type { JsonObject } from "../../core/json/json";
import type { KubernetesObject } from "../kubernetes/client";
import type { Controller, ControllerContext } from "./controller";
import { digits, forEach, isDeleting, type Kind, referenceOf, removeFinalizer } from "./objects";

/** A CSI driver. */
interface Driver {
  /** Name of the driver: `provisioner` of its StorageClasses. */
  readonly name: string;
  readonly addon: string;
  /** Whether a volume is in one zone. Its pods can then run only there. */
  readonly zonal: boolean;
  volumeHandle(uid: string, parameters: Readonly<Record<string, string>>): string;
}

export const ebsVolumes = volumes({
  name: "ebs.csi.aws.com",
  addon: "aws-ebs-csi-driver",
  zonal: true,
  volumeHandle: (uid) => `vol-${digits(uid, 17)}`,
});

export const efsVolumes = volumes({
  name: "efs.csi.aws.com",
  addon: "aws-efs-csi-driver",
  zonal: false,
  volumeHandle: (uid, { fileSystemId = "fs-unknown" }) => `${fileSystemId}::fsap-${digits(uid, 17)}`,
});

const claimKind: Kind = { apiVersion: "v1", kind: "PersistentVolumeClaim" };
const volumeKind: Kind = { apiVersion: "v1", kind: "PersistentVolume" };
const classKind: Kind = { apiVersion: "storage.k8s.io/v1", kind: "StorageClass" };

/** Finalizer of volumes that are deleted with their claim: https://github.com/kubernetes-csi/external-provisioner */
const finalizer = "external-provisioner.volume.kubernetes.io/finalizer";

function volumes(driver: Driver): Controller {
  return {
    name: `volumes-${driver.addon}`,
    simulates: `the driver ${driver.name}: creates and deletes a volume for each claim that Kubernetes assigns to it; Kubernetes binds them`,
    notTested: "that a volume can be created, encrypted, attached, mounted, grown and written to",
    owner: { addon: driver.addon },
    reconcile: async (context) => {
      const { api } = context;
      const claims = await api.list(claimKind.apiVersion, claimKind.kind);
      const existing = await api.list(volumeKind.apiVersion, volumeKind.kind);
      const ours = existing.filter(({ metadata }) => metadata.annotations?.[provisionedBy] === driver.name);
      const names = new Set(ours.map(({ metadata }) => metadata.name));

      await forEach(claims, (claim) => provision(claim, names, driver, context));
      await forEach(ours, (volume) => remove(volume, context));
    },
  };
}

const provisionedBy = "pv.kubernetes.io/provisioned-by";

const claimed = z.looseObject({
  storageClassName: z.string(),
  volumeName: z.string().default(""),
  accessModes: z.array(z.string()),
  volumeMode: z.string().default("Filesystem"),
  resources: z.looseObject({ requests: z.looseObject({ storage: z.string() }) }),
});

const storageClass = z.looseObject({
  provisioner: z.string(),
  parameters: z.record(z.string(), z.string()).default({}),
  reclaimPolicy: z.string().default("Delete"),
  volumeBindingMode: z.string().default("Immediate"),
  mountOptions: z.array(z.string()).optional(),
});

/** Creates the volume of a claim. Annotations of the claim name the driver and, for WaitForFirstConsumer, the node. */
async function provision(
  claim: KubernetesObject,
  existing: ReadonlySet<string>,
  driver: Driver,
  context: ControllerContext,
): Promise<void> {
  const { annotations = {}, uid = "" } = claim.metadata;
  if (isDeleting(claim) || annotations["volume.kubernetes.io/storage-provisioner"] !== driver.name) return;
  const spec = claimed.parse(claim.spec);
  const name = `pvc-${uid}`;
  if (spec.volumeName !== "" || existing.has(name)) return;

  const found = await context.api.read({ ...classKind, name: spec.storageClassName });
  if (!found) return;
  const className = storageClass.parse(found);
  const node = annotations["volume.kubernetes.io/selected-node"];
  if (className.volumeBindingMode === "WaitForFirstConsumer" && node === undefined) return;

  const affinity = driver.zonal ? await affinityOf(node, context) : undefined;
  const volume: JsonObject = {
    capacity: { storage: spec.resources.requests.storage },
    accessModes: spec.accessModes,
    volumeMode: spec.volumeMode,
    storageClassName: spec.storageClassName,
    persistentVolumeReclaimPolicy: className.reclaimPolicy,
    ...(className.mountOptions && { mountOptions: className.mountOptions }),
    claimRef: { ...claimKind, namespace: claim.metadata.namespace ?? "", name: claim.metadata.name, uid },
    csi: { driver: driver.name, volumeHandle: driver.volumeHandle(uid, className.parameters) },
    ...(affinity && { nodeAffinity: affinity }),
  };
  const metadata = {
    name,
    annotations: { [provisionedBy]: driver.name },
    ...(className.reclaimPolicy === "Delete" && { finalizers: [finalizer] }),
  };
  await context.api.create({ ...volumeKind, metadata, spec: volume });
}

/** Returns the affinity to the node's zone, or to that of the first subnet if no pod waits for the volume. */
async function affinityOf(node: string | undefined, { api, cloud }: ControllerContext): Promise<JsonObject> {
  const key = "topology.kubernetes.io/zone";
  const chosen = node === undefined ? undefined : await api.read({ apiVersion: "v1", kind: "Node", name: node });
  const zone = chosen?.metadata.labels?.[key] ?? (await cloud.subnets())[0]?.zone;
  if (zone === undefined) throw new Error(`node ${node} has no label ${key}: the zone of its volume is unknown`);
  return { required: { nodeSelectorTerms: [{ matchExpressions: [{ key, operator: "In", values: [zone] }] }] } };
}

const volumeState = z.looseObject({ phase: z.string().default("Pending") });

/** Deletes a volume. The finalizer keeps the object in Kubernetes until the volume is deleted in AWS. */
async function remove(volume: KubernetesObject, { api }: ControllerContext): Promise<void> {
  const { phase } = volumeState.parse(volume.status ?? {});
  if (phase !== "Released" || volume.spec?.persistentVolumeReclaimPolicy !== "Delete") return;
  const reference = referenceOf(volumeKind, volume);
  await api.delete(reference);
  const current = await api.read(reference);
  if (current) await removeFinalizer(api, volumeKind, current, finalizer);
}
