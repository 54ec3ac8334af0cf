import { describe, expect, it } from "vitest";
import { instanceTypes } from "../../../components/compute/instanceCatalogue";
import { DcgmExporter, dcgmExporterValues } from "../../../components/observability/dcgmExporter";
import { counterFile, gpuMetrics } from "../../../components/observability/gpuMetrics";
import { waitsFor } from "../../support/graph";
import { only, recordComponent } from "../../support/record";

describe("DcgmExporter", () => {
  it("mounts the list of metrics by a name that contains its hash", async () => {
    const resources = await recordComponent(() => new DcgmExporter("d", { mirror: {}, namespace: "agents" }));
    const list = only(resources, "kubernetes:core/v1:ConfigMap");
    expect(list.inputs).toMatchObject({
      metadata: { name: expect.stringMatching(/^dcgm-metrics-[0-9a-f]{8}$/), namespace: "agents" },
      data: { metrics: counterFile(gpuMetrics) },
    });
    const release = only(resources, "kubernetes:helm.sh/v3:Release");
    expect(waitsFor(resources, release, list)).toBe(true);
    expect(JSON.stringify(release.inputs.values)).toContain(JSON.stringify(list.inputs.metadata).split('"')[3]);
  });
});

describe("dcgmExporterValues", () => {
  const values = dcgmExporterValues({});

  it("select exactly the nodes with NVIDIA GPUs and tolerate all taints", () => {
    const [term] =
      values.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]
        ?.matchExpressions ?? [];
    expect(term).toMatchObject({ key: "mlops.platform/accelerator", operator: "In" });
    for (const { accelerator } of instanceTypes) {
      if (accelerator) expect(term?.values.includes(accelerator.name)).toBe(accelerator.manufacturer === "nvidia");
    }
    expect(values.tolerations).toEqual([{ operator: "Exists" }]);
  });

  it("enable series for each pod that shares a GPU", () => {
    expect(values.extraEnv).toEqual([{ name: "KUBERNETES_VIRTUAL_GPUS", value: "true" }]);
  });

  it("create a ServiceMonitor with the label node", () => {
    expect(values.serviceMonitor).toMatchObject({
      enabled: true,
      honorLabels: false,
      relabelings: [{ sourceLabels: ["__meta_kubernetes_pod_node_name"], targetLabel: "node" }],
    });
  });

  it("use the mirror's image", () => {
    expect(dcgmExporterValues({ images: "registry.example" }).image.repository).toBe(
      "registry.example/nvcr.io/nvidia/k8s/dcgm-exporter",
    );
  });
});

describe("gpuMetrics", () => {
  it("are a file with three fields in each line", () => {
    const lines = counterFile(gpuMetrics).trimEnd().split("\n");
    expect(lines[0]).toBe("DCGM_FI_DEV_SM_CLOCK, gauge, SM clock frequency (in MHz).");
    for (const line of lines) expect(line.split(",")).toHaveLength(3);
    expect(new Set(gpuMetrics.map(({ field }) => field)).size).toBe(lines.length);
  });
});
