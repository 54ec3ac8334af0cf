import { type CrossFieldIssue, issueIf } from "../../core/schema/crossField";
import { findInstanceType, type InstanceType } from "../compute/instanceCatalogue";
import { type Candidate, forPools } from "./poolCheck";
import type { Settings } from "./schema";
import type { SettingsCheck } from "./settingsCheck";

/**
 * Pods do not select nodes by architecture. On a node whose architecture is not that of the image, a pod fails with
 * "exec format error".
 */
export const architectureChecks: readonly SettingsCheck[] = [
  forPools(oneArchitecture),
  { reads: ["compute.pools"], find: sharedArchitecture },
];

function oneArchitecture({ types, at }: Candidate): readonly CrossFieldIssue[] {
  const architectures = [...new Set(types.map(({ architecture }) => architecture))];
  return issueIf(architectures.length > 1, {
    path: at("instanceTypes"),
    message: `must all have the same architecture, not ${architectures.join(" and ")}: an image for one of them fails on nodes of the other`,
    fix: `use ${architectures.map((each) => examples(types, each)).join(", or ")}`,
  });
}

function examples(types: readonly InstanceType[], wanted: InstanceType["architecture"]): string {
  const names = types.filter(({ architecture }) => architecture === wanted).map(({ type }) => type);
  return `only ${wanted} types (${names.join(", ")})`;
}

/** Pods that name no pool can run in every pool without accelerators, because its nodes have no taint. */
function sharedArchitecture({ compute }: Settings): CrossFieldIssue[] {
  const plain = Object.entries(compute.pools).flatMap(([name, { instanceTypes }]) => {
    const types = instanceTypes.flatMap((type) => findInstanceType(type) ?? []);
    const [first] = types;
    if (!first || types.some(({ accelerator }) => accelerator)) return [];
    return types.every(({ architecture }) => architecture === first.architecture)
      ? [{ name, architecture: first.architecture }]
      : [];
  });
  const [first, ...others] = plain;
  return others.flatMap(({ name, architecture }) =>
    issueIf(first !== undefined && architecture !== first.architecture, {
      path: ["compute", "pools", name, "instanceTypes"],
      message: `must have architecture ${first?.architecture}, as pool ${first?.name} has: pods that name no pool run on both pools`,
      fix: `use ${first?.architecture} types, or change pool ${first?.name} to ${architecture} types`,
    }),
  );
}
