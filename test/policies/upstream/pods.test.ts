import { beforeAll, describe, expect, it } from "vitest";
import { allRules } from "../../../policies/catalogue";
import { judge } from "../../../policies/judge";
import { object } from "../../../policies/specimen";
import { baseStack } from "../../../policies/specimens/baseStack";
import { Graph } from "../../../policies/subject";
import { broken } from "./breaks";
import { type Admitted, admitted, refused } from "./catalogue";
import { upstreamContext } from "./context";
import { type Declared, declared } from "./declared";
import type { UpstreamManifest } from "./upstreamObject";

/**
 * Judges the objects that upstream's controllers create in a team's namespace. The objects are written from the
 * controllers' source; no controller runs here. test/e2e/upstreamPods.e2e.ts shows that the API server gives the same
 * results.
 */
const rules = allRules();
let made: Declared;

beforeAll(async () => {
  made = await declared();
});

interface Judged {
  readonly refusing: readonly string[];
  readonly warning: readonly string[];
}

/** Returns the rules that each object violates in a team's namespace in `prod`. */
function judged(manifests: readonly UpstreamManifest[]): Judged[] {
  // Unique names allow judging all objects together.
  const subjects = manifests.map((manifest, index) =>
    object({ ...manifest, metadata: { ...manifest.metadata, name: `${manifest.metadata.name}-${index}` } }),
  );
  const verdicts = judge(rules, new Graph([...baseStack(), ...subjects]), upstreamContext);
  return subjects.map(({ urn }) => {
    const found = verdicts.filter((one) => one.urn === urn && one.status !== "pass");
    const names = (enforcement: string) => [
      ...new Set(found.filter((one) => one.enforcement === enforcement).map(({ rule }) => rule)),
    ];
    return { refusing: names("mandatory").sort(), warning: names("advisory").sort() };
  });
}

/** Advisory rules that upstream's objects violate. */
const warnings: Readonly<Partial<Record<Admitted, readonly string[]>>> = {
  "Argo Workflows' step": ["read-only-root-filesystem"],
  "Argo Workflows' step with a GPU": ["read-only-root-filesystem"],
  "Argo Workflows' resource step": ["read-only-root-filesystem"],
  "Argo Workflows' agent": ["memory-limit-is-request"],
  "Argo Workflows' collector of artifacts": ["memory-limit-is-request", "no-unneeded-account-tokens"],
  "Pipelines' driver": ["memory-limit-is-request", "read-only-root-filesystem"],
  "Pipelines' importer": ["memory-limit-is-request", "read-only-root-filesystem"],
  "Pipelines' task with its launcher": ["read-only-root-filesystem"],
  "Katib's suggestion service": ["no-unneeded-account-tokens", "own-service-account", "read-only-root-filesystem"],
  "a pod of Katib's suggestion service": [
    "no-unneeded-account-tokens",
    "own-service-account",
    "read-only-root-filesystem",
  ],
  "KServe's predictor": ["read-only-root-filesystem"],
  "a pod of KServe's predictor, with its storage initializer": ["read-only-root-filesystem"],
};

describe.each(Object.entries(admitted))("%s", (of, make) => {
  it("is admitted", () => {
    expect(judged([make(made)])).toEqual([{ refusing: [], warning: warnings[of as Admitted] ?? [] }]);
  });

  it("is rejected by exactly one rule if one protected field is violated", () => {
    const cases = broken(make(made));
    expect(new Set(cases.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(3);
    const verdicts = judged(cases.map(({ manifest }) => manifest));
    expect(cases.map(({ of }, index) => [of, verdicts[index]?.refusing])).toEqual(
      cases.map(({ of, rule }) => [of, [rule]]),
    );
  });
});

describe("objects of upstream without the platform's configuration", () => {
  it.each(Object.entries(refused))("%s is rejected", (_, { make, by }) => {
    expect(judged([make(made)]).map(({ refusing }) => refusing)).toEqual([by]);
  });
});
