import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { addons } from "../../components/cluster/addons/catalogue";
import {
  addonVersions,
  defaultKubernetesVersion,
  kubernetesVersions,
  unverifiedVersions,
} from "../../components/versions";
import { root } from "../support/plan";

describe("versions", () => {
  it("pin every add-on of the catalogue for every Kubernetes version, and no other", () => {
    expect(Object.keys(addonVersions).sort()).toEqual(addons.map(({ name }) => name).sort());
    for (const pinned of Object.values(addonVersions)) {
      expect(Object.keys(pinned)).toEqual(Object.keys(kubernetesVersions));
    }
  });

  it("have EKS's form, a source and a day", () => {
    for (const pinned of Object.values(addonVersions).flatMap((versions) => Object.values(versions))) {
      expect(pinned.version).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
      expect(pinned.source).not.toBe("");
      expect(pinned.checked).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it("of kube-proxy follow the cluster's, as EKS asks for", () => {
    for (const [kubernetes, { version }] of Object.entries(addonVersions["kube-proxy"])) {
      expect(version.startsWith(`v${kubernetes}.`)).toBe(true);
    }
  });

  it("of the default cluster have all been seen", () => {
    expect(unverifiedVersions(defaultKubernetesVersion, ["karpenter", "karpenter-crd"])).toEqual([]);
  });

  it("name those that nobody has seen with a cluster", () => {
    expect(
      unverifiedVersions("1.36", ["aws-efa-k8s-device-plugin", "valkey", "postgres"]).map(({ name }) => name),
    ).toEqual([
      "aws-efs-csi-driver",
      "snapshot-controller",
      "eks-node-monitoring-agent",
      "aws-efa-k8s-device-plugin",
      "valkey",
    ]);
  });

  it("stand in versions.ts and nowhere else in the components", () => {
    const files = readdirSync(path.join(root, "components"), { recursive: true, encoding: "utf8" });
    const literal = /["'`]v?\d+\.\d+\.\d+(-[a-z0-9.]+)?["'`]|eksbuild/;
    const offenders = files.filter(
      (file) =>
        file.endsWith(".ts") &&
        file !== "versions.ts" &&
        literal.test(readFileSync(path.join(root, "components", file), "utf8")),
    );
    expect(offenders).toEqual([]);
  });
});
