import * as aws from "@pulumi/aws";
import { describe, expect, it } from "vitest";
import { ModelService } from "../../../components/workloads/modelService/modelService";
import { TrainingJob } from "../../../components/workloads/trainingJob/trainingJob";
import { errorReport } from "../../../core/errors/errorReport";
import { duplicatesError } from "../../../plan/recorder/duplicates";
import { recordProgram } from "../../../plan/recorder/record";
import { planStack, root } from "../../support/plan";
import { only } from "../../support/record";
import { resource } from "../../support/registration";
import { teamWorkspace } from "../../support/workspace";

/** Returns the report of the error with which the program fails. */
async function reportOf(program: () => object): Promise<ReturnType<typeof errorReport>> {
  try {
    await recordProgram({
      project: "mlops",
      stack: "test",
      root,
      config: {},
      secretKeys: [],
      program: async () => program(),
    });
  } catch (error) {
    return errorReport(error);
  }
  throw new Error("the program must fail");
}

const image = "registry.example/program:1.4.0";

describe("two resources with one URN", () => {
  it("are a mistake of the user, which names the kind, the name and the fix", async () => {
    const { text, usersMistake } = await reportOf(() => ({
      both: [new aws.ec2.Vpc("vpc", {}).id, new aws.ec2.Vpc("vpc", {}).id],
    }));
    expect(usersMistake).toBe(true);
    expect(text).toMatch(
      /^Vpc "vpc" has 1 problem:\n\n {2}logical name = "vpc"\n {4}must be unique: Vpc "vpc" is declared /,
    );
    expect(text).toContain("fix: give one of the two another logical name, the first argument, or another parent");
  });

  it("reports two workloads of one class and logical name once, without their objects", async () => {
    const { text, usersMistake } = await reportOf(() => {
      const workspace = teamWorkspace();
      new TrainingJob("mnist", { workspace, image });
      new TrainingJob("mnist", { workspace, image, name: "mnist-again" });
      return {};
    });
    expect(usersMistake).toBe(true);
    expect(text).toMatch(
      /^TrainingJob "mnist" has 1 problem:\n\n.*\n {4}must be unique: TrainingJob "mnist" is declared .*\n.*$/,
    );
  });

  it("reports all pairs together with wrong arguments", async () => {
    const { text, usersMistake } = await reportOf(() => {
      const workspace = teamWorkspace();
      const model = { name: "churn", version: 3, digest: `sha256:${"0a".repeat(32)}` };
      for (let copy = 0; copy < 2; copy++) {
        new TrainingJob("mnist", { workspace, image });
        new ModelService("churn", { workspace, image, model });
      }
      new TrainingJob("wrong", { workspace, image: "" });
      return {};
    });
    expect(usersMistake).toBe(true);
    expect(text.match(/^\w+ "\w+" has 1 problem:$/gm)?.sort()).toEqual([
      'ModelService "churn" has 1 problem:',
      'TrainingJob "mnist" has 1 problem:',
      'TrainingJob "wrong" has 1 problem:',
    ]);
  });

  it("names both lines", () => {
    const first = resource("mlops:index:TrainingJob", {}, { name: "mnist", source: "teams/vision.ts:12" });
    const error = duplicatesError([{ first, second: { ...first, source: "teams/vision.ts:40" } }], undefined);
    expect(errorReport(error).text).toContain(
      'must be unique: TrainingJob "mnist" is declared at teams/vision.ts:12 and at teams/vision.ts:40',
    );
    const inLoop = duplicatesError([{ first, second: first }], undefined);
    expect(errorReport(inLoop).text).toContain("is declared twice at teams/vision.ts:12");
  });

  it("returns the line of a workload in the team's file", async () => {
    const { source } = only(await planStack("dev"), "mlops:index:TrainingJob", "digits");
    expect(source).toMatch(/^test\/fixtures\/teams\/vision\.ts:\d+$/);
  });
});
