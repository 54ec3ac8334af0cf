import { z } from "zod";
import { reportAfterProgram } from "../../core/errors/afterProgram";
import { type Dialect, typeNames } from "../../core/schema/dialect";
import { field } from "../../core/schema/fields";
import { formatPath, isPlainObject } from "../../core/schema/issue";
import { schemaIssues } from "../../core/schema/schemaIssues";
import type { ClusterArgs } from "../cluster/cluster";
import type { ComputeArgs } from "../compute/compute";
import type { DataStoresArgs } from "../data/data";
import type { ChartTransform } from "../kubernetes/chartTransform";
import type { MlflowArgs } from "../mlflow/mlflow";
import type { NetworkArgs } from "../network/network";
import { type ChartName, charts } from "../services/charts";

/** Changes to single resources of the platform, by component and resource. */
interface ResourceTransforms {
  readonly network?: NetworkArgs["transform"];
  readonly cluster?: ClusterArgs["transform"];
  readonly compute?: ComputeArgs["transform"];
  readonly data?: DataStoresArgs["transform"];
  readonly mlflow?: MlflowArgs["transform"];
}

/**
 * Changes to resources and charts of the platform, for properties that the settings do not offer. Guardrails check the
 * result.
 *
 *     new MlPlatform(settings.name, {
 *       settings,
 *       guardrails: admissionPolicies(settings),
 *       transform: {
 *         network: { vpc: { instanceTenancy: "dedicated" } },
 *         charts: { keda: { values: { logging: { operator: { level: "debug" } } }, release: { timeout: 1200 } } },
 *       },
 *     });
 */
export interface PlatformTransforms extends ResourceTransforms {
  /** Changes to the values and the release of each Helm chart, by the chart's name in docs/versions.md. */
  readonly charts?: { readonly [Chart in ChartName]?: ChartTransform | undefined } | undefined;
}

type ResourcesOf<Section extends keyof ResourceTransforms> = keyof NonNullable<ResourceTransforms[Section]>;

/** All resources that can be changed. The compiler rejects a list in which one is missing. */
const resources: { readonly [Section in keyof ResourceTransforms]-?: Readonly<Record<ResourcesOf<Section>, true>> } = {
  network: { vpc: true, subnet: true },
  cluster: { cluster: true, launchTemplate: true, nodeGroup: true, addon: true },
  compute: { nodePool: true, nodeGroup: true },
  data: { key: true, bucket: true, database: true, fileSystem: true, cache: true },
  mlflow: { deployment: true },
};

const dialect: Dialect = {
  noun: "argument",
  formatPath,
  typeNames: { ...typeNames, null: "null", object: "an object", record: "an object" },
  objectFix: "write an object with its keys",
};

const change = field(
  z.custom((value) => typeof value === "function" || isPlainObject(value), {
    error: "must be an object of properties or a function",
  }),
  {
    description: "A change to one object.",
    form: "an object of properties or a function",
    fix: "write properties, or a function that edits them",
  },
).optional();

const chart = z.strictObject({ values: change, release: change }).optional();

const schema = z.strictObject({
  transform: z
    .strictObject({
      ...Object.fromEntries(
        Object.entries(resources).map(([section, keys]) => [section, objectOf(Object.keys(keys), change)]),
      ),
      charts: objectOf([...charts.keys()], chart),
    })
    .optional(),
});

function objectOf(keys: readonly string[], value: z.ZodType) {
  return z.strictObject(Object.fromEntries(keys.map((key) => [key, value]))).optional();
}

/**
 * Returns the changes, or none if a key is unknown or a change is neither an object nor a function: then the program
 * fails after it has run, with every problem of all arguments.
 */
export function checkedTransforms(platform: string, transform: PlatformTransforms | undefined): PlatformTransforms {
  const raw = { transform };
  const { error } = z.safeParse(schema, raw);
  if (!error) return transform ?? {};
  const issues = schemaIssues(schema, raw, error, dialect);
  reportAfterProgram({ source: `MlPlatform "${platform}"`, issues, formatPath });
  return {};
}
