import { describe, expect, it } from "vitest";
import { Grafana, grafanaValues } from "../../../components/observability/grafana";
import { waitsFor } from "../../support/graph";
import { only, recordComponent } from "../../support/record";

const releaseType = "kubernetes:helm.sh/v3:Release";
const args = { mirror: {}, deletionProtection: false };

describe("Grafana", () => {
  const grafana = () => recordComponent(() => new Grafana("g", { ...args, namespace: "monitoring" }));

  it("has a generated administrator password in a Secret, and not in values", async () => {
    const resources = await grafana();
    const secret = only(resources, "kubernetes:core/v1:Secret");
    expect(secret.inputs.metadata).toEqual({ name: "grafana-admin", namespace: "monitoring" });
    const release = only(resources, releaseType);
    expect(waitsFor(resources, release, secret)).toBe(true);
    expect(release.inputs.values).toMatchObject({
      admin: { existingSecret: "grafana-admin", userKey: "admin-user", passwordKey: "admin-password" },
    });
    expect(JSON.stringify(release.inputs.values)).not.toMatch(/randomPassword|adminPassword/);
    expect(JSON.stringify(secret.inputs.data)).not.toContain("[unknown:");
  });
});

describe("grafanaValues", () => {
  it("store dashboards on a volume, which is deleted with the chart unless it is protected", () => {
    const persistence = { enabled: true, type: "statefulset", size: "5Gi" };
    expect(grafanaValues(args).persistence).toEqual({
      ...persistence,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete", whenScaled: "Retain" },
    });
    expect(grafanaValues({ ...args, deletionProtection: true }).persistence).toMatchObject({
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain" },
    });
  });

  it("meet the standard restricted, and read no other namespace", () => {
    expect(grafanaValues(args)).toMatchObject({ initChownData: { enabled: false }, rbac: { namespaced: true } });
  });

  it("find dashboards by their label", () => {
    expect(grafanaValues(args).sidecar).toMatchObject({
      dashboards: { enabled: true, label: "grafana_dashboard", labelValue: "1" },
      datasources: { enabled: true, label: "grafana_datasource", labelValue: "1" },
    });
  });

  it("use the mirror's images", () => {
    const { image, sidecar } = grafanaValues({ ...args, mirror: { images: "registry.example" } });
    expect(image).toEqual({ registry: "registry.example", repository: "docker.io/grafana/grafana" });
    expect(sidecar.image).toEqual({ registry: "registry.example", repository: "quay.io/kiwigrid/k8s-sidecar" });
  });
});
