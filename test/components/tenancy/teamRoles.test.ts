import { describe, expect, it } from "vitest";
import { services } from "../../../components/services/catalogue";
import { type AccessLevel, teamGroup, teamRules } from "../../../components/tenancy/teamRoles";
import type { ServiceFacts } from "../../../core/services/serviceFacts";

/** Whether a level of access may do something, as Kubernetes decides it. */
function may(access: AccessLevel, verb: string, group: string, resource: string): boolean {
  return teamRules[access].some(
    ({ apiGroups, resources, verbs }) =>
      apiGroups.includes(group) && resources.includes(resource) && verbs.includes(verb),
  );
}

const writing = ["create", "update", "patch", "delete"];

const seen = ["get", "list", "watch"];
const written = [...seen, ...writing];

/**
 * Rights of engineers to change something, and to see Kubernetes' own, each of which somebody has decided on. What they
 * see of services' kinds is a column of docs/kinds.md, where a new one is reviewed.
 */
const engineerRights: Readonly<Record<string, readonly string[]>> = {
  configmaps: written,
  persistentvolumeclaims: written,
  "batch/cronjobs": written,
  "batch/jobs": written,
  "kubeflow.org/pytorchjobs": written,
  "kubeflow.org/tfjobs": written,
  "serving.kserve.io/inferenceservices": written,
  "trainer.kubeflow.org/trainjobs": written,
  pods: [...seen, "delete"],
  "pods/log": ["get"],
  "metrics.k8s.io/pods": ["get", "list"],
  endpoints: seen,
  events: seen,
  limitranges: seen,
  replicationcontrollers: seen,
  resourcequotas: seen,
  serviceaccounts: seen,
  services: seen,
  "apps/daemonsets": seen,
  "apps/deployments": seen,
  "apps/replicasets": seen,
  "apps/statefulsets": seen,
  "autoscaling/horizontalpodautoscalers": seen,
  "discovery.k8s.io/endpointslices": seen,
  "events.k8s.io/events": seen,
  "networking.k8s.io/networkpolicies": seen,
  "policy/poddisruptionbudgets": seen,
};

/** A level's rights, one by one: `group/resource verb`. */
function rightsOf(access: AccessLevel): string[] {
  return teamRules[access].flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) => verbs.map((verb) => `${group === "" ? "" : `${group}/`}${resource} ${verb}`)),
    ),
  );
}

function oneByOne(rights: typeof engineerRights): string[] {
  return Object.entries(rights).flatMap(([resource, verbs]) => verbs.map((verb) => `${resource} ${verb}`));
}

/** Rights to see kinds of services. */
function seenOfServices(): string[] {
  const rows = Object.values<ServiceFacts>(services).flatMap(({ kinds }) => kinds);
  const visible = rows.filter(({ namespaced, teams }) => namespaced && teams === "view");
  return visible.flatMap(({ group, plural }) => seen.map((verb) => `${group}/${plural} ${verb}`));
}

describe("teamRules", () => {
  it("give engineers exactly these permissions", () => {
    expect(rightsOf("engineer").sort()).toEqual([...oneByOne(engineerRights), ...seenOfServices()].sort());
  });

  it("give viewers the read-only permissions of engineers", () => {
    const decided = [...oneByOne(engineerRights), ...seenOfServices()];
    const reading = decided.filter((right) => seen.some((verb) => right.endsWith(` ${verb}`)));
    expect(rightsOf("viewer").sort()).toEqual(reading.sort());
  });

  it("are sorted by group and resource, regardless of the order of services", () => {
    const reading = teamRules.viewer.slice(0, -2);
    const groups = reading.flatMap(({ apiGroups }) => apiGroups);
    expect(groups).toEqual([...new Set(groups)].sort());
    for (const { resources } of reading) expect(resources).toEqual([...resources].sort());
  });

  it("have no wildcards and no verbs that escalate privileges", () => {
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
  ])("allow engineers to write %s %s and viewers to read them", (group, resource) => {
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
  ])("give no access to %s %s", (group, resource) => {
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
  ])("allow everyone to read %s %s and no one to write them", (group, resource) => {
    expect([may("engineer", "get", group, resource), may("viewer", "get", group, resource)]).toEqual([true, true]);
    for (const verb of writing) expect(may("engineer", verb, group, resource)).toBe(false);
  });

  it("do not include the creation of pods", () => {
    expect(["get", "delete", "create", "patch"].map((verb) => may("engineer", verb, "", "pods"))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([may("viewer", "get", "", "pods/log"), may("viewer", "delete", "", "pods")]).toEqual([true, false]);
  });
});

it("teamGroup returns a distinct name for each team and level, without a prefix that EKS reserves", () => {
  expect(teamGroup("vision", "engineer")).toBe("mlops:team:vision:engineer");
  expect(teamGroup("vision", "viewer")).not.toBe(teamGroup("vision", "engineer"));
  expect(teamGroup("vision", "viewer")).not.toMatch(/^(system|eks|aws|amazon|iam):/);
});
