import { z } from "zod";
import { textOrEmpty, textsOf } from "../../core/json/reading";
import { accessPolicyGroup, tokenPrefix } from "../controlPlane/authentication";
import type { CloudView } from "./resourceType";

export const tokenReviewRequest = z.object({
  apiVersion: z.literal("authentication.k8s.io/v1"),
  kind: z.literal("TokenReview"),
  spec: z.object({ token: z.string() }),
});

/**
 * Reviews a token as EKS does: the access entry of the token's role decides. The user has the groups of the entry, and
 * one group for each access policy of the whole cluster. The sandbox binds the policy's permissions to that group.
 */
export function reviewToken({ apiVersion, kind, spec }: z.output<typeof tokenReviewRequest>, cloud: CloudView) {
  const user = userOf(spec.token, cloud);
  const status = user
    ? { authenticated: true, user }
    : { authenticated: false, error: "the cluster has no access entry for the token's role" };
  return { apiVersion, kind, status };
}

function userOf(token: string, cloud: CloudView) {
  if (!token.startsWith(tokenPrefix)) return undefined;
  const roleArn = Buffer.from(token.slice(tokenPrefix.length), "base64url").toString("utf8");
  const entry = cloud.find("aws:eks/accessEntry:AccessEntry", "principalArn", roleArn);
  if (!entry || textOrEmpty(entry.outputs, "type") !== "STANDARD") return undefined;
  const policies = cloud
    .all("aws:eks/accessPolicyAssociation:AccessPolicyAssociation")
    .filter(({ outputs }) => outputs.principalArn === roleArn && outputs.clusterName === entry.outputs.clusterName)
    .filter(({ outputs }) => JSON.stringify(outputs.accessScope ?? null).includes('"cluster"'))
    .map(({ outputs }) => accessPolicyGroup(textOrEmpty(outputs, "policyArn").split("/").at(-1) ?? ""));
  return { username: roleArn, uid: roleArn, groups: [...textsOf(entry.outputs, "kubernetesGroups"), ...policies] };
}
