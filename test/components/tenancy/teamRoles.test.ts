import { describe, expect, it } from "vitest";
import { type AccessLevel, teamGroup, teamRules } from "../../../components/tenancy/teamRoles";

/** Whether a level of access may do something, as Kubernetes decides it. */
function may(access: AccessLevel, verb: string, group: string, resource: string): boolean {
  return teamRules[access].some(
    ({ apiGroups, resources, verbs }) =>
      apiGroups.includes(group) && resources.includes(resource) && verbs.includes(verb),
  );
}

const writing = ["create", "update", "patch", "delete"];

describe("teamRules", () => {
  it("have no wildcard, and no verb that gives more than it says", () => {
    for (const rules of Object.values(teamRules)) {
      for (const { apiGroups, resources, verbs } of rules) {
        expect([...apiGroups, ...resources, ...verbs]).not.toContain("*");
        for (const verb of ["bind", "deletecollection", "escalate", "impersonate"]) expect(verbs).not.toContain(verb);
      }
    }
  });

  it.each([
    ["batch", "jobs"],
    ["batch", "cronjobs"],
    ["trainer.kubeflow.org", "trainjobs"],
    ["kubeflow.org", "pytorchjobs"],
    ["kubeflow.org", "tfjobs"],
    ["serving.kserve.io", "inferenceservices"],
    ["", "configmaps"],
    ["", "persistentvolumeclaims"],
  ])("let engineers write %s %s and viewers read them", (group, resource) => {
    for (const verb of writing) {
      expect([may("engineer", verb, group, resource), may("viewer", verb, group, resource)]).toEqual([true, false]);
    }
    expect([may("engineer", "list", group, resource), may("viewer", "list", group, resource)]).toEqual([true, true]);
  });

  it.each([
    ["", "secrets"],
    ["", "pods/exec"],
    ["", "pods/attach"],
    ["", "pods/portforward"],
    ["", "pods/ephemeralcontainers"],
    ["", "serviceaccounts/token"],
    ["rbac.authorization.k8s.io", "roles"],
    ["rbac.authorization.k8s.io", "rolebindings"],
  ])("give nobody anything of %s %s", (group, resource) => {
    for (const verb of ["get", "list", "watch", ...writing]) {
      expect([may("engineer", verb, group, resource), may("viewer", verb, group, resource)]).toEqual([false, false]);
    }
  });

  it.each([
    ["", "resourcequotas"],
    ["", "limitranges"],
    ["", "serviceaccounts"],
    ["", "services"],
    ["apps", "deployments"],
    ["external-secrets.io", "externalsecrets"],
    ["external-secrets.io", "secretstores"],
    ["networking.k8s.io", "networkpolicies"],
  ])("let everybody see %s %s and nobody write them", (group, resource) => {
    expect([may("engineer", "get", group, resource), may("viewer", "get", group, resource)]).toEqual([true, true]);
    for (const verb of writing) expect(may("engineer", verb, group, resource)).toBe(false);
  });

  it("leave the making of pods to controllers", () => {
    expect(["get", "delete", "create", "patch"].map((verb) => may("engineer", verb, "", "pods"))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([may("viewer", "get", "", "pods/log"), may("viewer", "delete", "", "pods")]).toEqual([true, false]);
  });
});

it("teamGroup tells teams and levels apart, with a prefix that EKS does not keep for itself", () => {
  expect(teamGroup("vision", "engineer")).toBe("mlops:team:vision:engineer");
  expect(teamGroup("vision", "viewer")).not.toBe(teamGroup("vision", "engineer"));
  expect(teamGroup("vision", "viewer")).not.toMatch(/^(system|eks|aws|amazon|iam):/);
});
