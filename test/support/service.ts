import type { Ready, ServiceContext } from "../../components/service";

/** A service that is ready. */
export const there: Ready = { ready: [] };

/** Returns the context of a service in a test. */
export function serviceContext(changes: Partial<ServiceContext> = {}): ServiceContext {
  return {
    account: { accountId: "111122223333", region: "us-west-2" },
    clusterName: "test",
    mirror: {},
    replicas: 2,
    network: { serviceCidr: "172.20.0.0/16", controlPlaneCidrs: ["10.0.160.0/22"] },
    metrics: { serviceMonitors: true },
    tags: {},
    deletionProtection: false,
    controlPlane: [],
    cluster: [],
    options: {},
    ...changes,
  };
}
