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

/** Returns a policy that receives its part of the pack's configuration. */
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
  it("has a policy for each rule, with its texts", () => {
    const policies = policiesOf(rules);
    for (const rule of rules.filter(({ onlyAtPlan }) => onlyAtPlan !== true)) {
      const own = policies.filter(({ displayName }) => displayName === rule.title);
      const levels = new Set(environments.map((environment) => enforcementIn(environment, rule)));
      // Only the second level of a rule has a different name.
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

  it("has no policy for rules that only the plan can judge", () => {
    const left = rules.filter(({ onlyAtPlan }) => onlyAtPlan === true);
    expect(left.map(({ name }) => name)).toEqual(["monthly-budget", "state-is-never-replaced", "state-is-protected"]);
    expect(policiesOf(left).map(({ name }) => name)).toEqual([judgedLater, judgedLaterTotal]);
  });

  it("rejects a violation of a mandatory rule, with its fix", async () => {
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

  it("reports nothing for resources that pass", async () => {
    expect(await analyzed(policiesOf(one("no-privileged-containers")), [pod()])).toEqual([]);
  });

  it("defers rules on unknown inputs, names and counts them, and fails nothing", async () => {
    const policies = policiesOf(one("eks-api-is-private"));
    const found = await analyzed(policies, [cluster({ vpcConfig: { endpointPrivateAccess: unknown } })]);
    expect(found.map(({ policy, level, message }) => ({ policy, level, message }))).toEqual([
      {
        policy: judgedLater,
        level: "advisory",
        message: expect.stringContaining(
          "eks-api-is-private will be judged at up: vpcConfig.endpointPrivateAccess is not known yet",
        ),
      },
      {
        policy: judgedLaterTotal,
        level: "advisory",
        message: expect.stringContaining(
          "Verdicts deferred to a later gate: 1 (up: 1, admission: 0). Resources whose objects the cluster judges: 0",
        ),
      },
    ]);
  });

  it("judges deferred rules with their own configurations", async () => {
    const [rule] = one("eks-api-is-private");
    if (rule?.about !== "resource") throw new Error("the rule must be on AWS resources");
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
      [judgedLater, "eks-api-is-private will be judged at up: waits for three"],
      [
        judgedLaterTotal,
        "Verdicts deferred to a later gate: 1 (up: 1, admission: 0). Resources whose objects the cluster judges: 0",
      ],
    ]);
  });

  it("shows no secret values in messages", async () => {
    const image = "registry.example.com/secret-image";
    const policies = policiesOf(rules);
    const hidden = pod({ containers: { main: { image, securityContext: { privileged: true } } } });
    const inputs = JSON.parse(JSON.stringify(hidden.inputs), (key, value) => (key === "image" ? secret(value) : value));
    const found = await analyzed(policies, [{ ...hidden, inputs }]);
    expect(found.length).toBeGreaterThan(0);
    for (const { message } of found) expect(message).not.toContain(image);
  });

  it("has a schema for the environment and for the values that each rule reads", () => {
    for (const policy of policiesOf(rules)) {
      const rule = rules.find(({ name }) => policy.name === name || policy.name === `${name}-advice`);
      if (!rule) continue;
      const properties = policy.configSchema?.properties ?? {};
      expect(Object.keys(properties)).toEqual(["environment", ...(rule.reads ?? [])]);
      for (const property of Object.values(properties)) expect(property).toHaveProperty("description");
    }
  });

  it("reports a rule that throws as an error and continues", async () => {
    const [rule] = one("eks-api-is-private");
    if (rule?.about !== "resource") throw new Error("the rule must be on AWS resources");
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
