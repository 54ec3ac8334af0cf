import { describe, expect, it } from "vitest";
import {
  backendConnectionsSpec,
  gatewayIdleSeconds,
  loadBalancerIdleSeconds,
  longestRequestSeconds,
  serverKeepAliveSeconds,
} from "../../../components/ingressGateway/connections";

describe("connections through the gateway", () => {
  it("are closed by the gateway before uvicorn closes them, which is after five seconds without a request", () => {
    expect(serverKeepAliveSeconds).toBe(5);
    expect(gatewayIdleSeconds).toBeGreaterThan(0);
    expect(gatewayIdleSeconds).toBeLessThan(serverKeepAliveSeconds);
  });

  it("outlive the longest request and Envoy's limit of an hour at the load balancer, within the bounds of AWS", () => {
    expect(loadBalancerIdleSeconds).toBeGreaterThan(Math.max(longestRequestSeconds, 3600));
    expect(loadBalancerIdleSeconds).toBeLessThanOrEqual(6000);
  });

  it("have one rule for all servers, which only the gateway reads", () => {
    expect(backendConnectionsSpec()).toEqual({
      host: "*.svc.cluster.local",
      exportTo: ["."],
      trafficPolicy: { connectionPool: { http: { idleTimeout: "3s" } } },
    });
  });
});
