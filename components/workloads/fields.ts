import type * as k8s from "@pulumi/kubernetes";
import { z } from "zod";
import { field, numberField } from "../../core/schema/fields";
import { input } from "../../core/schema/input";
import { isPlainObject } from "../../core/schema/issue";
import { keysOf, schemaAt, unwrap } from "../../core/schema/walk";
import { runbooksInRepository } from "../observability/alertGroup";
import type { Workspace } from "../tenancy/workspace";
import type { Transform } from "../transform";
import type { WorkloadKindFacts } from "./kind";

/** Arguments of every kind of workload. */
export const commonFields = {
  /** The team's workspace: `platform.workspace("vision")`. */
  workspace: field(z.custom<Workspace>(isWorkspace, { error: "must be a team's workspace" }), {
    description: "Workspace of the team that owns the workload.",
    form: "a team's workspace",
    exampleCode: 'platform.workspace("vision")',
    fix: 'write workspace: platform.workspace("vision")',
  }),
  /** Name of its objects in the cluster: a DNS label that begins with a letter. @default - the logical name */
  name: field(z.string(), {
    description:
      "Name of its objects in the namespace: lower-case letters, digits and hyphens, beginning with a letter.",
    form: "the name of an object",
    example: "mnist",
    default: "the logical name",
  }).optional(),
};

/** Placement of pods. */
export const placementFields = {
  /** Vendor and name of an accelerator of a pool: `nvidia-l4`. @default - none */
  accelerator: field(z.string(), {
    description: "Vendor and name of an accelerator of a pool: `nvidia-l4`, `aws-trainium`.",
    cost: "a node with the accelerator for as long as a pod uses it, see `npm run plan`",
    fix: 'use an accelerator of a pool, such as "nvidia-l4"',
  }).optional(),
  /** Accelerators of each pod, or shares if the pool shares accelerators. @default 1 if `accelerator` is set */
  acceleratorCount: numberField(1, 1024, {
    description: "Number of accelerators of each pod, or of shares if the pool shares accelerators.",
    example: 1,
    default: "1 if `accelerator` is set",
  }).optional(),
  /** Name of the pool. @default - any pool with the accelerator, preferably of the workload's purpose */
  pool: field(z.string(), {
    description: "Name of the node pool.",
    fix: "use a pool of mlops:compute.pools",
    default: "any pool with the accelerator, preferably of the workload's purpose and with whole accelerators",
  }).optional(),
};

/** Base of the links in alerts. */
export const runbooksField = field(z.string().min(1, { error: "must be an address or a folder" }), {
  description: "URL or folder of the runbooks that alerts link to.",
  example: runbooksInRepository,
  fix: `use an address or a folder, such as "${runbooksInRepository}"`,
}).default(runbooksInRepository);

/** A repository with a tag, a digest or both. The port of a registry is not a tag. */
const imageReference = /^[a-z0-9][\w.:/-]*?(?::(?<tag>[\w][\w.-]{0,127}))?(?<digest>@sha256:[0-9a-f]{64})?$/;

const imageName = z.string().superRefine((image, { addIssue }) => {
  const { tag, digest } = imageReference.exec(image)?.groups ?? {};
  if (digest !== undefined || (tag !== undefined && tag !== "latest")) return;
  const error =
    tag === "latest" ? "must name a version: latest may be another image tomorrow" : "must have a tag or a digest";
  addIssue({ code: "custom", message: error });
});

/** An image with a tag other than `latest`, or preferably a digest. */
export function imageField(description: string) {
  return field(input(imageName), {
    description,
    example: "registry.example/image:1.4.0",
    exampleCode: 'platform.data.repositories.image("trainer", "1.4.0")',
    fix: "name a version, such as repository:1.4.0, or a digest, repository@sha256:…",
  });
}

/** A list of strings, such as a command. */
export function textsField(description: string, example: readonly string[], defaultNote: string) {
  const notes = { description, default: defaultNote, fix: `write a list of texts: ${codeList(example)}` };
  return field(z.array(field(z.string(), { description: "" })).readonly(), notes).optional();
}

