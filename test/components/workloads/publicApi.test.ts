import type * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { BatchPrediction } from "../../../components/workloads/batchPrediction/batchPrediction";
import { workloadKinds } from "../../../components/workloads/catalogue";
import { DistributedTraining } from "../../../components/workloads/distributedTraining/distributedTraining";
import { InferenceService } from "../../../components/workloads/inferenceService/inferenceService";
import { ModelService } from "../../../components/workloads/modelService/modelService";
import { TrainingJob } from "../../../components/workloads/trainingJob/trainingJob";
import { keysOf, schemaAt } from "../../../core/schema/walk";
import { issuesOf } from "../../support/issues";
import { only, recordComponent } from "../../support/record";
import { teamWorkspace } from "../../support/workspace";

const image = "registry.example/image:1.0.0";
const model = { name: "churn", version: 3, digest: `sha256:${"0".repeat(64)}` };
const bucket = "s3://mlops-111122223333-us-west-2-artifacts/teams/vision";

/** One workload of a kind: how it is made, its outputs, and its main objects by the name of their field. */
interface Example<Made extends pulumi.ComponentResource = pulumi.ComponentResource> {
  readonly kind: string;
  /** What decides which objects there are. */
  readonly variant: string;
  create(args: Readonly<Record<string, unknown>>): Made;
  readonly outputs: Readonly<Record<string, string>>;
  /**
   * Resource's logical name by the key of `transform`, which is the public field's name too unless `field` says
   * otherwise.
   */
  readonly objects: Readonly<Record<string, { readonly resource: string; readonly field?: string }>>;
}

// The program runs without type checks, so the examples are created in the same way.
function make<Made>(kindClass: new (...args: never[]) => Made, name: string, args: object): Made {
  return Reflect.construct(kindClass, [name, args]);
}

const outputsOf = (job: string) => ({
  namespaceName: "vision",
  jobName: job,
  checkpointUri: `${bucket}/checkpoints/${job}/1`,
  outputUri: `${bucket}/outputs/${job}/1`,
});

const predicts = { image, model, input: "in", output: "out" };

const examples: readonly Example[] = [
  {
    kind: "TrainingJob",
    variant: "a Job",
    create: (args) => make(TrainingJob, "one", { workspace: teamWorkspace(), image, ...args }),
    outputs: outputsOf("one"),
    objects: { job: { resource: "one" } },
  },
  ...(["pytorch", "tensorflow"] as const).map((framework) => ({
    kind: "DistributedTraining",
    variant: framework,
    create: (args: object) =>
      make(DistributedTraining, "one", { workspace: teamWorkspace(), image, framework, nodes: 2, ...args }),
    outputs: outputsOf("one"),
    objects: { job: { resource: "one" } },
  })),
  {
    kind: "ModelService",
    variant: "a server",
    create: (args) => make(ModelService, "one", { workspace: teamWorkspace(), image, model, ...args }),
    outputs: {
      namespaceName: "vision",
      url: "http://one.vision.svc",
      gatewayUrl: "https://one-vision.models.internal",
    },
    objects: {
      deployment: { resource: "one-server" },
      service: { resource: "one-service" },
      route: { resource: "one-route" },
      autoscaler: { resource: "one-autoscaler" },
    },
  },
  {
    kind: "ModelService",
    variant: "a server that scales by requests",
    create: (args) =>
      make(ModelService, "one", {
        workspace: teamWorkspace(),
        image,
        model,
        replicas: { minimum: 1, maximum: 2, measure: "requests" },
        ...args,
      }),
    outputs: {
      namespaceName: "vision",
      url: "http://one.vision.svc",
      gatewayUrl: "https://one-vision.models.internal",
    },
    objects: { scaledObject: { resource: "one-autoscaler", field: "autoscaler" } },
  },
  {
    kind: "InferenceService",
    variant: "a stored model",
    create: (args) =>
      make(InferenceService, "one", {
        workspace: teamWorkspace(),
        model: { format: "sklearn", version: 3 },
        ...args,
      }),
    outputs: {
      namespaceName: "vision",
      url: "http://one-v3-predictor.vision.svc",
      gatewayUrl: "https://one-vision.models.internal",
    },
    objects: {
      inferenceService: { resource: "one-service" },
      autoscaler: { resource: "one-v3-autoscaler", field: "autoscalers" },
    },
  },
  {
    kind: "InferenceService",
    variant: "a language model that scales by requests",
    create: (args) =>
      make(InferenceService, "one", {
        workspace: teamWorkspace(),
        model: { format: "huggingface", version: 3 },
        replicas: { minimum: 1, maximum: 2, measure: "requests" },
        ...args,
      }),
    outputs: {
      namespaceName: "vision",
      url: "http://one-v3-predictor.vision.svc",
      gatewayUrl: "https://one-vision.models.internal",
      openAiUrl: "https://one-vision.models.internal/openai/v1",
    },
    objects: { scaledObject: { resource: "one-v3-autoscaler", field: "autoscalers" } },
  },
  {
    kind: "BatchPrediction",
    variant: "on a schedule",
    create: (args) =>
      make(BatchPrediction, "one", { workspace: teamWorkspace(), ...predicts, schedule: "0 3 * * *", ...args }),
    outputs: { namespaceName: "vision", jobName: "one", outputUri: `${bucket}/out` },
    objects: { cronJob: { resource: "one" } },
  },
  {
    kind: "BatchPrediction",
    variant: "once",
    create: (args) => make(BatchPrediction, "one", { workspace: teamWorkspace(), ...predicts, ...args }),
    outputs: { namespaceName: "vision", jobName: "one", outputUri: `${bucket}/out` },
    objects: { job: { resource: "one" } },
  },
];

