import { compareText, isJsonObject, type Json, type JsonObject } from "../../../core/json/json";
import type { PlannedResource } from "../../document";
import { resourcePath, valueText } from "../display";
import { type Content, type Html, html } from "./html";
import { type PageModel, resourceLink } from "./pageModel";

const grantTypes = new Set(["aws:iam/rolePolicy:RolePolicy", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"]);

/** Every IAM role with the principals that assume it and its permissions. */
export function access(model: PageModel): Content {
  const roles = model.custom.filter(({ type }) => type === "aws:iam/role:Role");
  if (roles.length === 0) return undefined;
  const grants = grantsByRole(model);
  return html`
<section id="access" aria-labelledby="access-title">
  <h2 id="access-title">Access</h2>
  <p class="note">Every IAM role of the plan. A role's details show each statement.</p>
  <div class="scroll" tabindex="0" role="region" aria-labelledby="access-title">
  <table>
    <thead><tr><th scope="col">Role</th><th scope="col">Assumed by</th><th scope="col">Permissions</th></tr></thead>
    <tbody>${roles.map((role) => roleRow(model, role, grants.get(role.urn) ?? []))}</tbody>
  </table>
  </div>
</section>`;
}

/** Policies of each role, by the role's URN. */
export function grantsByRole({ custom }: PageModel): ReadonlyMap<string, readonly PlannedResource[]> {
  const roles = custom.filter(({ type }) => type === "aws:iam/role:Role");
  const byName = new Map(roles.map((role) => [role.inputs.name, role.urn]));
  const grants = new Map<string, PlannedResource[]>();
  for (const grant of custom.filter(({ type }) => grantTypes.has(type))) {
    const role = byName.get(grant.inputs.role ?? null) ?? grant.propertyDependencies.role?.[0];
    if (role !== undefined) grants.set(role, [...(grants.get(role) ?? []), grant]);
  }
  return grants;
}

function roleRow(model: PageModel, role: PlannedResource, grants: readonly PlannedResource[]): Html {
  const trusted = statements(role.inputs.assumeRolePolicy).map(principalText);
  const services = actionCounts(grants.flatMap(({ inputs }) => statements(inputs.policy)));
  const managed = grants.flatMap(({ inputs }) =>
    inputs.policyArn ? [valueText(inputs.policyArn).replace(/^.*\//, "")] : [],
  );
  const may = [...services, ...managed];
  return html`<tr><th scope="row">${resourceLink(model, role.urn, resourcePath(model, role))}</th><td>${[...new Set(trusted)].join(", ")}</td><td>${
    may.length > 0
      ? html`<ul class="chips">${may.map((one) => html`<li>${one}</li>`)}</ul>`
      : "no permissions of its own"
  }</td></tr>`;
}

/** Statements of a policy's text. */
export function statements(policy: Json | undefined): JsonObject[] {
  if (typeof policy !== "string") return [];
  try {
    const { Statement }: JsonObject = JSON.parse(policy);
    return (Array.isArray(Statement) ? Statement : [Statement]).filter(isJsonObject);
  } catch {
    return [];
  }
}

/** `kube-system/ebs-csi-controller-sa` of a pod's role, else the service or the account. */
function principalText({ Principal, Condition }: JsonObject): string {
  const text = JSON.stringify(Condition ?? {});
  const [, namespace] = /kubernetes-namespace":\[?"([^"]+)"/.exec(text) ?? [];
  const [, account] = /kubernetes-service-account":\[?"([^"]+)"/.exec(text) ?? [];
  if (namespace && account) return `pods of ${namespace}/${account}`;
  const principals = isJsonObject(Principal) ? Object.values(Principal).flat() : [Principal ?? ""];
  return principals.map((one) => valueText(one)).join(", ");
}

/** `kms: 7 actions`. */
function actionCounts(allowed: readonly JsonObject[]): string[] {
  const actions = allowed
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap(({ Action }) => (Array.isArray(Action) ? Action : [Action ?? ""]))
    .map(String);
  const services = [...new Set(actions.map((action) => action.split(":")[0] ?? action))].sort(compareText);
  return services.map((service) => {
    const own = new Set(actions.filter((action) => action.startsWith(`${service}:`)));
    return own.size === 1 ? [...own].join("") : `${service}: ${own.size} actions`;
  });
}
