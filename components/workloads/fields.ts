import { z } from "zod";
import { field, numberField } from "../../core/schema/fields";
import { input } from "../../core/schema/input";
import { isPlainObject } from "../../core/schema/issue";
import { runbooksInRepository } from "../observability/alertGroup";
import type { Workspace } from "../tenancy/workspace";
import type { Transform } from "../transform";

/** Arguments that every kind of workload has. */
export const commonFields = {
  /** The team's place on the platform: `platform.workspace("vision")`. */
  workspace: field(z.custom<Workspace>(isWorkspace, { error: "must be a team's workspace" }), {
    description: "The team's place on the platform.",
    form: "a team's workspace",
    exampleCode: 'platform.workspace("vision")',
    fix: 'write workspace: platform.workspace("vision")',
  }),
  /** Name of its objects: a DNS label that begins with a letter. @default - the logical name */
  name: field(z.string(), {
    description: "Name of its objects in the namespace: lower-case letters, digits and hyphens, a letter first.",
    form: "the name of an object",
    example: "mnist",
    default: "the logical name",
  }).optional(),
};

/** Where pods run. */
export const placementFields = {
  /** Vendor and name of an accelerator of a pool: `nvidia-l4`. @default - none */
  accelerator: field(z.string(), {
    description: "Vendor and name of an accelerator of a pool: `nvidia-l4`, `aws-trainium`.",
    fix: 'use an accelerator of a pool, such as "nvidia-l4"',
  }).optional(),
  /** Accelerators of each pod, or shares of them where the pool shares them. @default 1, where `accelerator` is given */
  acceleratorCount: numberField(1, 1024, {
    description: "Accelerators of each pod, or shares of them where the pool shares them.",
    example: 1,
    default: "1, where `accelerator` is given",
  }).optional(),
  /** The pool by name. @default - any that has what is asked for, those of its purpose before others */
  pool: field(z.string(), {
    description: "The pool by name.",
    fix: "use a pool of mlops:compute.pools",
    default: "any that has what is asked for, those of its purpose and whole accelerators first",
  }).optional(),
};

/** Where alerts link to. */
export const runbooksField = field(z.string().min(1, { error: "must be an address or a folder" }), {
  description: "Address or folder of the runbooks that alerts link to.",
  example: runbooksInRepository,
  fix: `use an address or a folder, such as "${runbooksInRepository}"`,
}).default(runbooksInRepository);

/** A repository, and a tag, a digest or both. A registry's port is no tag. */
const imageReference = /^[a-z0-9][\w.:/-]*?(?::(?<tag>[\w][\w.-]{0,127}))?(?<digest>@sha256:[0-9a-f]{64})?$/;

const imageName = z.string().superRefine((image, { addIssue }) => {
  const { tag, digest } = imageReference.exec(image)?.groups ?? {};
  if (digest !== undefined || (tag !== undefined && tag !== "latest")) return;
  const error =
    tag === "latest" ? "must name a version: latest may be another image tomorrow" : "must have a tag or a digest";
  addIssue({ code: "custom", message: error });
});

/** An image by a tag other than `latest`, or better by a digest. */
export function imageField(description: string) {
  return field(input(imageName), {
    description,
    example: "registry.example/image:1.4.0",
    exampleCode: 'platform.data.repositories.image("trainer", "1.4.0")',
    fix: "name a version, such as repository:1.4.0, or a digest, repository@sha256:…",
  });
}

/** A list of texts, such as a command. */
export function textsField(description: string, example: readonly string[], whereLeftOut: string) {
  const notes = { description, default: whereLeftOut, fix: `write a list of texts: ${codeList(example)}` };
  return field(z.array(field(z.string(), { description: "" })).readonly(), notes).optional();
}

/** A list as code writes it. */
export function codeList(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(", ")}]`;
}

function nonEmptyText() {
  return z.string().min(1, { error: "must not be empty" });
}

/** A value of a Secret of the team's namespace, made by an ExternalSecret or otherwise. */
const secretValue = z.strictObject({
  secret: field(nonEmptyText(), { description: "Name of a Secret of the namespace.", example: "hugging-face" }),
  key: field(nonEmptyText(), { description: "Key in the Secret.", example: "token" }),
});
export type SecretValue = z.output<typeof secretValue>;

/** Environment variables of a program. */
export const environmentFields = {
  /** Further environment variables, nothing secret. @default - none */
  environment: field(z.record(z.string(), field(input(z.string()), { description: "A value." })), {
    description: "Further environment variables, nothing secret.",
    example: {},
    fix: 'write variables by name, each a text: { EPOCHS: "3" }',
  }).default({}),
  /** Environment variables out of Secrets of the namespace. @default - none */
  secrets: field(z.record(z.string(), secretValue), {
    description: "Environment variables out of Secrets of the namespace.",
    example: {},
    fix: 'write variables by name: { HF_TOKEN: { secret: "hugging-face", key: "token" } }',
  }).default({}),
};

/**
 * The one escape hatch: changes to the arguments of one child. Only the name of the child is checked here. The content, a
 * function or properties, is left to the guardrails, as outputs are.
 */
export function transformField<Children extends Readonly<Record<string, z.ZodType>>>(children: Children) {
  const names = Object.keys(children).join(", ");
  return field(z.strictObject(children), {
    description: `Changes to single objects: ${names}. Properties that replace those of the object, or a function that edits them.`,
    fix: `write { ${names}: … }`,
  }).optional();
}

/** A change of one child. */
export function childTransform<Arguments>() {
  return field(
    z.custom<Transform<Arguments>>((value) => typeof value === "function" || isPlainObject(value), {
      error: "must be an object of properties or a function",
    }),
    {
      description: "A change of the object.",
      form: "an object of properties or a function",
      fix: "write properties, or a function that edits them",
    },
  ).optional();
}

/** What `MlPlatform.workspace` makes, or a test in its place. */
function isWorkspace(value: unknown): boolean {
  const workspace: Partial<Record<keyof Workspace, unknown>> = isPlainObject(value) ? value : {};
  const { team, quota, pools, artifacts, providers, ready } = workspace;
  return (
    [team, quota, pools, artifacts].every((part) => typeof part === "object" && part !== null) &&
    [providers, ready].every(Array.isArray)
  );
}
