import { beforeAll, describe, expect, it } from "vitest";
import { Guardrails } from "../../../components/guardrails/guardrails";
import type { Registration } from "../../../core/graph/registration";
import { platformNamespaceLabel, teamLabel } from "../../../core/kubernetes/labels";
import { policiesOf } from "../../../policies/admissionPolicies";
import { allRules } from "../../../policies/catalogue";
import { enforcementIn, type KubernetesRule } from "../../../policies/rule";
import { context } from "../../../policies/specimens/baseStack";
import { all, only, recordComponent, typesAndNames } from "../../support/record";

/** test/e2e/guardrails.e2e.ts shows that a real API server accepts and enforces them. */

const policyType = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy";
const bindingType = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding";
const rules = allRules().flatMap((rule): KubernetesRule[] => (rule.about === "kubernetes" ? [rule] : []));

/** Kinds of rules that are in no namespace, and are no Namespace. */
const clusterScoped = ["NodePool", "EC2NodeClass", "PersistentVolume", "StorageClass", "ClusterRole", "Profile"];

/** Whose namespaces a rule's bindings are about. */
function ownersOf({ scope, kinds }: KubernetesRule): string[] {
  if (scope === "default") return ["default"];
  if (kinds.every((kind) => clusterScoped.includes(kind))) return ["platform"];
  return { teams: ["teams"], platform: ["platform"], everywhere: ["platform", "teams"] }[scope];
}

function record(changes: Partial<Parameters<typeof policiesOf>[0]> = {}): Promise<Registration[]> {
  const policies = policiesOf({ context, waivers: [], today: "2027-01-01", ...changes });
  return recordComponent(() => new Guardrails("g", { policies }));
}

describe("Guardrails", () => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await record();
  });

  it("creates a policy for each rule on Kubernetes objects, with bindings for teams and the platform", () => {
    expect(rules.length).toBeGreaterThan(50);
    expect(typesAndNames(resources)).toEqual(
      [
        "mlops:index:Guardrails g",
        ...rules.flatMap((rule) => [
          `${policyType} g-${rule.name}`,
          ...ownersOf(rule).map((owner) => `${bindingType} g-${rule.name}-${owner}`),
        ]),
      ].sort(),
    );
  });

  it.each(rules.map((rule) => [rule.name, rule] as const))(
    "gives %s its names, and binds it as it is meant",
    (_, rule) => {
      const name = `${rule.name}.mlops.platform`;
      const policy = only(resources, policyType, `g-${rule.name}`);
      expect(policy.inputs).toMatchObject({
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingAdmissionPolicy",
        metadata: { name, annotations: { "mlops.platform/title": rule.title, "mlops.platform/why": rule.why } },
      });
      for (const owner of ownersOf(rule)) {
        const { inputs } = only(resources, bindingType, `g-${rule.name}-${owner}`);
        const refuses = owner === "teams" && enforcementIn("prod", rule) === "mandatory";
        const label = { teams: teamLabel, platform: platformNamespaceLabel, default: "kubernetes.io/metadata.name" };
        expect(inputs).toMatchObject({
          metadata: { name: `${owner}.${name}` },
          spec: {
            policyName: name,
            validationActions: refuses ? ["Deny", "Audit"] : ["Warn", "Audit"],
            matchResources: { namespaceSelector: { matchExpressions: [{ key: Reflect.get(label, owner) }] } },
          },
        });
      }
    },
  );

  it("depends on nothing, except each binding on its policy", () => {
    for (const { name, dependsOn } of all(resources, policyType)) expect([name, dependsOn]).toEqual([name, []]);
    for (const { name, inputs, dependsOn } of all(resources, bindingType)) {
      const rule = String(Object(inputs.spec).policyName).split(".")[0];
      expect([name, dependsOn]).toEqual([name, [only(resources, policyType, `g-${rule}`).urn]]);
    }
  });

  it("is ready after all policies and bindings", async () => {
    let ready = 0;
    await recordComponent(() => {
      const guardrails = new Guardrails("g", { policies: policiesOf({ context, waivers: [], today: "2027-01-01" }) });
      ready = guardrails.ready.length;
      return guardrails;
    });
    expect(ready).toBe(resources.length - 1);
  });

  it("uses the enforcement of the environment and active waivers", async () => {
    const dev = await record({ context: { ...context, environment: "dev" } });
    const actions = (recorded: readonly Registration[]) =>
      Object(only(recorded, bindingType, "g-image-digests-teams").inputs.spec).validationActions;
    expect([actions(dev), actions(resources)]).toEqual([
      ["Warn", "Audit"],
      ["Deny", "Audit"],
    ]);
    const waiver = {
      rule: "no-host-paths",
      resource: "Pod/vision/agent",
      reason: "it reads logs",
      expires: "2027-03-31",
    };
    const conditions = (today: string) =>
      policiesOf({ context, waivers: [waiver], today }).map(({ name, spec }) => [
        name,
        spec.matchConditions.filter(({ expression }) => expression.includes("^agent$")).length,
      ]);
    const plain = rules.map(({ name }) => [`${name}.mlops.platform`, 0]);
    const waived = plain.map(([name]) => [name, name === "no-host-paths.mlops.platform" ? 1 : 0]);
    expect(conditions("2027-03-31")).toEqual(waived);
    expect(conditions("2027-04-01")).toEqual(plain);
  });

  it("checks the last day of waivers against the current date by default", () => {
    const waiver = { rule: "no-host-paths", resource: "Pod/vision/agent", reason: "it reads logs" };
    const count = (expires: string) =>
      JSON.stringify(policiesOf({ context, waivers: [{ ...waiver, expires }] })).split("^agent$").length - 1;
    expect([count("2000-01-01"), count("9999-12-31")]).toEqual([0, 1]);
  });
});
