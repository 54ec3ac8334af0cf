import { describe, expect, it } from "vitest";
import type { Waiver } from "../../../components/settings/sections/guardrails";
import { evaluate } from "../../../policies/cel/environment";
import { type AdmissionArgs, type AdmissionPolicy, admissionPolicy } from "../../../policies/kubernetes/admission";
import { type KubernetesRule, kubernetesRule } from "../../../policies/rule";
import { context } from "../../../policies/specimens/baseStack";

/** test/e2e/guardrails.e2e.ts shows on a real API server that it accepts these policies and gives the same verdicts. */

const text = {
  name: "no-boats",
  title: 'Nothing floats, "nothing" at all',
  severity: "high",
  why: "Boats sink.",
  fix: "write a bridge",
  references: [],
  problem: "floats",
} as const;

/** A mandatory rule on team pods. */
const teams: KubernetesRule = kubernetesRule({
  ...text,
  enforcement: "mandatory",
  kinds: ["Pod", "Deployment", "Job"],
  scope: "teams",
  violations: `variables.mainContainers
    .map(c, c.name)`,
});

const args: AdmissionArgs = {
  context,
  waivers: [],
  today: "2027-01-01",
  namespaceLabels: { teams: "example.com/team", platform: "example.com/platform" },
};

function waiver(changes: Partial<Waiver>): Waiver {
  return { rule: "no-boats", resource: "Job/vision/ferry", reason: "it is a ferry", expires: "2027-03-31", ...changes };
}

function actions({ bindings }: AdmissionPolicy): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(bindings).map(([owner, { validationActions }]) => [owner, validationActions]),
  );
}

const rulesOf = (resources: readonly string[], apiGroup: string) => ({
  apiGroups: [apiGroup],
  apiVersions: ["*"],
  operations: ["CREATE", "UPDATE"],
  resources,
});

describe("a mandatory rule on teams' objects", () => {
  it("creates one policy and a binding that denies in team namespaces", () => {
    expect(admissionPolicy(teams, args)).toEqual({
      name: "no-boats.mlops.platform",
      annotations: { "mlops.platform/title": 'Nothing floats, "nothing" at all', "mlops.platform/why": "Boats sink." },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          resourceRules: [rulesOf(["pods"], ""), rulesOf(["deployments"], "apps"), rulesOf(["jobs"], "batch")],
        },
        matchConditions: [
          { name: "is-not-being-deleted", expression: "!has(object.metadata.deletionTimestamp)" },
          {
            name: "is-new-or-changed",
            expression: "request.operation != 'UPDATE' || object.?spec != oldObject.?spec",
          },
        ],
        variables: [
          {
            name: "podTemplate",
            expression:
              "object.kind == 'Pod' ? object : object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template : object.spec.template",
          },
          { name: "podSpec", expression: "variables.podTemplate.spec" },
          { name: "mainContainers", expression: "variables.podSpec.?containers.orValue([])" },
          { name: "violations", expression: "variables.mainContainers .map(c, c.name)" },
        ],
        validations: [
          {
            expression: "variables.violations.size() == 0",
            message: 'Nothing floats, "nothing" at all',
            messageExpression: '"floats: " + variables.violations.join(", ") + ". Fix: write a bridge"',
            reason: "Forbidden",
          },
        ],
      },
      bindings: {
        teams: {
          policyName: "no-boats.mlops.platform",
          validationActions: ["Deny", "Audit"],
          matchResources: {
            namespaceSelector: { matchExpressions: [{ key: "example.com/team", operator: "Exists" }] },
            resourceRules: [
              rulesOf(["pods", "pods/ephemeralcontainers"], ""),
              rulesOf(["deployments"], "apps"),
              rulesOf(["jobs"], "batch"),
            ],
          },
        },
      },
    });
  });

  it("warns in an environment where the rule is advisory", () => {
    const rule = { ...teams, enforcement: { dev: "advisory", staging: "mandatory", prod: "mandatory" } } as const;
    const reported = (["dev", "staging", "prod"] as const).map((environment) =>
      actions(admissionPolicy(rule, { ...args, context: { ...context, environment } })),
    );
    expect(reported).toEqual([
      { teams: ["Warn", "Audit"] },
      { teams: ["Deny", "Audit"] },
      { teams: ["Deny", "Audit"] },
    ]);
  });
});

