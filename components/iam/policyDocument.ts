import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** A statement of an IAM policy. */
export type PolicyStatement = aws.iam.PolicyStatement;

/** Returns a policy document as JSON text, for roles, keys, endpoints, buckets and queues. */
export function policyDocument(statements: pulumi.Input<readonly PolicyStatement[]>): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}

/** Returns the trust statement that lets an AWS service assume a role. */
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
