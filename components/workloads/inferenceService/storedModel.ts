import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { issueIf } from "../../../core/schema/crossField";
import { field, numberField, textField } from "../../../core/schema/fields";
import { predictorName } from "../../kserve/objectNames";
import { predictionsFolder } from "../../tenancy/teamNames";
import { imageField } from "../fields";
import type { ArgumentCheck } from "../kind";
import { gibibytesField } from "../serving/containerSize";
import type { ReplicaRange } from "../serving/replicas";

/** Runtime of KServe for each supported format. Use a `ModelService` for other formats. */
export const runtimes = {
  sklearn: "kserve-sklearnserver",
  xgboost: "kserve-xgbserver",
  lightgbm: "kserve-lgbserver",
  huggingface: "kserve-huggingfaceserver",
} as const;
const formats = ["sklearn", "xgboost", "lightgbm", "huggingface"] as const satisfies readonly (keyof typeof runtimes)[];
export type ModelFormat = (typeof formats)[number];

const modelFields = {
  format: field(z.enum(formats), {
    description: "Format of the files, which decides the runtime.",
    example: "sklearn",
    fix: `use ${formats.join(", ")}, or remove it and set image for a server of your own`,
    default: "none, with `image`",
  }).optional(),
  version: numberField(1, 99_999, {
    description: "Number of the version. Never change the files of a version: promotions and rollbacks rely on it.",
    example: 3,
    fix: "use a whole number from 1 to 99999",
  }),
  prefix: textField(
    /^(?!.*(?:^|\/)\.\.(?:\/|$))[a-zA-Z0-9._-]+(?:\/[a-zA-Z0-9._-]+)*$/,
    "a folder in the team's part of the bucket",
    {
      description: "Folder of all versions in the team's part of the bucket, without leading and trailing slashes.",
      example: "models/churn",
      fix: "use names with slashes between them, such as models/churn",
      default: "`models/<name>`",
    },
  ).optional(),
};

const sizeField = gibibytesField("Disk space for its files on the node, GiB. A pod with a larger model is evicted.", 5);

/** A model in the team's part of the bucket: the files below `<prefix>/<version>/`. */
const storedModel = z.strictObject({ ...modelFields, sizeGibibytes: sizeField.default(5) });
export type StoredModel = z.output<typeof storedModel>;

export const storedModelField = field(storedModel, {
  description: "The stable version: the files below `<prefix>/<version>/`.",
  example: { format: "sklearn", version: 3 },
  exampleCode: '{ format: "sklearn", version: 3 }',
  fix: 'write { format: "sklearn", version: 3 }',
});

/** Another version that gets a share of the requests at the gateway. */
const canary = z.strictObject({
  trafficPercent: numberField(0, 100, {
    description: "Share of the requests at the gateway, percent. The stable version gets the rest.",
    example: 10,
  }),
  model: field(z.strictObject({ ...modelFields, sizeGibibytes: sizeField.optional() }), {
    description: "The other version. `format`, `prefix` and `sizeGibibytes` default to those of the stable version.",
    example: { version: 4 },
    exampleCode: "{ version: 4 }",
    fix: "write { version: 4 }",
  }),
  image: imageField("Only with `image`: image of its server.").optional(),
  minimumReplicas: numberField(1, 10_000, {
    description: "Minimum number of its pods.",
    example: 1,
    default: "`trafficPercent` of `replicas.minimum`, at least one",
  }).optional(),
});
export type Canary = z.output<typeof canary>;

export const canaryField = field(z.array(canary).readonly(), {
  description: "Other versions that get a share of the requests at the gateway.",
  example: [],
  fix: "list canaries, such as [{ trafficPercent: 10, model: { version: 4 } }]",
}).default([]);

/** A served version. */
export interface Predictor {
  /** Name such as `v3`: part of the names of its Deployment and its Service. */
  readonly name: string;
  /** Format, which decides the runtime. Undefined with `image`. */
  readonly format: ModelFormat | undefined;
  /** Image of a server of the team. */
  readonly image: pulumi.Input<string> | undefined;
  readonly version: number;
  /** Path in the team's part of the bucket, with a trailing slash. */
  readonly path: string;
  readonly modelGibibytes: number;
  readonly minimumReplicas: number;
  /** Share of the requests, whole percent. */
  readonly trafficPercent: number;
}

