import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  gatewayIdleSeconds,
  loadBalancerIdleSeconds,
  serverKeepAliveSeconds,
} from "../../components/ingressGateway/connections";
import { servingDeadlines } from "../../components/workloads/deadlines";
import { root } from "../support/plan";

describe("docs/workloads/serving.md", () => {
  const page = readFileSync(path.join(root, "docs/workloads/serving.md"), "utf8");

  it("has the times of connections that the gateway uses", () => {
    expect(page).toContain(`| load balancer | ${loadBalancerIdleSeconds} seconds,`);
    expect(page).toContain(`| gateway, to servers | ${gatewayIdleSeconds} seconds |`);
    expect(page).toContain(`| your server | ${serverKeepAliveSeconds} seconds or more`);
  });

  it("has the deadlines of a small and a large model", () => {
    const times = { requestSeconds: 60, shutdownSeconds: 30 };
    const small = servingDeadlines({ ...times, modelGibibytes: 5, loadSeconds: 60 });
    const large = servingDeadlines({ ...times, modelGibibytes: 140, loadSeconds: 900 });
    const columns = page
      .split("\n")
      .filter((line) => /\| \d+ s \| \d+ s \|$/.test(line))
      .map((line) =>
        line
          .split("|")
          .slice(3, 5)
          .map((cell) => cell.trim()),
      );
    const { startupFailureThreshold: _, ...written } = small;
    const keys = [
      "fetchSeconds",
      "startupSeconds",
      "podSeconds",
      "rolloutSeconds",
      "readinessSeconds",
      "deletionSeconds",
    ] as const;
    expect(Object.keys(written)).toEqual(keys);
    expect(columns).toEqual(keys.map((key) => [`${small[key]} s`, `${large[key]} s`]));
  });
});