/** Formats a list as TypeScript. */
export function codeList(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(", ")}]`;
}

function nonEmptyText() {
  return z.string().min(1, { error: "must not be empty" });
}

/** A key of a Secret in the team's namespace, for example one that an ExternalSecret creates. */
const secretValue = z.strictObject({
  secret: field(nonEmptyText(), { description: "Name of a Secret in the namespace.", example: "hugging-face" }),
  key: field(nonEmptyText(), { description: "Key of the Secret.", example: "token" }),
});
export type SecretValue = z.output<typeof secretValue>;

/** Environment variables of the program. */
export const environmentFields = {
  /** Additional environment variables without secrets. @default - none */
  environment: field(z.record(z.string(), field(input(z.string()), { description: "Value of the variable." })), {
    description: "Additional environment variables, without secrets.",
    example: {},
    fix: 'write variables by name, each a text: { EPOCHS: "3" }',
  }).default({}),
  /** Environment variables from Secrets in the namespace. @default - none */
  secrets: field(z.record(z.string(), secretValue), {
    description: "Environment variables from Secrets in the namespace.",
    example: {},
    fix: 'write variables by name: { HF_TOKEN: { secret: "hugging-face", key: "token" } }',
  }).default({}),
};

/**
 * Changes to single objects of a workload, for what its arguments do not offer. Only the keys are checked here. The
 * guardrails judge the result.
 */
export function transformField<Children extends Readonly<Record<string, z.ZodType>>>(children: Children) {
  const names = Object.keys(children).join(", ");
  return field(z.strictObject(children), {
    description: `Changes to single objects: ${names}. Each is an object of properties that replace the object's, or a function that edits them. Guardrails judge the result.`,
    fix: `write { ${names}: … }`,
  }).optional();
}

/** Arguments of the objects that workloads create, by the name of their type in a program that imports `* as k8s`. */
interface ChildArguments {
  readonly "k8s.apiextensions.CustomResourceArgs": k8s.apiextensions.CustomResourceArgs;
  readonly "k8s.apps.v1.DeploymentArgs": k8s.apps.v1.DeploymentArgs;
  readonly "k8s.autoscaling.v2.HorizontalPodAutoscalerArgs": k8s.autoscaling.v2.HorizontalPodAutoscalerArgs;
  readonly "k8s.batch.v1.CronJobArgs": k8s.batch.v1.CronJobArgs;
  readonly "k8s.batch.v1.JobArgs": k8s.batch.v1.JobArgs;
  readonly "k8s.core.v1.ServiceArgs": k8s.core.v1.ServiceArgs;
}

const childTypes = new WeakMap<z.core.$ZodType, string>();

/** A change to one object, whose arguments have the given type. */
export function childTransform<Type extends keyof ChildArguments>(type: Type) {
  const schema = field(
    z.custom<Transform<ChildArguments[Type]>>((value) => typeof value === "function" || isPlainObject(value), {
      error: "must be an object of properties or a function",
    }),
    {
      description: `Properties of \`${type}\` that replace those of the object, or a function \`(args, opts, name)\` that edits its arguments and options.`,
      form: "an object of properties or a function",
      fix: "write properties, or a function that edits them",
    },
  );
  childTypes.set(schema, type);
  return schema.optional();
}

/** Returns the keys of a workload's `transform`, each with the type of the arguments that it changes. */
export function transformKeys({ schema }: Pick<WorkloadKindFacts, "schema">): { key: string; type: string }[] {
  const transform = schemaAt(schema, ["transform"]);
  return (transform ? keysOf(transform) : []).map((key) => {
    const child = transform && schemaAt(transform, [key]);
    const type = child && childTypes.get(unwrap(child));
    if (type === undefined) throw new Error(`transform.${key} has no type: see childTransform`);
    return { key, type };
  });
}

/** Whether a value has the fields of a workspace. */
function isWorkspace(value: unknown): boolean {
  const workspace: Partial<Record<keyof Workspace, unknown>> = isPlainObject(value) ? value : {};
  const { team, quota, pools, artifacts, providers, ready } = workspace;
  return (
    [team, quota, pools, artifacts].every((part) => typeof part === "object" && part !== null) &&
    [providers, ready].every(Array.isArray)
  );
}
