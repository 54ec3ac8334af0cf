import { describe, expect, it } from "vitest";
import { ModelService, type ModelServiceArgs } from "../../../../components/workloads/modelService/modelService";
import { issuesOf } from "../../../support/issues";
import { only, recordComponent } from "../../../support/record";
import { teamWorkspace } from "../../../support/workspace";

function churn(changes: Partial<ModelServiceArgs>): ModelService {
  return new ModelService("churn-model", {
    workspace: teamWorkspace(),
    name: "churn",
    image: "registry.example/churn-server:1.4.0",
    model: { name: "churn", version: 3, digest: `sha256:${"0a".repeat(32)}` },
    ...changes,
  });
}

/** Returns the variables of the server by name. */
async function variables(changes: Partial<ModelServiceArgs>): Promise<Record<string, unknown>> {
  const deployment = only(await recordComponent(() => churn(changes)), "kubernetes:apps/v1:Deployment");
  const [server] = Object(deployment.inputs.spec).template.spec.containers;
  return Object.fromEntries(server.env.map(({ name, value }: { name: string; value: unknown }) => [name, value]));
}

const ofLog = ([name]: [string, unknown]) => name.startsWith("PREDICTION_LOG_") || name.endsWith("_REGION");

describe("predictionLog of a ModelService", () => {
  it("gives the server the folder of the model, the region, and what to write", async () => {
    const log = { sampleRate: 0.25, fields: ["contract", "support calls"], retentionDays: 90 } as const;
    expect(Object.fromEntries(Object.entries(await variables({ predictionLog: log })).filter(ofLog))).toEqual({
      AWS_REGION: "us-west-2",
      AWS_DEFAULT_REGION: "us-west-2",
      PREDICTION_LOG_FIELDS: "contract,support calls",
      PREDICTION_LOG_RETENTION_DAYS: "90",
      PREDICTION_LOG_SAMPLE_RATE: "0.25",
      PREDICTION_LOG_URI: "s3://mlops-111122223333-us-west-2-artifacts/teams/vision/predictions/churn",
    });
  });

  it("writes all requests without their features for 30 days by default", async () => {
    expect(await variables({ predictionLog: {} })).toMatchObject({
      PREDICTION_LOG_FIELDS: "",
      PREDICTION_LOG_RETENTION_DAYS: "30",
      PREDICTION_LOG_SAMPLE_RATE: "1",
    });
  });

  it("writes nothing without the argument", async () => {
    expect(Object.entries(await variables({})).filter(ofLog)).toEqual([]);
  });

  it("reports all problems at once", async () => {
    expect(
      await issuesOf(() =>
        churn({
          predictionLog: { sampleRate: 0, fields: ["a,b", " c"], retentionDays: JSON.parse("31") },
        }),
      ),
    ).toEqual([
      "predictionLog.sampleRate: must be a number above 0 and at most 1; use a share such as 0.1, or remove predictionLog to write nothing",
      "predictionLog.fields[0]: must be the name of a column without commas; write the name of a column of the model, without spaces around it",
      "predictionLog.fields[1]: must be the name of a column without commas; write the name of a column of the model, without spaces around it",
      "predictionLog.retentionDays: must be one of 7, 30, 90, 180, 365; use one of them",
    ]);
    expect(
      await issuesOf(() =>
        churn({ predictionLog: { fields: ["*", "calls"] }, environment: { PREDICTION_LOG_URI: "s3://mine/log" } }),
      ),
    ).toEqual([
      'predictionLog.fields: must have no other column beside *, which is all of them; write ["*"], or list columns without *',
      "environment.PREDICTION_LOG_URI: must not be set: the platform sets it; remove it",
    ]);
    expect(await issuesOf(() => churn({ environment: { PREDICTION_LOG_URI: "/tmp/log" } }))).toEqual([]);
  });
});
