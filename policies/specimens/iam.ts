import { resource } from "../specimen";
import type { Subject } from "../subject";
import { tags } from "./baseStack";
import { type Fields, merged } from "./mergeFields";

export interface Statement {
  readonly [field: string]: unknown;
}

/** Returns a policy document as JSON text. */
export function document(...statements: Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A statement that passes every rule: it allows reading a team's models. */
export const readModels: Statement = {
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::mlops-artifacts/teams/vision/*",
};

/** Returns the policy of a role. */
export function rolePolicy(policy: string): Subject {
  return resource("aws:iam/rolePolicy:RolePolicy", "serving", { role: "mlops-serving", policy });
}

/** A trust statement for the pods of one service account. It passes every rule. */
export const podTrust: Statement = {
  Effect: "Allow",
  Principal: { Service: "pods.eks.amazonaws.com" },
  Action: ["sts:AssumeRole", "sts:TagSession"],
  Condition: {
    StringEquals: {
      "aws:SourceAccount": "111122223333",
      "aws:RequestTag/kubernetes-namespace": "vision",
      "aws:RequestTag/kubernetes-service-account": "serving",
    },
  },
};

/** Returns a role that passes every rule unless `changes` or its trust policy violate one. */
export function role(changes: Fields = {}, trust: string = document(podTrust)): Subject {
  return resource(
    "aws:iam/role:Role",
    "serving",
    merged({ name: "mlops-serving", assumeRolePolicy: trust, tags }, changes),
  );
}
