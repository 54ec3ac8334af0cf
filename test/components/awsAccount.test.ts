import { describe, expect, it } from "vitest";
import { iamArn, managedPolicyArn, partition, regionalArn } from "../../core/aws/account";

const account = { accountId: "111122223333", region: "us-west-2" };

describe("ARNs", () => {
  it("are correct for regional and global resources, and for AWS managed policies", () => {
    expect(regionalArn(account, "logs", "log-group:/x")).toBe("arn:aws:logs:us-west-2:111122223333:log-group:/x");
    expect(iamArn(account, "role/x")).toBe("arn:aws:iam::111122223333:role/x");
    expect(managedPolicyArn(account, "x")).toBe("arn:aws:iam::aws:policy/x");
  });

  it.each([
    ["us-west-2", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ])("of %s are in partition %s", (region, expected) => {
    expect(partition({ region })).toBe(expected);
    expect(iamArn({ ...account, region }, "root")).toBe(`arn:${expected}:iam::111122223333:root`);
  });
});
