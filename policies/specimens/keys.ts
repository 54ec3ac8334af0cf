import { resource } from "../specimen";
import type { Subject } from "../subject";
import { tags } from "./baseStack";
import { type Fields, merged } from "./mergeFields";

export const keyArn = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555";

const goodKey = { description: "Data of the platform", enableKeyRotation: true, deletionWindowInDays: 30, tags };

/**
 * Returns a key that passes every rule unless `changes` violate one.
 *
 * @param policy Key policy. Without it, the key has a policy for the account.
 */
export function key(changes: Fields = {}, policy: object = keyPolicy()): Subject {
  return resource("aws:kms/key:Key", "data", merged({ ...goodKey, policy: JSON.stringify(policy) }, changes), {
    options: { protect: true },
  });
}

/** Returns the key policy of the account with further statements. */
export function keyPolicy(...statements: object[]): object {
  const administrators = {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
  };
  return { Version: "2012-10-17", Statement: [administrators, ...statements] };
}
