import { describe, expect, it } from "vitest";
import { chartNamed } from "../../components/services/charts";
import { imageLock, images } from "../../components/versions";
import { mirrorEntries, mirrorListText } from "../../plan/mirrorList";
import { fixtureSettings, fixtureStacks } from "../fixtures/fixtures";
import { planStack } from "../support/plan";

const mirror = {
  images: "111122223333.dkr.ecr.us-west-2.amazonaws.com/mirror",
  charts: "oci://111122223333.dkr.ecr.us-west-2.amazonaws.com/charts",
  git: "https://git.example.com/mirror",
};

function job(image: string) {
  return { type: "kubernetes:batch/v1:Job", inputs: { spec: { template: { spec: { containers: [{ image }] } } } } };
}

const release = (name: string) => ({ type: "kubernetes:helm.sh/v3:Release", inputs: { name } });

const application = (repoURL: string) => ({
  type: "kubernetes:argoproj.io/v1alpha1:Application",
  inputs: { metadata: { name: "gateway-api" }, spec: { source: { repoURL } } },
});

const mlflow = `${images.mlflow.repository}:${images.mlflow.version}`;

describe("mirrorEntries", () => {
  it("lists images, charts and Git repositories with the addresses that the mirror needs", () => {
    const repository = "https://git.example.com/mirror/github.com/kubernetes-sigs/gateway-api";
    const resources = [
      job(`${mirror.images}/${mlflow}`),
      job(mlflow),
      release("external-secrets"),
      application(repository),
    ];
    const entries = mirrorEntries(resources, { mirror });
    expect(entries).toContainEqual(
      expect.objectContaining({
        kind: "image",
        source: images.mlflow.repository,
        version: images.mlflow.version,
        target: `${mirror.images}/${mlflow}`,
      }),
    );
    expect(entries.filter(({ source }) => source === images.mlflow.repository)).toHaveLength(1);
    expect(entries).toContainEqual({
      kind: "chart",
      source: "https://charts.external-secrets.io/external-secrets",
      version: chartNamed("external-secrets").version,
      digest: null,
      cacheUpstream: null,
      target: `${mirror.charts}/external-secrets`,
    });
    expect(entries).toContainEqual({
      kind: "git",
      source: "https://github.com/kubernetes-sigs/gateway-api",
      version: "v1.5.1",
      digest: null,
      cacheUpstream: null,
      target: repository,
    });
    const imagesOfChart = entries.filter(({ kind, source }) => kind === "image" && source.includes("external-secrets"));
    expect(imagesOfChart.length).toBeGreaterThan(0);
  });

  it("names the registry of a pull-through cache rule, for the images that have one", () => {
    const locked = Object.keys(imageLock).map(job);
    const upstreams = mirrorEntries(locked, { mirror: {} }).map(({ source, cacheUpstream }) => [
      source.split("/")[0],
      cacheUpstream,
    ]);
    expect(Object.fromEntries(upstreams)).toEqual({
      "602401143452.dkr.ecr.us-west-2.amazonaws.com": null,
      "docker.io": "registry-1.docker.io",
      "ghcr.io": "ghcr.io",
      "nvcr.io": null,
      "public.ecr.aws": "public.ecr.aws",
      "quay.io": "quay.io",
      "registry.istio.io": null,
      "registry.k8s.io": "registry.k8s.io",
    });
  });

  it("has no targets without a mirror, and no images of teams", () => {
    const entries = mirrorEntries([job(mlflow), job("111122223333.dkr.ecr.us-west-2.amazonaws.com/team:1")], {
      mirror: {},
    });
    expect(entries.map(({ source, target }) => [source, target])).toEqual([[images.mlflow.repository, null]]);
  });

  it.each(fixtureStacks)("covers every chart, and every repository that Argo CD fetches, in %s", async (stack) => {
    const resources = await planStack(stack);
    const entries = mirrorEntries(resources, fixtureSettings(stack));
    const of = (kind: string) => entries.filter((entry) => entry.kind === kind);
    const releases = new Set(
      resources.filter(({ type }) => type === "kubernetes:helm.sh/v3:Release").map(({ inputs }) => inputs.name),
    );
    expect(of("chart")).toHaveLength(releases.size);
    expect(of("git").length).toBeGreaterThan(0);
    expect(of("image").length).toBeGreaterThan(20);
    expect(JSON.parse(mirrorListText(entries))).toEqual({ version: 1, entries });
  });
});