describe("an advisory rule on all objects", () => {
  const rule = { ...teams, enforcement: "advisory", scope: "everywhere", kinds: ["Service"] } as const;

  it("warns in team and platform namespaces, and in no others", () => {
    const { bindings } = admissionPolicy({ ...rule, violations: () => "[]" }, args);
    expect(bindings).toEqual(
      Object.fromEntries(
        [
          ["teams", "example.com/team"],
          ["platform", "example.com/platform"],
        ].map(([owner, key]) => [
          owner,
          {
            policyName: "no-boats.mlops.platform",
            validationActions: ["Warn", "Audit"],
            matchResources: {
              namespaceSelector: { matchExpressions: [{ key, operator: "Exists" }] },
              resourceRules: [rulesOf(["services"], "")],
            },
          },
        ]),
      ),
    );
  });

  it("denies only in team namespaces if the rule is mandatory", () => {
    expect(actions(admissionPolicy({ ...rule, enforcement: "mandatory" }, args))).toEqual({
      teams: ["Deny", "Audit"],
      platform: ["Warn", "Audit"],
    });
  });
});

describe("a rule on cluster-scoped objects", () => {
  it.each(["everywhere", "teams", "platform"] as const)("denies nothing with the scope %s", (scope) => {
    const policy = admissionPolicy({ ...teams, scope, kinds: ["NodePool", "ClusterRole"] }, args);
    expect(actions(policy)).toEqual({ platform: ["Warn", "Audit"] });
    expect(policy.bindings.platform?.matchResources.resourceRules).toEqual([
      rulesOf(["nodepools"], "karpenter.sh"),
      rulesOf(["clusterroles"], "rbac.authorization.k8s.io"),
    ]);
  });

  it("denies namespaced kinds of the same rule in team namespaces", () => {
    const kinds = ["RoleBinding", "ClusterRoleBinding"] as const;
    const { bindings } = admissionPolicy({ ...teams, scope: "everywhere", kinds }, args);
    const group = "rbac.authorization.k8s.io";
    expect(bindings.teams?.validationActions).toEqual(["Deny", "Audit"]);
    expect(bindings.teams?.matchResources.resourceRules).toEqual([rulesOf(["rolebindings"], group)]);
    expect(bindings.platform?.validationActions).toEqual(["Warn", "Audit"]);
    expect(bindings.platform?.matchResources.resourceRules).toEqual([
      rulesOf(["rolebindings", "clusterrolebindings"], group),
    ]);
  });

  it("selects Namespace objects by their own labels", () => {
    expect(actions(admissionPolicy({ ...teams, kinds: ["Namespace"] }, args))).toEqual({ teams: ["Deny", "Audit"] });
  });
});

describe("other scopes", () => {
  it("warns in platform namespaces for rules on platform objects", () => {
    expect(actions(admissionPolicy({ ...teams, scope: "platform" }, args))).toEqual({ platform: ["Warn", "Audit"] });
  });

  it("warns in the namespace default, which it selects by name", () => {
    const { bindings } = admissionPolicy({ ...teams, scope: "default" }, args);
    expect(Object.keys(bindings)).toEqual(["default"]);
    expect(bindings.default).toMatchObject({
      validationActions: ["Warn", "Audit"],
      matchResources: {
        namespaceSelector: {
          matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["default"] }],
        },
      },
    });
  });
});

describe("a debug container", () => {
  const matched = (violations: string) =>
    admissionPolicy({ ...teams, kinds: ["Pod"], violations: () => violations }, args).spec.matchConstraints
      .resourceRules;

  it("is judged by rules that read it directly or through a variable", () => {
    const both = [rulesOf(["pods", "pods/ephemeralcontainers"], "")];
    expect(matched("variables.ephemeralContainers.map(c, c.name)")).toEqual(both);
    expect(matched("variables.containers.map(c, c.name)")).toEqual(both);
    expect(matched("variables.imageContainers.map(c, c.name)")).toEqual(both);
  });

  it("is not judged by other rules", () => {
    expect(matched("variables.sizedContainers.map(c, c.name)")).toEqual([rulesOf(["pods"], "")]);
  });
});