/** Keys of an argument of a kind. */
function keysAt(kind: string, key: string): string[] {
  const facts = workloadKinds.find(({ name }) => name === kind);
  const schema = facts && schemaAt(facts.schema, [key]);
  return schema ? keysOf(schema) : [];
}

describe("examples of the public API", () => {
  it("cover every kind and every object with a transform", () => {
    for (const { name } of workloadKinds) {
      const changed = examples.filter(({ kind }) => kind === name).flatMap(({ objects }) => Object.keys(objects));
      expect([...new Set(changed)].sort(), name).toEqual(keysAt(name, "transform").sort());
      expect(changed.length, name).toBeGreaterThan(0);
    }
  });
});

describe.each(examples)("$kind, $variant", ({ kind, create, outputs, objects }) => {
  it("registers its public outputs", async () => {
    const resources = await recordComponent(() => create({}));
    expect(only(resources, `mlops:index:${kind}`).outputs).toEqual(outputs);
  });

  it("offers its main objects as fields", async () => {
    let made: pulumi.ComponentResource | undefined;
    await recordComponent(() => {
      made = create({});
      return made;
    });
    for (const [key, { resource, field = key }] of Object.entries(objects)) {
      const value: unknown = Reflect.get(Object(made), field);
      const [child] = Array.isArray(value) ? value : [value];
      const urn: string = await new Promise((resolve) => child.urn.apply(resolve));
      expect(urn.split("::").at(-1)).toBe(resource);
    }
  });

  it.each(Object.entries(objects))("changes its %s by a transform", async (key, { resource }) => {
    const change = (args: { metadata: object }) => {
      args.metadata = { ...args.metadata, annotations: { changed: key } };
    };
    const resources = await recordComponent(() => create({ transform: { [key]: change } }));
    const changed = resources.filter(({ inputs }) => Object(Object(inputs.metadata).annotations).changed === key);
    expect(changed.map(({ name }) => name)).toEqual([resource]);
  });

  it("rejects a misspelt object with the nearest name", async () => {
    const [key = ""] = Object.keys(objects);
    const misspelt = `${key}s`;
    expect(await issuesOf(() => create({ transform: { [misspelt]: {} } }))).toEqual([
      `transform.${misspelt}: is not an argument; did you mean transform.${key}?`,
    ]);
  });
});

describe("a model that the gateway may not call", () => {
  it.each(examples.filter(({ outputs }) => "gatewayUrl" in outputs))(
    "has no URL at the gateway: $kind",
    async ({ kind, create }) => {
      const resources = await recordComponent(() => create({ allowFrom: { gateway: false } }));
      expect(Object.keys(only(resources, `mlops:index:${kind}`).outputs ?? {}).sort()).toEqual([
        "namespaceName",
        "url",
      ]);
    },
  );

  it("has no route that could be changed", async () => {
    const args = { image, model, allowFrom: { gateway: false }, transform: { route: {} } };
    expect(await issuesOf(() => make(ModelService, "one", { workspace: teamWorkspace(), ...args }))).toEqual([
      "transform.route: must not be set if allowFrom.gateway is false: then there is no route; remove it, or allow the gateway",
    ]);
  });
});

it("every kind with retries accepts 0 to 100", () => {
  const withRetries = workloadKinds.flatMap(({ name, schema }) => {
    const retries = schemaAt(schema, ["retries"]);
    return retries ? [[name, [-1, 0, 100, 101].map((value) => z.safeParse(retries, value).success)]] : [];
  });
  expect(withRetries).toEqual([
    ["TrainingJob", [false, true, true, false]],
    ["DistributedTraining", [false, true, true, false]],
    ["BatchPrediction", [false, true, true, false]],
  ]);
});
