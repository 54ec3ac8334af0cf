import { describe, expect, it } from "vitest";
import { TrainingJob, type TrainingJobArgs } from "../../../../components/workloads/trainingJob/trainingJob";
import { issuesOf } from "../../../support/issues";
import { teamWorkspace } from "../../../support/workspace";

/** Returns the problems of a job's arguments. */
function problems(changes: Partial<TrainingJobArgs>): Promise<string[]> {
  return issuesOf(
    () => new TrainingJob("x", { workspace: teamWorkspace(), image: "registry.example/trainer:1.4.0", ...changes }),
  );
}

describe("arguments of training", () => {
  it.each([
    "trainer:1.4.0",
    "registry.example:5000/a/trainer:v2",
    `registry.example/trainer@sha256:${"a".repeat(64)}`,
    `registry.example/trainer:latest@sha256:${"a".repeat(64)}`,
  ])("accept the image %s", async (image) => {
    expect(await problems({ image })).toEqual([]);
  });

  it.each<[string, Partial<TrainingJobArgs>, string]>([
    [
      "an image without a version",
      { image: "registry.example:5000/trainer" },
      "image: must have a tag or a digest; name a version, such as repository:1.4.0, or a digest, repository@sha256:…",
    ],
    [
      "an image that changes",
      { image: "trainer:latest" },
      "image: must name a version: latest may be another image tomorrow; name a version, such as repository:1.4.0, or a digest, repository@sha256:…",
    ],
    [
      "a name that is none",
      { name: "Mnist" },
      "name: must be at most 63 lower-case letters, digits and hyphens, a letter first; pass another name",
    ],
    [
      "a path of S3",
      { datasets: { mnist: "s3://bucket/mnist" } },
      'datasets.mnist: must be a path below the team\'s part of the bucket; write a path such as "datasets/mnist", or { claim: "images" }',
    ],
    [
      "a path that leads out",
      { checkpoints: "a/../../other" },
      'checkpoints: must be a path below the team\'s part of the bucket; write a path such as "checkpoints/mnist", { claim: "kept" } or false',
    ],
    [
      "a data set's name that is none",
      { datasets: { "Image Net": "images" } },
      "datasets.Image Net: must be lower-case letters, digits and hyphens, a letter first; rename it, such as image-net",
    ],
    [
      "a claim's name that is none",
      { datasets: { mnist: { claim: "A" } } },
      "datasets.mnist.claim: must be the name of a PersistentVolumeClaim in the namespace; use the name of a PersistentVolumeClaim in the namespace, such as images",
    ],
    [
      "a run that is no name",
      { run: "a b" },
      "run: must be up to 63 letters, digits, dots, hyphens and underscores; begin and end with a letter or a digit, such as 2",
    ],
    [
      "the platform's variables",
      { environment: { MLFLOW_TRACKING_URI: "x" } },
      "environment.MLFLOW_TRACKING_URI: must not be set: the platform sets it; remove it",
    ],
    [
      "what is no variable",
      { secrets: { "a-b": { secret: "a", key: "b" } } },
      "secrets.a-b: must be the name of an environment variable; use letters, digits and _, and do not start with a digit",
    ],
    [
      "a variable twice",
      { environment: { A: "1" }, secrets: { A: { secret: "a", key: "b" } } },
      "secrets.A: must be in environment or in secrets, not in both; remove it from one of them",
    ],
    [
      "no deadline",
      { deadlineHours: 0 },
      "deadlineHours: must be a number of hours above 0, 8760 at most; use a number above 0, such as 24",
    ],
    [
      "root",
      { user: 0 },
      "user: must be a whole number from 1 to 2147483647; use a user ID from 1: the namespace rejects root",
    ],
    ["half a retry", { retries: 0.5 }, "retries: must be a whole number; use a whole number from 0 to 100, such as 2"],
    [
      "no scratch",
      { resources: { scratchGibibytes: 0 } },
      "resources.scratchGibibytes: must be a number of GiB from 0.0625; use a number from 0.0625",
    ],
    [
      "no checkpoints on spot capacity",
      { checkpoints: false },
      "checkpoints: must not be false on spot capacity, which AWS can interrupt: pool general has spot nodes; remove checkpoints, or use a pool without spot capacity",
    ],
    [
      "an accelerator that no pool has",
      { accelerator: "nvidia-t4" },
      "accelerator: must be an accelerator of a pool; use one of nvidia-l4, nvidia-h100",
    ],
  ])("refuse %s", async (_, changes, expected) => {
    expect(await problems(changes)).toEqual([expected]);
  });

  it("accept a program without checkpoints on on-demand nodes", async () => {
    expect(await problems({ checkpoints: false, accelerator: "nvidia-h100" })).toEqual([]);
  });

  it("are reported all at once", async () => {
    const found = await problems({
      name: "-",
      image: "trainer",
      accelerator: "nvidia-t4",
      retries: -1,
      datasets: { mnist: "/mnist" },
      resources: { vcpus: -1 },
    });
    expect(found.map((issue) => issue.split(":")[0])).toEqual([
      "image",
      "resources.vcpus",
      "datasets.mnist",
      "retries",
      "name",
      "accelerator",
    ]);
  });
});
