import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

/** Inner schemas of the schemas that `input` has created. */
const insideOf = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

/**
 * Returns the schema of a `pulumi.Input`. It validates plain values. Outputs and promises pass without validation,
 * because their values are unknown before the program runs. Guardrails check the resulting resources. Values are not
 * changed, so the inner schema must have no defaults and no transformations.
 */
export function input<Inner extends z.ZodType>(inner: Inner) {
  const schema = z.custom<pulumi.Input<z.input<Inner>>>().superRefine((value, context) => {
    if (isPending(value)) return;
    for (const issue of inner.safeParse(value).error?.issues ?? []) context.addIssue({ ...issue });
  });
  insideOf.set(schema, inner);
  return schema;
}

/** Returns the inner schema of a schema that `input` has created. */
export function insideInput(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  return insideOf.get(schema);
}

function isPending(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}