/** Arguments of `predictors`. */
export interface PredictorsArgs {
  /** Name of the InferenceService, for the default folder `models/<service>`. */
  readonly service: string;
  /** Image of the team's own server. @default - the runtime of the model's format */
  readonly image?: pulumi.Input<string> | undefined;
  /** The stable version. */
  readonly model: StoredModel;
  /** Further versions, each with its share of the requests. */
  readonly canary: readonly Canary[];
  /** Minimum of replicas of the stable version. A canary without its own minimum gets its share of it, at least 1. */
  readonly minimumReplicas: number;
}

/** Returns the stable version and its canaries, in their order. */
export function predictors({
  service,
  image,
  model,
  canary,
  minimumReplicas,
}: PredictorsArgs): [Predictor, ...Predictor[]] {
  const predictorOf = (one: StoredModel, ownImage = image) => ({
    name: `v${one.version}`,
    format: one.format,
    image: ownImage,
    version: one.version,
    // With the slash, the path of version 1 is not a prefix of version 10.
    path: `${one.prefix ?? `models/${service}`}/${one.version}/`,
    modelGibibytes: one.sizeGibibytes,
  });
  const rest = 100 - canary.reduce((sum, { trafficPercent }) => sum + trafficPercent, 0);
  return [
    { ...predictorOf(model), minimumReplicas, trafficPercent: rest },
    ...canary.map((one) => ({
      ...predictorOf(
        {
          format: one.model.format ?? model.format,
          version: one.model.version,
          prefix: one.model.prefix ?? model.prefix,
          sizeGibibytes: one.model.sizeGibibytes ?? model.sizeGibibytes,
        },
        one.image,
      ),
      minimumReplicas: one.minimumReplicas ?? Math.max(1, Math.ceil((minimumReplicas * one.trafficPercent) / 100)),
      trafficPercent: one.trafficPercent,
    })),
  ];
}

/** Returns the name of the Deployment and the Service that KServe creates for a predictor. */
export function predictorObject(service: string, { name }: Pick<Predictor, "name">): string {
  return predictorName(service, name);
}

/** Rules across a model and its canaries. */
export const predictorChecks: readonly ArgumentCheck<Canaries>[] = [
  {
    reads: ["canary", "model.version"],
    find: ({ model, canary }) =>
      canary.flatMap((one, index) => {
        const { version } = one.model;
        const before = [model.version, ...canary.slice(0, index).map((other) => other.model.version)];
        return issueIf(before.includes(version), {
          path: ["canary", index, "model", "version"],
          message: `must be unique: version ${version} is already served`,
          fix: "use another version, or remove the canary",
        });
      }),
  },
  {
    reads: ["canary", "model.prefix"],
    find: ({ model, canary }) =>
      [
        { prefix: model.prefix, path: ["model", "prefix"] },
        ...canary.map((one, index) => ({ prefix: one.model.prefix, path: ["canary", index, "model", "prefix"] })),
      ].flatMap(({ prefix, path }) =>
        issueIf(prefix === predictionsFolder || prefix?.startsWith(`${predictionsFolder}/`) === true, {
          path,
          message: `must not be in ${predictionsFolder}: servers may not read prediction logs`,
          fix: "use another folder, such as models/churn",
        }),
      ),
  },
  {
    reads: ["canary", "replicas.maximum"],
    find: ({ canary, replicas: { maximum } }) =>
      canary.flatMap(({ minimumReplicas = 1 }, index) =>
        issueIf(minimumReplicas > maximum, {
          path: ["canary", index, "minimumReplicas"],
          message: `must be at most replicas.maximum, ${maximum}`,
          fix: `use a whole number from 1 to ${maximum}`,
        }),
      ),
  },
  {
    reads: ["canary"],
    find: ({ canary }) => {
      const sum = canary.reduce((all, { trafficPercent }) => all + trafficPercent, 0);
      return issueIf(sum > 100, {
        message: `must have a total trafficPercent of at most 100, not ${sum}`,
        fix: "reduce trafficPercent: the stable version gets the rest",
      });
    },
  },
];

interface Canaries {
  readonly model: StoredModel;
  readonly canary: readonly Canary[];
  readonly replicas: ReplicaRange;
}
