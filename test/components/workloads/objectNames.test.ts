import type * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { Workspace } from "../../../components/tenancy/workspace";
import { DistributedTraining } from "../../../components/workloads/distributedTraining/distributedTraining";
import { InferenceService } from "../../../components/workloads/inferenceService/inferenceService";
import { ModelService } from "../../../components/workloads/modelService/modelService";
import { TrainingJob } from "../../../components/workloads/trainingJob/trainingJob";
import { ArgumentsError } from "../../../core/errors/afterProgram";
import { recordComponent } from "../../support/record";
import { teamWorkspace } from "../../support/workspace";

const digest = `sha256:${"0a".repeat(32)}`;
const image = "registry.example/program:1.4.0";

type Create = (workspace: Workspace) => pulumi.ComponentResource;

const job =
  (logicalName: string, name?: string): Create =>
  (workspace) =>
    new TrainingJob(logicalName, { workspace, image, ...(name !== undefined && { name }) });

const server =
  (logicalName: string, name?: string, gateway = false): Create =>
  (workspace) =>
    new ModelService(logicalName, {
      workspace,
      image,
      model: { name: "churn", version: 3, digest },
      allowFrom: { gateway },
      ...(name !== undefined && { name }),
    });

const inference: Create = (workspace) =>
  new InferenceService("churn", {
    workspace,
    model: { format: "sklearn", version: 3 },
    canary: [{ trafficPercent: 20, model: { version: 4 } }],
  });

const scaledByRequests: Create = (workspace) =>
  new InferenceService("chat", {
    workspace,
    model: { format: "huggingface", version: 3 },
    accelerator: "nvidia-l4",
    pool: "gpu-l4",
  });

const pytorch: Create = (workspace) =>
  new DistributedTraining("churn", { workspace, image, framework: "pytorch", command: ["torchrun"], nodes: 2 });

const tensorflow: Create = (workspace) =>
  new DistributedTraining("churn", { workspace, image, framework: "tensorflow", command: ["python"], nodes: 3 });

/** Returns the message of the error of a program with these workloads, or "none". */
async function errorOf(workspaces: 1 | 2, ...create: readonly [Create, ...Create[]]): Promise<string> {
  try {
    await recordComponent(() => {
      const workspace = teamWorkspace();
      const team = workspaces === 1 ? workspace.team : Object.create(workspace.team);
      const [first, ...others] = create;
      for (const one of others) one({ ...workspace, team });
      return first(workspace);
    });
  } catch (error) {
    if (!(error instanceof ArgumentsError)) throw error;
    return error.message;
  }
  return "none";
}

/** Returns the problems of the workload that is declared last, as messages. */
async function sharedBy(first: Create, second: Create): Promise<string[]> {
  const message = await errorOf(1, second, first);
  return message.split("\n").filter((line) => line.includes("must be unique"));
}

describe("names of workloads' objects", () => {
  it("rejects two workloads with one object, and names both and the fix", async () => {
    expect(await errorOf(1, job("second", "twin"), job("first", "twin"))).toBe(
      `TrainingJob "second" has 1 problem:

  name = "twin"
    must be unique in namespace vision: TrainingJob "first" also creates Job twin
    fix: pass another name to one of the two workloads`,
    );
  });

  it("accepts one name for several kinds without a common object, and in two namespaces", async () => {
    expect(await errorOf(1, job("one", "churn"), inference)).toBe("none");
    expect(await errorOf(1, server("one", "churn"), inference)).not.toBe("none");
    expect(await errorOf(2, job("first", "twin"), job("second", "twin"))).toBe("none");
  });

  it("reports every workload, together with other problems", async () => {
    const wrong: Create = (workspace) => new TrainingJob("wrong", { workspace, image: "" });
    const message = await errorOf(1, job("third", "twin"), wrong, job("first", "twin"), job("second", "twin"));
    expect(message.match(/^\w+ "\w+" has 1 problem:$/gm)).toEqual([
      'TrainingJob "wrong" has 1 problem:',
      'TrainingJob "second" has 1 problem:',
      'TrainingJob "third" has 1 problem:',
    ]);
  });

  it("lists some of many common objects", async () => {
    const [problem] = await sharedBy(server("first", "twin"), server("second", "twin"));
    expect(problem).toBe(
      '    must be unique in namespace vision: ModelService "first" also creates ConfigMap twin-fetch-model, Deployment twin, Service twin and 3 more objects',
    );
  });

  it.each([
    ["the HTTPRoutes of KServe", inference, server("other", "churn", true), /also creates .*HTTPRoute churn/],
    [
      "the Deployment and the Service of a version",
      inference,
      server("other", "churn-v3-predictor"),
      /creates Deployment churn-v3-predictor, Service churn-v3-predictor$/,
    ],
    [
      "the Deployment and the Service of a canary",
      inference,
      server("other", "churn-v4-predictor"),
      /creates Deployment churn-v4-predictor, Service churn-v4-predictor$/,
    ],
    [
      "the autoscaler of a version",
      inference,
      server("other", "churn-v3"),
      /creates HorizontalPodAutoscaler churn-v3$/,
    ],
    [
      "the autoscaler that KEDA creates",
      scaledByRequests,
      server("other", "chat-v3"),
      /creates HorizontalPodAutoscaler chat-v3$/,
    ],
    ["the headless Service of JobSet", pytorch, server("other", "churn"), /creates Service churn$/],
    ["the Job of Trainer", pytorch, job("other", "churn-node-0"), /creates Job churn-node-0$/],
    ["the Service of a chief", tensorflow, server("other", "churn-chief-0"), /creates Service churn-chief-0$/],
    ["the Service of a worker", tensorflow, server("other", "churn-worker-1"), /creates Service churn-worker-1$/],
  ])("reports %s, in any order", async (_, first, second, message) => {
    for (const problems of [await sharedBy(first, second), await sharedBy(second, first)]) {
      expect(problems).toEqual([expect.stringMatching(message)]);
    }
  });
});
