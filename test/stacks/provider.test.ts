import { expect, it } from "vitest";
import { environments, planStack } from "../support/plan";
import { only } from "../support/record";

it.each(environments)(
  "the Kubernetes provider of %s updates ConfigMaps in place and overwrites manual edits",
  async (stack) => {
    const { inputs } = only(await planStack(stack), "pulumi:providers:kubernetes", `mlops-${stack}-cluster-kubernetes`);
    expect(inputs).toMatchObject({
      enableServerSideApply: "true",
      enablePatchForce: "true",
      enableConfigMapMutable: "true",
    });
    expect(inputs).not.toHaveProperty("enableSecretMutable");
  },
);
