import type { Policies } from "@pulumi/policy";
import { describe, expect, it } from "vitest";
import { environments } from "../../../components/settings/environments";
import { catalogue } from "../../../policies/catalogue";
import { judgedLater, judgedLaterTotal, policiesOf } from "../../../policies/pack/policies";
import { enforcementIn } from "../../../policies/rule";
import { cluster } from "../../../policies/specimens/cluster";
import { pod } from "../../../policies/specimens/pods";
import { analyzed, secret, unknown } from "./support";

const rules = catalogue().map(({ rule }) => rule);
const one = (name: string) => rules.filter((rule) => rule.name === name);

/** A policy to which the engine tells its part of the pack's configuration, by name. */
function configuredAs(
  policy: Policies[number],
  configurations: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Policies[number] {
  const getConfig = <Config extends object>() => (configurations[policy.name] ?? {}) as Config;
  if ("validateStack" in policy) {
    const { validateStack } = policy;
    return { ...policy, validateStack: (args, report) => validateStack({ ...args, getConfig }, report) };
  }
  if (!("validateResource" in policy)) return policy;
  const { validateResource } = policy;
  if (typeof validateResource !== "function") throw new Error(`${policy.name} has no function`);
  return { ...policy, validateResource: (args, report) => validateResource({ ...args, getConfig }, report) };
}

describe("the policy pack", () => {
  it("has a policy for each rule, with what the rule says of itself", () => {
    const policies = policiesOf(rules);
    for (const rule of rules.filter(({ onlyAtPlan }) => onlyAtPlan !== true)) {
      const own = policies.filter(({ displayName }) => displayName === rule.title);
      const levels = new Set(environments.map((environment) => enforcementIn(environment, rule)));
      // The second name is for a second level alone: a configuration knows all others by the rule's.
      expect(own.map(({ name, enforcementLevel }) => [name, enforcementLevel])).toEqual(
        levels.size === 1
          ? [[rule.name, [...levels][0]]]
          : [
              [rule.name, "mandatory"],
              [`${rule.name}-advice`, "advisory"],
            ],
      );
      for (const policy of own) {
        expect(policy).toMatchObject({ displayName: rule.title, severity: rule.severity, remediationSteps: rule.fix });
        expect(policy.description).toBe(`${rule.title}. ${rule.why}`);
      }
    }
  });

  it("leaves to the plan what the engine tells no policy of, and what only it knows", () => {
    const left = rules.filter(({ onlyAtPlan }) => onlyAtPlan === true);
    expect(left.map(({ name }) => name)).toEqual(["monthly-budget", "state-is-never-replaced", "state-is-protected"]);
    expect(policiesOf(left).map(({ name }) => name)).toEqual([judgedLater, judgedLaterTotal]);
  });

  it("refuses what breaks a mandatory rule, with its fix", async () => {
    const policies = policiesOf(one("no-privileged-containers"));
    const broken = pod({ containers: { main: { securityContext: { privileged: true } } } });
    expect(await analyzed(policies, [broken])).toEqual([
      {
        policy: "no-privileged-containers",
        level: "mandatory",
        message: expect.stringContaining(
          "containers must not run privileged: main. Fix: remove securityContext.privileged; request devices such as GPUs in resources.limits",
        ),
        urn: broken.urn,
      },
    ]);
  });

  it("says nothing of what keeps the rules", async () => {
    expect(await analyzed(policiesOf(one("no-privileged-containers")), [pod()])).toEqual([]);
  });

  it("leaves what is unknown to a later gate, names it, counts it and stops nothing", async () => {
    const policies = policiesOf(one("eks-api-is-private"));
    const found = await analyzed(policies, [cluster({ vpcConfig: { endpointPrivateAccess: unknown } })]);
    expect(found.map(({ policy, level, message }) => ({ policy, level, message }))).toEqual([
      {
        policy: judgedLater,
        level: "advisory",
        message: expect.stringContaining(
          "eks-api-is-private judged at up: vpcConfig.endpointPrivateAccess is not known yet",
        ),
      },
      {
        policy: judgedLaterTotal,
        level: "advisory",
        message: expect.stringContaining(
          "1 verdicts are left to a later gate: 1 to up, 0 to admission. 0 resources hide their content",
        ),
      },
    ]);
  });

  it("leaves to a later gate what each rule's own configuration says", async () => {
    const [rule] = one("eks-api-is-private");
    if (rule?.about !== "resource") throw new Error("a rule of AWS");
    const waiting = {
      ...rule,
      reads: ["gpusPerPod"] as const,
      check: (_: unknown, { gpusPerPod }: { readonly gpusPerPod: number }) =>
        gpusPerPod === 3 ? [{ problem: "waits for three", deferred: true }] : [],
    };
    const laterOf = async (configuration: Readonly<Record<string, unknown>>) => {
      const policies = policiesOf([waiting]).map((policy) => configuredAs(policy, { [rule.name]: configuration }));
      return (await analyzed(policies, [cluster()])).map(({ policy, message }) => [policy, message.split("\n").at(-1)]);
    };
    expect(await laterOf({})).toEqual([]);
    expect(await laterOf({ gpusPerPod: 3 })).toEqual([
      [judgedLater, "eks-api-is-private judged at up: waits for three"],
      [
        judgedLaterTotal,
        "1 verdicts are left to a later gate: 1 to up, 0 to admission. 0 resources hide their content: the cluster judges it",
      ],
    ]);
  });

  it("has no secret's value in any message", async () => {
    const image = "registry.example.com/secret-image";
    const policies = policiesOf(rules);
    const hidden = pod({ containers: { main: { image, securityContext: { privileged: true } } } });
    const inputs = JSON.parse(JSON.stringify(hidden.inputs), (key, value) => (key === "image" ? secret(value) : value));
    const found = await analyzed(policies, [{ ...hidden, inputs }]);
    expect(found.length).toBeGreaterThan(0);
    for (const { message } of found) expect(message).not.toContain(image);
  });

  it("takes what a rule reads from its configuration, which is described", () => {
    for (const policy of policiesOf(rules)) {
      const rule = rules.find(({ name }) => policy.name === name || policy.name === `${name}-advice`);
      if (!rule) continue;
      const properties = policy.configSchema?.properties ?? {};
      expect(Object.keys(properties)).toEqual(["environment", ...(rule.reads ?? [])]);
      for (const property of Object.values(properties)) expect(property).toHaveProperty("description");
    }
  });

  it("takes a rule that throws for one that is broken, and goes on", async () => {
    const [rule] = one("eks-api-is-private");
    if (rule?.about !== "resource") throw new Error("a rule of AWS");
    const throwing = {
      ...rule,
      check: () => {
        throw new TypeError("a mistake, and secret-value in its message");
      },
    };
    const found = await analyzed(policiesOf([throwing]), [cluster()]);
    expect(found.map(({ level, message }) => [level, message.split("\n").at(-1)])).toEqual([
      [
        "mandatory",
        `the rule failed with TypeError. Fix: fix the rule ${rule.name} in policies/rules, and add a specimen for this input`,
      ],
    ]);
  });
});
