import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

/** What is inside of the schemas that `input` has made. */
const insideOf = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

/**
 * A field that takes a `pulumi.Input`. A plain value is checked. An output or a promise passes unchecked: nothing is known
 * of it before the program runs, and guardrails judge what comes of it. What passes is handed on as it came, so that the inner
 * schema must only check: no defaults, no changes.
 */
export function input<Inner extends z.ZodType>(inner: Inner) {
  const schema = z.custom<pulumi.Input<z.input<Inner>>>().superRefine((value, context) => {
    if (isPending(value)) return;
    for (const issue of inner.safeParse(value).error?.issues ?? []) context.addIssue({ ...issue });
  });
  insideOf.set(schema, inner);
  return schema;
}

/** The schema that `input` was given. */
export function insideInput(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  return insideOf.get(schema);
}

function isPending(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}
