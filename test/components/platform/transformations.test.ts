import { readFileSync } from "node:fs";
import path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { MlPlatform } from "../../../components/platform/platform";
import type { Registration } from "../../../core/graph/registration";
import { fixtureSettings } from "../../fixtures/fixtures";
import { root } from "../../support/plan";
import { all, recordComponent } from "../../support/record";

const settings = fixtureSettings("everything");

/** The transformation that docs/extending.md shows. */
const keepQueueMessagesLonger: pulumi.ResourceTransformation = ({ type, props, opts }) =>
  type === "aws:sqs/queue:Queue" ? { props: { ...props, messageRetentionSeconds: 600 }, opts } : undefined;

describe("the changes that docs/extending.md shows", () => {
  let resources: Registration[] = [];

  beforeAll(async () => {
    resources = await recordComponent(
      () =>
        new MlPlatform(
          "p",
          { settings, guardrails: [], transform: { network: { vpc: { enableNetworkAddressUsageMetrics: true } } } },
          { transformations: [keepQueueMessagesLonger] },
        ),
    );
  });

  it("change the VPC by a transform", () => {
    expect(all(resources, "aws:ec2/vpc:Vpc").map(({ inputs }) => inputs.enableNetworkAddressUsageMetrics)).toEqual([
      true,
    ]);
  });

  it("change the interruption queue by a transformation of the platform", () => {
    expect(all(resources, "aws:sqs/queue:Queue").map(({ inputs }) => inputs.messageRetentionSeconds)).toEqual([600]);
  });

  it("are those of the page", () => {
    const page = readFileSync(path.join(root, "docs/extending.md"), "utf8").replace(/\s+/g, " ");
    expect(page).toContain("transform: { network: { vpc: { enableNetworkAddressUsageMetrics: true } } }");
    expect(page).toContain(
      'type === "aws:sqs/queue:Queue" ? { props: { ...props, messageRetentionSeconds: 600 }, opts } : undefined',
    );
    expect(page).toContain("{ transformations: [keepQueueMessagesLonger] }");
  });
});
