import * as aws from "@pulumi/aws";
import { describe, expect, it } from "vitest";
import { ArgumentsError, reportAfterProgram } from "../../../core/errors/afterProgram";
import { UserError } from "../../../core/errors/userError";
import { formatPath } from "../../../core/schema/issue";
import { recordProgram } from "../../../plan/recorder/record";
import { root } from "../../support/plan";

function report(source: string): void {
  const issues = [{ path: ["size"], value: "x", message: "must be a number, not text", fix: "write a number" }];
  reportAfterProgram({ source, issues, formatPath });
}

function record(program: () => object) {
  const options = { project: "mlops", stack: "test", root, config: {}, secretKeys: [] };
  return recordProgram({ ...options, program: async () => program() });
}

describe("errors in parts of a program", () => {
  it("are reported after the program has run, in one user error", async () => {
    const steps: string[] = [];
    const found = record(() => {
      report('Note "one"');
      steps.push("after the first");
      report('Note "two"');
      steps.push("end");
      return { arn: new aws.ec2.Vpc("vpc", {}).arn };
    }).catch((error: unknown) => error);
    const error = await found;
    expect(steps).toEqual(["after the first", "end"]);
    expect(error).toBeInstanceOf(ArgumentsError);
    expect(error).toBeInstanceOf(UserError);
    expect(String(Object(error).message).split("\n\n")).toEqual([
      'Note "one" has 1 problem:',
      '  size = "x"\n    must be a number, not text\n    fix: write a number',
      'Note "two" has 1 problem:',
      '  size = "x"\n    must be a number, not text\n    fix: write a number',
    ]);
  });

  it("are not kept for the next program of the process", async () => {
    await expect(record(() => ({}))).resolves.toHaveLength(1);
    await expect(
      record(() => {
        report('Note "three"');
        return {};
      }),
    ).rejects.toThrow(/^Note "three" has 1 problem:/);
  });

  it("do not hide an error that the program throws", async () => {
    const throwing = record(() => {
      report('Note "four"');
      throw new Error("out of flour");
    });
    await expect(throwing).rejects.toThrow("out of flour");
    await expect(record(() => ({}))).resolves.toHaveLength(1);
  });
});
