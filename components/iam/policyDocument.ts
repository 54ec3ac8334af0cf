import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** One statement of a policy, in IAM's own words. */
export type PolicyStatement = aws.iam.PolicyStatement;

/** A policy document as JSON text, for roles, keys, endpoints, buckets and queues alike. */
export function policyDocument(statements: readonly PolicyStatement[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}

/** Lets an AWS service assume a role. */
export function serviceTrust(
  service: `${string}.amazonaws.com`,
  options: { actions?: string[]; condition?: NonNullable<PolicyStatement["Condition"]> } = {},
): PolicyStatement {
  return {
    Effect: "Allow",
    Principal: { Service: service },
    Action: options.actions ?? ["sts:AssumeRole"],
    ...(options.condition && { Condition: options.condition }),
  };
}
