import { describe, expect, it } from "vitest";
import { TrainingJob, type TrainingJobArgs } from "../../../../components/workloads/trainingJob/trainingJob";
import { recordComponent } from "../../../support/record";
import { teamWorkspace } from "../../../support/workspace";

/** What is wrong with a job's arguments, or nothing. */
async function problems(changes: Partial<TrainingJobArgs>): Promise<string | undefined> {
  try {
    await recordComponent(
      () => new TrainingJob("x", { workspace: teamWorkspace(), image: "registry.example/trainer:1.4.0", ...changes }),
    );
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("arguments of training", () => {
  it.each([
    "trainer:1.4.0",
    "registry.example:5000/a/trainer:v2",
    `registry.example/trainer@sha256:${"a".repeat(64)}`,
    `registry.example/trainer:latest@sha256:${"a".repeat(64)}`,
  ])("take the image %s", async (image) => {
    expect(await problems({ image })).toBeUndefined();
  });

  it.each<[string, Partial<TrainingJobArgs>, string]>([
    [
      "an image without a version",
      { image: "registry.example:5000/trainer" },
      `image "registry.example:5000/trainer" has neither tag nor digest
  fix: name a version, such as repository:1.4.0, or a digest, repository@sha256:…`,
    ],
    [
      "an image that changes",
      { image: "trainer:latest" },
      `image "trainer:latest" may be another one tomorrow
  fix: name a version, such as repository:1.4.0, or a digest, repository@sha256:…`,
    ],
    [
      "a name that is none",
      { name: "Mnist" },
      `name "Mnist" is no name of an object: at most 63 lower-case letters, digits and hyphens, a letter first
  fix: pass another name`,
    ],
    [
      "a path of S3",
      { datasets: { mnist: "s3://bucket/mnist" } },
      `datasets.mnist is "s3://bucket/mnist"
  fix: write a path below the team's part, such as datasets/mnist`,
    ],
    [
      "a path that leads out",
      { checkpoints: "a/../../other" },
      `checkpoints is "a/../../other"
  fix: write a path below the team's part, such as datasets/mnist`,
    ],
    [
      "a data set's name that is none",
      { datasets: { "Image Net": "images" } },
      `datasets has the name "Image Net"
  fix: use lower-case letters, digits and hyphens, a letter first`,
    ],
    [
      "a claim's name that is none",
      { datasets: { mnist: { claim: "A" } } },
      `datasets.mnist.claim is "A"
  fix: name a PersistentVolumeClaim of the namespace`,
    ],
    [
      "a run that is no name",
      { run: "a b" },
      `run is "a b"
  fix: use up to 63 letters, digits, dots, hyphens and underscores`,
    ],
    [
      "the platform's variables",
      { environment: { MLFLOW_TRACKING_URI: "x" } },
      `environment has MLFLOW_TRACKING_URI, which the platform sets
  fix: leave it out`,
    ],
    [
      "what is no variable",
      { secrets: { "a-b": { secret: "a", key: "b" } } },
      `secrets has "a-b", which is not the name of an environment variable
  fix: use letters, digits and _, and do not begin with a digit`,
    ],
    [
      "a variable twice",
      { environment: { A: "1" }, secrets: { A: { secret: "a", key: "b" } } },
      `A is in environment and in secrets
  fix: leave it in one of them`,
    ],
    ["no deadline", { deadlineHours: 0 }, "deadlineHours is 0\n  fix: use a number above 0"],
    ["root", { user: 0 }, "user is 0\n  fix: use a user's number from 1: the namespace takes no root"],
    ["half a retry", { retries: 0.5 }, "retries is 0.5\n  fix: use a whole number from 0"],
    [
      "no checkpoints on spot capacity",
      { checkpoints: false },
      `checkpoints is false, and nodes of pool general may be spot capacity, which AWS takes back
  fix: leave checkpoints out, or name a pool without spot`,
    ],
    [
      "an accelerator that no pool has",
      { accelerator: "nvidia-t4" },
      `accelerator "nvidia-t4" is in no pool
  fix: use one of nvidia-l4, nvidia-h100`,
    ],
  ])("refuse %s", async (_, changes, expected) => {
    expect(await problems(changes)).toBe(`TrainingJob "x": ${expected}`);
  });

  it("take a program without checkpoints where no node is taken back", async () => {
    expect(await problems({ checkpoints: false, accelerator: "nvidia-h100" })).toBeUndefined();
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
    expect(found?.match(/^TrainingJob "x": /gm)).toHaveLength(6);
  });
});
