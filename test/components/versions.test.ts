import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { addons } from "../../components/cluster/addons/catalogue";
import { charts } from "../../components/services/charts";
import { platformImages } from "../../components/services/images";
import { unverifiedVersions } from "../../components/services/unverifiedVersions";
import { environments } from "../../components/settings/environments";
import { addonVersions, defaultKubernetesVersion, imageLock, kubernetesVersions } from "../../components/versions";
import { lockText } from "../../generate/images/lock";
import { parseReference } from "../../generate/images/reference";
import { fixtureSettings } from "../fixtures/fixtures";
import { root } from "../support/plan";

describe("versions", () => {
  it("pin exactly the add-ons of the catalogue for every Kubernetes version", () => {
    expect(Object.keys(addonVersions).sort()).toEqual(addons.map(({ name }) => name).sort());
    for (const pinned of Object.values(addonVersions)) {
      expect(Object.keys(pinned)).toEqual(Object.keys(kubernetesVersions));
    }
  });

  it("have EKS's form, a source and a date", () => {
    for (const pinned of Object.values(addonVersions).flatMap((versions) => Object.values(versions))) {
      expect(pinned.version).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
      expect(pinned.source).not.toBe("");
      expect(pinned.checked).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it("of kube-proxy match the cluster's, as EKS requires", () => {
    for (const [kubernetes, { version }] of Object.entries(addonVersions["kube-proxy"])) {
      expect(version.startsWith(`v${kubernetes}.`)).toBe(true);
    }
  });

  it("of the default cluster are all confirmed", () => {
    expect(unverifiedVersions(defaultKubernetesVersion, ["karpenter", "karpenter-crd"])).toEqual([]);
  });

  it("list those that are not confirmed with a cluster", () => {
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

  it("of charts support the cluster of every stack", () => {
    const order = Object.keys(kubernetesVersions);
    for (const stack of environments) {
      const { version } = fixtureSettings(stack).cluster;
      const place = order.indexOf(version);
      const unfit = [...charts].filter(
        ([, { kubernetes }]) => place < order.indexOf(kubernetes.oldest) || place > order.indexOf(kubernetes.newest),
      );
      expect({ stack, unfit }).toEqual({ stack, unfit: [] });
    }
  });
});

/** Text of a folder's programs, by path below the project's. */
function programs(folder: string): [string, string][] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|py)$/.test(file))
    .map((file) => path.join(folder, file))
    .map((file) => [file, readFileSync(path.join(root, file), "utf8")]);
}

/** Removes comments: their examples contain versions that the platform does not use. */
function withoutComments(text: string): string {
  return text.replace(/^\s*(\*|\/\/|\/\*\*).*$/gm, "");
}

/**
 * Versions as they stand in programs: a text that is one, one with EKS's build number, or a name with a tag that has a
 * digit. What this does not find: a version that is put together, and one of two numbers, which dates of policies and
 * versions of Kubernetes also look like.
 */
const versionLiteral =
  /["'`](?!0\.0\.0\.0|127\.0\.0\.1)v?\d+\.\d+\.\d+([-+.][\w.-]+)?["'`]|eksbuild|sha256:[0-9a-f]{8}|["'`][\w.-]+(\/[\w.-]+)+:v?\d[\w.-]*["'`]/;

/** Removes examples of arguments: their versions are not versions of the platform. */
function withoutExamples(text: string): string {
  return text.replace(/\b(example|exampleCode|fix): .*/g, "");
}

describe("a version", () => {
  it("is only in components/versions, in the facts of services and in their stand-ins", () => {
    const files = programs("components").filter(
      ([file]) => !file.startsWith("components/versions/") && !/\/(facts|\w*[sS]tandIn)\.ts$/.test(file),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(
      files.filter(([, text]) => versionLiteral.test(withoutExamples(withoutComments(text)))).map(([file]) => file),
    ).toEqual([]);
  });

  it("is found in any of its forms, and an IP address is not a version", () => {
    for (const text of [
      '"1.14.1"',
      "'v1.21.1-rc.1'",
      "`2.31.0.0`",
      '"v1.2.3-eksbuild.4"',
      '"quay.io/a/b:v3"',
      '"a/b:1"',
    ]) {
      expect(versionLiteral.test(text)).toBe(true);
    }
    for (const text of [
      '"2012-10-17"',
      '"10.0.0.0/8"',
      '"0.0.0.0"',
      '"1.35"',
      '"arn:aws:s3:::a/b"',
      '"kubernetes:apps/v1:Deployment"',
    ]) {
      expect(versionLiteral.test(text)).toBe(false);
    }
  });

  /** A stand-in has the tags that upstream's chart brings: they change with the chart's version. */
  it("of an image in a stand-in chart is one of the chart's images", () => {
    const known = new Set([...charts.values()].flatMap((chart) => chart.images.map(tagOf)));
    const standIns = programs("components").filter(([file]) => /tandIn\.ts$/.test(file));
    const tags = standIns.flatMap(([file, text]) =>
      [...text.matchAll(/\btag: "([^"]+)"/g)].map(([, tag = ""]) => ({ file, tag })),
    );
    expect(tags.length).toBeGreaterThan(8);
    // Upstream adds the variant of an image to its tag.
    const isKnown = (tag: string) => [...known].some((one) => one === tag || one.startsWith(`${tag}-`));
    expect(tags.filter(({ tag }) => !isKnown(tag))).toEqual([]);
  });
});

describe("images of the platform", () => {
  it("name registry and tag, and have fixed tags", () => {
    for (const image of platformImages()) {
      expect({ image, tag: parseReference(image).tag }).toEqual({ image, tag: expect.stringMatching(/\d/) });
    }
  });

  it("are those of the lock file, which is as `npm run images:lock` writes it", () => {
    expect(Object.keys(imageLock)).toEqual(platformImages());
    expect(readFileSync(path.join(root, "components/versions/images.lock.json"), "utf8")).toBe(lockText(imageLock));
  });

  it("have a digest with platforms and a date, or a reason", () => {
    for (const locked of Object.values(imageLock)) {
      if ("digest" in locked) {
        expect(locked.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
        expect(locked.platforms).toContain("linux/amd64");
        expect(locked.resolvedAt).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      } else expect(locked.unresolved).not.toBe("");
    }
  });
});

describe("charts", () => {
  const kinds = [...charts.values()].flatMap(({ crds }) => crds);
  /** Helm only creates what lies in `crds/`, and our releases leave it out. */
  const changed = [...charts.values()].filter(({ crdPlace }) => crdPlace !== "crds").flatMap(({ crds }) => crds);

  it("name their kinds by group", () => {
    for (const kind of kinds) expect(kind).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+\/[A-Z]\w+$/);
  });

  it("install each kind once: two charts would overwrite each other", () => {
    expect(changed.filter((kind, index) => changed.indexOf(kind) !== index)).toEqual([]);
  });
});

function tagOf(image: string): string {
  return image.slice(image.lastIndexOf(":") + 1);
}
