import { beforeAll, describe, expect, it } from "vitest";
import { ModelService } from "../../../components/workloads/modelService/modelService";
import type { Registration } from "../../../core/graph/registration";
import { modelServiceWorkload, workloadLabel } from "../../../core/kubernetes/labels";
import { servedModel } from "../../../policies/kubernetes/servedModels";
import { subject } from "../../../policies/subject";
import { only, recordComponent } from "../../support/record";
import { teamWorkspace } from "../../support/workspace";

/** Rules identify a `ModelService` only by a label, so a changed label would bypass them. */
describe("the Deployment of a ModelService", () => {
  let deployment: Registration;

  beforeAll(async () => {
    const resources = await recordComponent(
      () =>
        new ModelService("churn", {
          workspace: teamWorkspace(),
          image: "registry.example/churn-server:1.4.0",
          model: { name: "churn", version: 3, digest: `sha256:${"0a".repeat(32)}` },
        }),
    );
    deployment = only(resources, "kubernetes:apps/v1:Deployment");
  });

  it("has the label that rules read, on itself and on its pods", () => {
    const label = { labels: { [workloadLabel]: modelServiceWorkload } };
    expect(deployment.inputs).toMatchObject({ metadata: label, spec: { template: { metadata: label } } });
  });

  it("counts as a served model", () => {
    expect(servedModel(subject(deployment))).toMatchObject({
      name: "churn",
      deployments: ["churn"],
      podLabels: { [workloadLabel]: modelServiceWorkload },
    });
  });
});