describe("conditions", () => {
  const conditions = (rule: typeof teams, waivers: readonly Waiver[] = [], today = "2027-01-01") =>
    admissionPolicy(rule, { ...args, waivers, today }).spec.matchConditions.slice(1);

  it("compare the parts that the rule names", () => {
    expect(conditions({ ...teams, parts: ["metadata.labels", "rules"] })).toEqual([
      {
        name: "is-new-or-changed",
        expression:
          "request.operation != 'UPDATE' || object.?metadata.?labels != oldObject.?metadata.?labels || object.?rules != oldObject.?rules",
      },
    ]);
  });

  it("also compare the metadata of a Pod if the rule reads pod annotations", () => {
    const rule = { ...teams, violations: () => "variables.podAnnotations.map(k, k)" };
    const ofSpec = "request.operation != 'UPDATE' || object.?spec != oldObject.?spec";
    expect(conditions(rule).map(({ expression }) => expression)).toEqual([
      `${ofSpec} || object.kind == 'Pod' && object.?metadata.?annotations != oldObject.?metadata.?annotations`,
    ]);
    expect(conditions({ ...rule, kinds: ["Deployment", "Job"] }).map(({ expression }) => expression)).toEqual([ofSpec]);
  });

  it("exempt objects waived as Kind/namespace/name and the objects that controllers create for them", () => {
    expect(conditions(teams, [waiver({}), waiver({ resource: "Pod/*/a.b-*" })]).slice(1)).toEqual([
      {
        name: "is-not-exempt-0",
        expression:
          '!(request.?namespace.orValue("").matches("^vision$") && (object.kind.matches("^Job$") && object.metadata.?name.orValue("").matches("^ferry$") || object.kind in ["Deployment", "Job", "Pod", "ReplicaSet", "StatefulSet"] && object.metadata.?name.orValue("").matches("^ferry-.*$")))',
      },
      {
        name: "is-not-exempt-1",
        expression:
          '!(request.?namespace.orValue("").matches("^.*$") && (object.kind.matches("^Pod$") && object.metadata.?name.orValue("").matches("^a\\\\.b-.*$") || object.kind in ["Deployment", "Job", "Pod", "ReplicaSet", "StatefulSet"] && object.metadata.?name.orValue("").matches("^a\\\\.b-.*-.*$")))',
      },
    ]);
  });

  /** Whether a waiver exempts an object from the rule in the cluster. */
  const passes = (resource: string, kind: string, name: string, namespace = "vision") => {
    const [, exempt] = conditions(teams, [waiver({ resource })]);
    return (
      evaluate(exempt?.expression ?? "", { request: { namespace }, object: { kind, metadata: { name } } }) === false
    );
  };

  it("exempt objects that a controller creates for a waived object without pods", () => {
    for (const kind of ["Deployment", "ReplicaSet", "Pod"])
      expect(passes("InferenceService/vision/main", kind, "main-predictor"), kind).toBe(true);
    expect(passes("Notebook/vision/main", "StatefulSet", "main-0")).toBe(true);
    expect(passes("InferenceService/vision/main", "Deployment", "maintenance")).toBe(false);
    expect(passes("InferenceService/vision/main", "DaemonSet", "main-predictor")).toBe(false);
    expect(passes("InferenceService/vision/main", "Deployment", "main-predictor", "risk")).toBe(false);
  });

  it("match the kind of a waiver as a wildcard, like the plan", () => {
    expect(passes("*/vision/agent", "DaemonSet", "agent")).toBe(true);
    expect(passes("*Set/vision/agent", "DaemonSet", "agent")).toBe(true);
    expect(passes("*Set/vision/agent", "CronJob", "agent")).toBe(false);
    expect(passes("Job/vision/agent", "CronJob", "agent")).toBe(false);
  });

  it("ignore waivers of other rules, waivers by logical name and expired waivers", () => {
    const others = [waiver({ rule: "no-rafts" }), waiver({ resource: "job-vision-ferry" })];
    expect(conditions(teams, others)).toHaveLength(1);
    expect(conditions(teams, [waiver({})], "2027-03-31")).toHaveLength(2);
    expect(conditions(teams, [waiver({})], "2027-04-01")).toHaveLength(1);
  });
});
