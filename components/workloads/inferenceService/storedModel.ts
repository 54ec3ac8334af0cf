import { z } from "zod";
import { issueIf } from "../../../core/schema/crossField";
import { field, numberField, textField } from "../../../core/schema/fields";
import type { ArgumentCheck } from "../kind";
import type { ReplicaRange } from "../serving/replicas";

/** Formats, and KServe's runtime for each that the platform keeps: for another one build a `ModelService`. */
export const runtimes = {
  sklearn: "kserve-sklearnserver",
  xgboost: "kserve-xgbserver",
  lightgbm: "kserve-lgbserver",
  huggingface: "kserve-huggingfaceserver",
} as const;
const formats = ["sklearn", "xgboost", "lightgbm", "huggingface"] as const satisfies readonly (keyof typeof runtimes)[];
type ModelFormat = (typeof formats)[number];

const modelFields = {
  format: field(z.enum(formats), {
    description: "Format of its files, each with a runtime of KServe's. For another one build a `ModelService`.",
    example: "sklearn",
  }),
  version: numberField(1, 99_999, {
    description: "A version's files are never changed: promotion and going back rely on it.",
    example: 3,
    fix: "use a whole number from 1 to 99999",
  }),
  prefix: textField(
    /^(?!.*(?:^|\/)\.\.(?:\/|$))[a-zA-Z0-9._-]+(?:\/[a-zA-Z0-9._-]+)*$/,
    "a folder in the team's part of the bucket",
    {
      description: "Folder of all versions in the team's part of the bucket, without a slash at its ends.",
      example: "models/churn",
      fix: "use names with slashes between them, such as models/churn",
      default: "`models/<name>`",
    },
  ).optional(),
};

/** A model in the team's part of the bucket: the files below `<prefix>/<version>/`. */
const storedModel = z.strictObject(modelFields);
type StoredModel = z.output<typeof storedModel>;

export const storedModelField = field(storedModel, {
  description: "The version that is served: the files below `<prefix>/<version>/`.",
  example: { format: "sklearn", version: 3 },
  exampleCode: '{ format: "sklearn", version: 3 }',
  fix: 'write { format: "sklearn", version: 3 }',
});

/** Another version that gets a part of the requests that come through the gateway. */
const canary = z.strictObject({
  trafficPercent: numberField(0, 100, {
    description: "Share of the requests that come through the gateway, percent. What no canary gets is the model's.",
    example: 10,
  }),
  model: field(z.strictObject({ ...modelFields, format: modelFields.format.optional() }), {
    description: "The other version. Format and prefix are the model's where they are left out.",
    example: { version: 4 },
    exampleCode: "{ version: 4 }",
    fix: "write { version: 4 }",
  }),
  minimumReplicas: numberField(1, 10_000, {
    description: "Its pods at the least.",
    example: 1,
    default: "the same percent of `replicas.minimum`, at least one",
  }).optional(),
});
type Canary = z.output<typeof canary>;

export const canaryField = field(z.array(canary).readonly(), {
  description: "Other versions that get a part of the requests.",
  example: [],
  fix: "list canaries, such as [{ trafficPercent: 10, model: { version: 4 } }]",
}).default([]);

/** A version that is served, with what it needs to be made. */
export interface Predictor {
  /** `v3`: part of the names of its Deployment and its Service. */
  readonly name: string;
  readonly format: ModelFormat;
  /** In the team's part of the bucket, with a slash at its end. */
  readonly path: string;
  readonly minimumReplicas: number;
  /** Whole percent. */
  readonly trafficPercent: number;
}

export interface PredictorsArgs {
  readonly service: string;
  readonly model: StoredModel;
  readonly canary: readonly Canary[];
  readonly minimumReplicas: number;
}

/** The version that is served and its canaries, in their order. */
export function predictors({ service, model, canary, minimumReplicas }: PredictorsArgs): [Predictor, ...Predictor[]] {
  const made = (one: StoredModel) => ({
    name: `v${one.version}`,
    format: one.format,
    // The slash ends the version: KServe and S3 take 10 for a continuation of 1.
    path: `${one.prefix ?? `models/${service}`}/${one.version}/`,
  });
  const rest = 100 - canary.reduce((sum, { trafficPercent }) => sum + trafficPercent, 0);
  return [
    { ...made(model), minimumReplicas, trafficPercent: rest },
    ...canary.map((one) => ({
      ...made({
        format: one.model.format ?? model.format,
        version: one.model.version,
        prefix: one.model.prefix ?? model.prefix,
      }),
      minimumReplicas: one.minimumReplicas ?? Math.max(1, Math.ceil((minimumReplicas * one.trafficPercent) / 100)),
      trafficPercent: one.trafficPercent,
    })),
  ];
}

/** Name of the Deployment and of the Service that KServe makes of a predictor. */
export function predictorObject(service: string, { name }: Pick<Predictor, "name">): string {
  return `${service}-${name}-predictor`;
}

/** What KServe's webhook would refuse, and what it would not notice. */
export const predictorChecks: readonly ArgumentCheck<Canaries>[] = [
  {
    reads: ["canary", "model.version"],
    find: ({ model, canary }) =>
      canary.flatMap((one, index) => {
        const { version } = one.model;
        const before = [model.version, ...canary.slice(0, index).map((other) => other.model.version)];
        return issueIf(before.includes(version), {
          path: ["canary", index, "model", "version"],
          message: `must be another version: predictor v${version} would be there twice`,
          fix: "use another version, or drop the canary",
        });
      }),
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
        message: `must get at most 100 % of the requests together, not ${sum} %`,
        fix: "lower trafficPercent: the model gets what is left",
      });
    },
  },
];

interface Canaries {
  readonly model: StoredModel;
  readonly canary: readonly Canary[];
  readonly replicas: ReplicaRange;
}
