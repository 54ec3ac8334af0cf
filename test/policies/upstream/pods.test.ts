import { beforeAll, describe, expect, it } from "vitest";
import { allRules } from "../../../policies/catalogue";
import { judge } from "../../../policies/judge";
import { object } from "../../../policies/specimen";
import { world } from "../../../policies/specimens/world";
import { Graph } from "../../../policies/subject";
import { broken } from "./breaks";
import { type Admitted, admitted, refused } from "./catalogue";
import { upstreamContext } from "./context";
import { type Declared, declared } from "./declared";
import type { UpstreamManifest } from "./upstreamObject";

/**
 * What upstream's controllers make in a team's namespace, by our own judgement. What this does not prove: that they make
 * it so (it is read from their source, and no controller runs here), nor that the API server agrees
 * (test/e2e/upstreamPods.e2e.ts).
 */
const rules = allRules();
let made: Declared;

beforeAll(async () => {
  made = await declared();
});

/** Rules that an object breaks in a team's namespace, in `prod`. */
function brokenBy(manifest: UpstreamManifest): { refusing: string[]; warning: string[] } {
  const subject = object(manifest);
  const verdicts = judge(rules, new Graph([...world(), subject]), upstreamContext).filter(
    ({ urn, status }) => urn === subject.urn && status !== "pass",
  );
  const names = (enforcement: string) => [
    ...new Set(verdicts.filter((one) => one.enforcement === enforcement).map(({ rule }) => rule)),
  ];
  return { refusing: names("mandatory").sort(), warning: names("advisory").sort() };
}

/** What each is warned of. */
const warnings: Readonly<Record<Admitted, readonly string[]>> = {
  "Argo Workflows' step": [],
  "Argo Workflows' step with a GPU": [],
  "Argo Workflows' resource step": [],
  "Argo Workflows' agent": [],
  "Argo Workflows' collector of artifacts": [],
  "Pipelines' driver": [],
  "Pipelines' importer": [],
  "Pipelines' task with its launcher": [],
  "Katib's trial with its collector": [],
  "Katib's suggestion service": [],
  "a pod of Katib's suggestion service": [],
  "KServe's predictor": [],
  "a pod of KServe's predictor, with its storage initializer": [],
  "TrainJob's Job": [],
  "TrainJob's pod": [],
  "TFJob's worker": [],
  "PyTorchJob's worker": [],
};

describe.each(Object.entries(admitted))("%s", (of, make) => {
  it("is admitted", () => {
    expect(brokenBy(make(made))).toEqual({ refusing: [], warning: warnings[of as Admitted] });
  });

  it("is refused by one rule where one protected field is broken", () => {
    const cases = broken(make(made));
    expect(new Set(cases.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(3);
    const found = cases.map(({ of, manifest }) => ({ of, refusing: brokenBy(manifest).refusing }));
    expect(found).toEqual(cases.map(({ of, rule }) => ({ of, refusing: [rule] })));
  });
});

describe("what upstream makes without the platform's configuration", () => {
  it.each(Object.entries(refused))("%s is refused", (_, { make, by }) => {
    expect(brokenBy(make(made)).refusing).toEqual(by);
  });
});
