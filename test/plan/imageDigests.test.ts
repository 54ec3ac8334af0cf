import { expect, it } from "vitest";
import { chartNamed } from "../../components/services/charts";
import { images, type PinnedImage } from "../../components/versions";
import { digestNote, imagesWithoutDigest } from "../../plan/imageDigests";

const named = ({ repository, version }: PinnedImage) => `${repository}:${version}`;
const mlflow = named(images.mlflow);
const postgres = named(images.postgres);
const [karpenter = "none"] = chartNamed("karpenter").images;
const release = { type: "kubernetes:helm.sh/v3:Release", inputs: { name: "karpenter" } };
const unresolved = { unresolved: "away" };
const lock = { [mlflow]: unresolved, [postgres]: unresolved, [karpenter]: unresolved };

function job(...containers: string[]) {
  const spec = { template: { spec: { containers: containers.map((image) => ({ image })) } } };
  return { type: "kubernetes:batch/v1:Job", inputs: { spec } };
}

it("finds the platform's images in pods and charts, out of a mirror too, each once", () => {
  const resources = [release, release, job(mlflow, `mirror.example/x/${postgres}`), job(mlflow)];
  expect(imagesWithoutDigest(resources, lock)).toEqual([mlflow, postgres, karpenter].sort());
});

it("omits images with a digest, unused images, and those of teams", () => {
  const resolved = { digest: "sha256:1", platforms: [], resolvedAt: "2026-01-01" };
  const resources = [release, job(`${mlflow}@sha256:1`, "team.example/model:v1")];
  expect(imagesWithoutDigest(resources, { ...lock, [mlflow]: resolved, [karpenter]: resolved })).toEqual([]);
});

it("warns of them in every environment that is not thrown away", () => {
  expect(digestNote("dev", 2)).toEqual({
    text: "2 images have no digest in images.lock.json: run npm run images:lock where the registries are reachable",
    warning: false,
  });
  expect(digestNote("staging", 1)).toEqual({
    text: "1 image has no digest in images.lock.json: run npm run images:lock where the registries are reachable",
    warning: true,
  });
  expect(digestNote("prod", 1)?.warning).toBe(true);
  expect(digestNote("prod", 0)).toBeUndefined();
});
