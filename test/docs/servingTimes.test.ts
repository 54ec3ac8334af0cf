import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  gatewayIdleSeconds,
  loadBalancerIdleSeconds,
  serverKeepAliveSeconds,
} from "../../components/ingressGateway/connections";
import { root } from "../support/plan";

describe("docs/workloads/serving.md", () => {
  const page = readFileSync(path.join(root, "docs/workloads/serving.md"), "utf8");

  it("has the times of connections that the gateway uses", () => {
    expect(page).toContain(`| load balancer | ${loadBalancerIdleSeconds} seconds,`);
    expect(page).toContain(`| gateway, to servers | ${gatewayIdleSeconds} seconds |`);
    expect(page).toContain(`| your server | ${serverKeepAliveSeconds} seconds or more`);
  });
});
