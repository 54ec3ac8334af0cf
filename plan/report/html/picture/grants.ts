import { unknownsIn } from "../../../../core/graph/tokens";
import type { Json, JsonObject } from "../../../../core/json/json";
import { textOf, textOrEmpty } from "../../../../core/json/reading";
import type { PlannedResource } from "../../../document";
import { grantsByRole, statements } from "../access";
import type { PageModel } from "../pageModel";
import type { Parts } from "./parts";
import { secretsManager } from "./picture";
import type { Reason } from "./reason";

const association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const storeType = /^kubernetes:external-secrets\.io.*:(Cluster)?SecretStore$/;

/**
 * Connections to buckets, queues and secrets: Pod Identity gives a role to pods, and policies give permissions to the
 * role.
 */
export function grantEdges(model: PageModel, parts: Parts): Reason[] {
  const grants = grantsByRole(model);
  const roles = new Map(
    model.custom
      .filter(({ type }) => type === "aws:iam/role:Role")
      .map((role) => [textOrEmpty(role.inputs.name), role]),
  );
  const roleOf = (arn: Json | undefined) => roles.get(textOrEmpty(arn).replace(/^.*:role\/(.*\/)?/, ""));
  const allowedBy = (role: PlannedResource) =>
    (grants.get(role.urn) ?? []).flatMap((grant) =>
      statements(grant.inputs.policy).map((one) => ({ grant, ...read(one) })),
    );

  return model.custom
    .filter(({ type }) => type === association)
    .flatMap((pods) => {
      const from = parts.ownerOf(pods.urn);
      const role = roleOf(pods.inputs.roleArn);
      if (from === undefined || role === undefined) return [];
      return allowedBy(role).flatMap(({ grant, actions, resources }): Reason[] => {
        const evidence = [pods.urn, grant.urn];
        if (actions.some((action) => action.startsWith("sts:AssumeRole")))
          return storeEdges(model, parts, from, resources, evidence, roleOf);
        return targets(model, parts, actions, resources).map((target) => ({ from, evidence, ...target }));
      });
    });
}

/**
 * SecretStores whose role the pods may assume: the pods read secrets with it and write them to the store's namespace.
 */
function storeEdges(
  model: PageModel,
  parts: Parts,
  from: string,
  patterns: readonly string[],
  evidence: readonly string[],
  roleOf: (arn: Json | undefined) => PlannedResource | undefined,
): Reason[] {
  const grants = grantsByRole(model);
  return model.custom
    .filter(({ type }) => storeType.test(type))
    .flatMap((store): Reason[] => {
      const arn = textOf(store.inputs, "spec", "provider", "aws", "role");
      const role = roleOf(arn);
      if (arn === undefined || role === undefined || !patterns.some((pattern) => matches(pattern, arn))) return [];
      const to = parts.ownerOf(store.urn);
      const own = grants.get(role.urn) ?? [];
      const names = own
        .flatMap((grant) => statements(grant.inputs.policy).map(read))
        .filter(({ actions }) => actions.some((action) => action.startsWith("secretsmanager:")));
      const prefixes = names.flatMap(({ resources }) => resources.map((one) => one.replace(/^.*:secret:/, "")));
      const text = prefixes.join(", ");
      const all = [store.urn, ...evidence, ...own.map(({ urn }) => urn)];
      return [
        { from, to: secretsManager, kind: "secrets", text: `reads ${text}`, evidence: all },
        ...(to === undefined
          ? []
          : [{ from, to, kind: "secrets" as const, text: `writes Secrets of ${text}`, evidence: [store.urn] }]),
      ];
    });
}

/** The parts that a statement gives access to. */
function targets(
  model: PageModel,
  parts: Parts,
  actions: readonly string[],
  resources: readonly string[],
): Pick<Reason, "to" | "kind" | "text">[] {
  const service = actions[0]?.split(":")[0] ?? "";
  if (service === "secretsmanager") return [{ to: secretsManager, kind: "secrets", text: "reads a secret" }];
  if (!["s3", "sqs"].includes(service)) return [];
  const verbs = verbsOf(actions);
  if (verbs === "") return [];
  return resources.flatMap((one) => {
    const urn = unknownsIn(one)[0]?.urn ?? bucketUrn(model, one);
    const to = urn && parts.ownerOf(urn);
    if (to === undefined || to === "") return [];
    const path = one.replace(/^arn:[^/]*\/?/, "");
    return [
      {
        to,
        kind: service === "s3" ? ("artifacts" as const) : ("requests" as const),
        text: [verbs, path].filter(Boolean).join(" "),
      },
    ];
  });
}

/** `reads and writes`: from the names of actions. Empty for actions that only list. */
function verbsOf(actions: readonly string[]): string {
  const reads = actions.some((action) => /:(Get|Receive|\*)/.test(action) && !/:GetBucket/.test(action));
  const writes = actions.some((action) => /:(Put|Send|Delete|\*)/.test(action));
  return [reads ? "reads" : "", writes ? "writes" : ""].filter(Boolean).join(" and ");
}

function bucketUrn(model: PageModel, arn: string): string | undefined {
  const [, name] = /^arn:[^:]*:s3:::([^/]+)/.exec(arn) ?? [];
  return model.custom.find(({ type, inputs }) => type === "aws:s3/bucket:Bucket" && inputs.bucket === name)?.urn;
}

function read({ Effect, Action, Resource }: JsonObject): { actions: string[]; resources: string[] } {
  if (Effect !== "Allow") return { actions: [], resources: [] };
  return { actions: texts(Action), resources: texts(Resource) };
}

function texts(value: Json | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");
}

/** Matches an ARN with the wildcards of IAM. */
function matches(pattern: string, arn: string): boolean {
  const source = pattern
    .split("*")
    .map((part) => part.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("?", "."))
    .join(".*");
  return new RegExp(`^${source}$`).test(arn);
}
