import { describe, expect, it } from "vitest";
import { ebsVolumes, efsVolumes } from "../../../sandbox/controllers/volumes";
import { type Laboratory, laboratory } from "./fakeCluster";

const claim = { apiVersion: "v1", kind: "PersistentVolumeClaim", name: "data", namespace: "team" };
const volume = { apiVersion: "v1", kind: "PersistentVolume", name: "pvc-uid-of-data" };
const finalizer = "external-provisioner.volume.kubernetes.io/finalizer";

function withClass(name: string, fields: Record<string, string>): Laboratory {
  const context = laboratory();
  context.api.put({ apiVersion: "storage.k8s.io/v1", kind: "StorageClass", name }, fields);
  return context;
}

function claimOf(storageClassName: string, annotations: Record<string, string>) {
  return {
    metadata: { annotations },
    spec: { storageClassName, accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "5Gi" } } },
    status: { phase: "Pending" },
  };
}

const ebs = { "volume.kubernetes.io/storage-provisioner": "ebs.csi.aws.com" };
const gp3 = { provisioner: "ebs.csi.aws.com", volumeBindingMode: "WaitForFirstConsumer", reclaimPolicy: "Delete" };

describe("volumes of EBS", () => {
  it("wait for the node of the first pod, and are created in its zone", async () => {
    const context = withClass("gp3", gp3);
    context.api.put(claim, claimOf("gp3", ebs));
    await ebsVolumes.reconcile(context);
    expect(await context.api.read(volume)).toBeUndefined();

    context.api.put(
      { apiVersion: "v1", kind: "Node", name: "one" },
      { metadata: { labels: { "topology.kubernetes.io/zone": "us-west-2b" } } },
    );
    context.api.put(claim, claimOf("gp3", { ...ebs, "volume.kubernetes.io/selected-node": "one" }));
    await ebsVolumes.reconcile(context);
    const found = await context.api.read(volume);
    expect(found?.metadata).toMatchObject({
      annotations: { "pv.kubernetes.io/provisioned-by": "ebs.csi.aws.com" },
      finalizers: [finalizer],
    });
    expect(found?.spec).toEqual({
      capacity: { storage: "5Gi" },
      accessModes: ["ReadWriteOnce"],
      volumeMode: "Filesystem",
      storageClassName: "gp3",
      persistentVolumeReclaimPolicy: "Delete",
      claimRef: {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        namespace: "team",
        name: "data",
        uid: "uid-of-data",
      },
      csi: { driver: "ebs.csi.aws.com", volumeHandle: expect.stringMatching(/^vol-[0-9a-f]{17}$/) },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: "topology.kubernetes.io/zone", operator: "In", values: ["us-west-2b"] }] },
          ],
        },
      },
    });

    await ebsVolumes.reconcile(context);
    expect(context.api.changes).toEqual(["create PersistentVolume pvc-uid-of-data"]);
  });

  it("are deleted after their release, if the reclaim policy is Delete", async () => {
    const context = laboratory();
    const metadata = {
      annotations: { "pv.kubernetes.io/provisioned-by": "ebs.csi.aws.com" },
      finalizers: [finalizer],
    };
    const kept = { ...volume, name: "kept" };
    context.api.put(volume, {
      metadata,
      spec: { persistentVolumeReclaimPolicy: "Delete" },
      status: { phase: "Bound" },
    });
    context.api.put(kept, {
      metadata,
      spec: { persistentVolumeReclaimPolicy: "Retain" },
      status: { phase: "Released" },
    });
    await ebsVolumes.reconcile(context);
    expect(context.api.changes).toEqual([]);

    await context.api.patch(volume, { status: { phase: "Released" } }, "status");
    await ebsVolumes.reconcile(context);
    expect(await context.api.read(volume)).toBeUndefined();
    expect(await context.api.read(kept)).toBeDefined();
  });

  it("of other drivers are ignored", async () => {
    const context = withClass("gp3", gp3);
    context.api.put(claim, claimOf("gp3", { ...ebs, "volume.kubernetes.io/selected-node": "one" }));
    await efsVolumes.reconcile(context);
    expect(context.api.changes).toEqual([]);
  });
});

describe("volumes of EFS", () => {
  it("are created immediately, without a zone, and are kept if the class retains them", async () => {
    const context = withClass("shared", { provisioner: "efs.csi.aws.com", reclaimPolicy: "Retain" });
    context.api.put(claim, claimOf("shared", { "volume.kubernetes.io/storage-provisioner": "efs.csi.aws.com" }));
    await efsVolumes.reconcile(context);
    const found = await context.api.read(volume);
    expect(found?.metadata.finalizers).toBeUndefined();
    expect(found?.spec).toMatchObject({
      persistentVolumeReclaimPolicy: "Retain",
      csi: { driver: "efs.csi.aws.com", volumeHandle: expect.stringMatching(/^fs-unknown::fsap-[0-9a-f]{17}$/) },
    });
    expect(found?.spec).not.toHaveProperty("nodeAffinity");
  });
});
