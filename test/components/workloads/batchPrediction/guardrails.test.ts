import { describe, expect, it } from "vitest";
import {
  BatchPrediction,
  type BatchPredictionArgs,
} from "../../../../components/workloads/batchPrediction/batchPrediction";
import { registryHost } from "../../../../core/aws/account";
import { planGuardrails } from "../../../../plan/guardrails";
import { failsPlan } from "../../../../policies/verdict";
import { fixtureSettings } from "../../../fixtures/fixtures";
import { recordComponent } from "../../../support/record";
import { teamWorkspace } from "../../../support/workspace";

const settings = fixtureSettings("prod");

/** What rules find in a prediction of its own team, in prod. That the cluster admits its pods is not shown here. */
async function found(changes: Partial<BatchPredictionArgs>) {
  const resources = await recordComponent(
    () =>
      new BatchPrediction("churn", {
        workspace: teamWorkspace(),
        image: `${registryHost(settings)}/${settings.name}/predictor:1.4.0`,
        command: ["python", "predict.py"],
        model: { name: "churn", version: 3, digest: `sha256:${"0a".repeat(32)}` },
        input: "batches/in",
        output: "batches/out",
        shards: 4,
        ...changes,
      }),
  );
  const own = new Set(resources.filter(({ name }) => /^churn(-|$)/.test(name)).map(({ urn }) => urn));
  const { verdicts, verdictCounts } = planGuardrails(settings, resources, "2027-01-01");
  return { judged: verdictCounts.total.pass, broken: verdicts.filter((one) => own.has(one.urn) && failsPlan(one)) };
}

describe("guardrails on a BatchPrediction", () => {
  it.each([
    ["on a schedule", { schedule: "0 3 * * *", timeZone: "Europe/Berlin" }],
    ["once", {}],
    ["once with an accelerator", { accelerator: "nvidia-l4" }],
  ])("%s are all kept that are mandatory", async (_, changes) => {
    const { judged, broken } = await found(changes);
    expect(judged).toBeGreaterThan(30);
    expect(broken).toEqual([]);
  });

  it("report an image from another registry", async () => {
    const { broken } = await found({ image: "registry.example/predictor:1.4.0" });
    expect(broken.map(({ rule }) => rule)).toContain("image-registries");
  });
});
