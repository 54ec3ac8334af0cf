import type { Problems } from "../../../core/errors/problems";

/** Formats, and KServe's runtime for each that the platform keeps: for another one build a `ModelService`. */
export const runtimes = {
  sklearn: "kserve-sklearnserver",
  xgboost: "kserve-xgbserver",
  lightgbm: "kserve-lgbserver",
  huggingface: "kserve-huggingfaceserver",
} as const;
export type ModelFormat = keyof typeof runtimes;

/** A model in the team's part of the bucket: the files below `<prefix>/<version>/`. */
export interface StoredModel {
  readonly format: ModelFormat;
  /** A version's files are never changed: promotion and going back rely on it. */
  readonly version: number;
  /** Folder of all versions, without a slash at its ends. @default - `models/` and the service's name */
  readonly prefix?: string;
}

/** Another version that gets a part of the requests that come through the gateway. */
export interface Canary {
  /** Whole percent. What no canary gets is the model's. */
  readonly trafficPercent: number;
  /** Format and prefix are the model's where they are left out. */
  readonly model: Pick<StoredModel, "version"> & Partial<StoredModel>;
  /** Its pods at the least. @default - the same percent of the model's, at least one */
  readonly minimumReplicas?: number;
}

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
      ...made({ ...model, ...one.model }),
      minimumReplicas: one.minimumReplicas ?? Math.max(1, Math.ceil((minimumReplicas * one.trafficPercent) / 100)),
      trafficPercent: one.trafficPercent,
    })),
  ];
}

/** Name of the Deployment and of the Service that KServe makes of a predictor. */
export function predictorObject(service: string, { name }: Pick<Predictor, "name">): string {
  return `${service}-${name}-predictor`;
}

const prefixForm = /^[a-zA-Z0-9._-]+(?:\/[a-zA-Z0-9._-]+)*$/;

/** Adds what is wrong with a model and its canaries: what KServe's webhook would refuse, and what it would not notice. */
export function checkPredictors(problems: Problems, { model, canary }: PredictorsArgs, maximumReplicas: number): void {
  checkStoredModel(problems, "model", model);
  const versions = new Set([model.version]);
  canary.forEach((one, index) => {
    const argument = `canary[${index}]`;
    checkStoredModel(problems, `${argument}.model`, { ...model, ...one.model });
    if (versions.has(one.model.version)) {
      problems.add(
        `${argument}.model.version ${one.model.version} is served already: its predictor v${one.model.version} would be there twice`,
        "use another version, or drop the canary",
      );
    }
    versions.add(one.model.version);
    const { trafficPercent, minimumReplicas = 1 } = one;
    if (!Number.isInteger(trafficPercent) || trafficPercent < 0 || trafficPercent > 100) {
      problems.add(`${argument}.trafficPercent ${trafficPercent} is no percentage`, "use a whole number from 0 to 100");
    }
    if (!Number.isInteger(minimumReplicas) || minimumReplicas < 1 || minimumReplicas > maximumReplicas) {
      problems.add(
        `${argument}.minimumReplicas ${minimumReplicas} is no number of pods up to replicas.maximum`,
        `use a whole number from 1 to ${maximumReplicas}`,
      );
    }
  });
  const sum = canary.reduce((all, { trafficPercent }) => all + trafficPercent, 0);
  if (sum > 100) {
    problems.add(`canaries get ${sum} % of the requests together`, "give them 100 % at the most, the model the rest");
  }
}

function checkStoredModel(problems: Problems, argument: string, { format, version, prefix }: StoredModel): void {
  if (!(format in runtimes)) {
    problems.add(
      `${argument}.format "${format}" has no runtime here`,
      `use one of ${Object.keys(runtimes).join(", ")}, or a ModelService`,
    );
  }
  if (!Number.isInteger(version) || version < 1 || version > 99_999) {
    problems.add(`${argument}.version ${version} is no version`, "use a whole number from 1 to 99999");
  }
  if (prefix !== undefined && (!prefixForm.test(prefix) || prefix.split("/").includes(".."))) {
    problems.add(
      `${argument}.prefix "${prefix}" is no folder in the team's part of the bucket`,
      "use names with slashes between them, such as models/churn",
    );
  }
}
