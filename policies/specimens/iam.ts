import { resource } from "../specimen";
import type { Subject } from "../subject";
import { tags } from "./baseStack";
import { type Fields, merged } from "./mergeFields";

export interface Statement {
  readonly [field: string]: unknown;
}

/** A document with these statements. */
export function document(...statements: Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A statement that keeps every rule: a team's models are read. */
export const readModels: Statement = {
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::mlops-artifacts/teams/vision/*",
};

/** A role's policy. */
export function rolePolicy(policy: string): Subject {
  return resource("aws:iam/rolePolicy:RolePolicy", "serving", { role: "mlops-serving", policy });
}

/** Trust in the pods of one service account: it keeps every rule. */
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

/** A role that keeps every rule but where `changes`, or whom it trusts, break one. */
export function role(changes: Fields = {}, trust: string = document(podTrust)): Subject {
  return resource(
    "aws:iam/role:Role",
    "serving",
    merged({ name: "mlops-serving", assumeRolePolicy: trust, tags }, changes),
  );
}
