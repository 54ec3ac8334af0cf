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
 * Who a token stands for, as EKS decides: by an access entry. Its groups are the entry's, and one for each access policy
 * of the whole cluster, to which the sandbox binds what the policy allows.
 */
export function reviewToken({ apiVersion, kind, spec }: z.output<typeof tokenReviewRequest>, cloud: CloudView) {
  const user = userOf(spec.token, cloud);
  const status = user
    ? { authenticated: true, user }
    : { authenticated: false, error: "no access entry of the cluster is for the token's role" };
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
