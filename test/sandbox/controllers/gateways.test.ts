import { describe, expect, it } from "vitest";
import { gateways } from "../../../sandbox/controllers/gateways";
import { loadBalancers } from "../../../sandbox/controllers/loadBalancers";
import { type Laboratory, laboratory } from "./fakeCluster";

const apiVersion = "gateway.networking.k8s.io/v1";
const gatewayClass = { apiVersion, kind: "GatewayClass", name: "istio" };
const gateway = { apiVersion, kind: "Gateway", name: "platform", namespace: "istio-ingress" };
const route = { apiVersion, kind: "HTTPRoute", name: "models", namespace: "team" };
const service = { apiVersion: "v1", kind: "Service", name: "proxies", namespace: "istio-ingress" };
const slice = {
  apiVersion: "discovery.k8s.io/v1",
  kind: "EndpointSlice",
  name: "proxies-x",
  namespace: "istio-ingress",
};

const host = "proxies.istio-ingress.svc.cluster.local";
const gatewaySpec = {
  gatewayClassName: "istio",
  addresses: [{ type: "Hostname", value: host }],
  listeners: [{ name: "https", port: 443 }],
};

function balance({ api }: Laboratory, type = "LoadBalancer", port = 443): void {
  api.put(service, { spec: { type, ports: [{ port }] } });
}

function serve({ api }: Laboratory, ready = true): void {
  const metadata = { labels: { "kubernetes.io/service-name": "proxies" } };
  api.put(slice, { metadata, endpoints: [{ conditions: { ready } }] });
}

async function statusOf(context: Laboratory, reference: typeof gateway | typeof gatewayClass) {
  return (await context.api.read(reference))?.status;
}

describe("gateways", () => {
  it("have a class that the controller creates and accepts", async () => {
    const context = laboratory();
    await gateways.reconcile(context);
    expect(await context.api.read(gatewayClass)).toMatchObject({
      spec: { controllerName: "istio.io/gateway-controller" },
      status: { conditions: [{ type: "Accepted", status: "True" }] },
    });
    await gateways.reconcile(context);
    expect(context.api.changes).toEqual(["create GatewayClass istio", "patch GatewayClass istio status"]);
  });

  it("are programmed after the load balancer of their Service has a name", async () => {
    const context = laboratory();
    context.api.put(gateway, { spec: gatewaySpec });
    balance(context);
    serve(context);
    await gateways.reconcile(context);
    expect(await statusOf(context, gateway)).toMatchObject({
      conditions: [
        { type: "Accepted", status: "True" },
        {
          type: "Programmed",
          status: "False",
          reason: "AddressNotAssigned",
          message: `Failed to assign to any requested addresses: address pending for hostname "${host}"`,
        },
      ],
    });

    await loadBalancers.reconcile(context);
    await gateways.reconcile(context);
    expect(await statusOf(context, gateway)).toMatchObject({
      addresses: [{ type: "Hostname", value: expect.stringMatching(/\.elb\.us-west-2\.amazonaws\.com$/) }],
      conditions: [
        { type: "Accepted", status: "True" },
        { type: "Programmed", status: "True", message: `Resource programmed, assigned to service(s) ${host}` },
      ],
    });
    const before = context.api.changes.length;
    await gateways.reconcile(context);
    expect(context.api.changes.length).toBe(before);
  });

  it.each<[string, string, (context: Laboratory) => void]>([
    [`hostname "${host}" not found`, "AddressNotUsable", () => undefined],
    [`port 443 not found for hostname "${host}"`, "AddressNotUsable", (context) => balance(context, "ClusterIP", 80)],
    [`no instances found for hostname "${host}"`, "AddressNotAssigned", (context) => balance(context, "ClusterIP")],
    [
      `no instances found for hostname "${host}"`,
      "AddressNotAssigned",
      (context) => {
        balance(context, "ClusterIP");
        serve(context, false);
      },
    ],
  ])("are not programmed, with the reason: %s", async (warning, reason, set) => {
    const context = laboratory();
    context.api.put(gateway, { spec: gatewaySpec });
    set(context);
    await gateways.reconcile(context);
    expect((await statusOf(context, gateway))?.conditions).toMatchObject([
      { status: "True" },
      { status: "False", reason, message: `Failed to assign to any requested addresses: ${warning}` },
    ]);
  });

  it("have the name of their Service as address if it has no load balancer", async () => {
    const context = laboratory();
    context.api.put(gateway, { spec: { ...gatewaySpec, addresses: [{ type: "Hostname", value: "proxies" }] } });
    balance(context, "ClusterIP");
    serve(context);
    await gateways.reconcile(context);
    expect(await statusOf(context, gateway)).toMatchObject({
      addresses: [{ type: "Hostname", value: host }],
      conditions: [{ status: "True" }, { status: "True" }],
    });
  });

  it("use the Service that istiod would create if they set no address", async () => {
    const context = laboratory();
    context.api.put(gateway, { spec: { gatewayClassName: "istio", listeners: [] } });
    await gateways.reconcile(context);
    expect((await statusOf(context, gateway))?.conditions).toMatchObject([
      { status: "True" },
      { message: expect.stringContaining('hostname "platform-istio.istio-ingress.svc.cluster.local" not found') },
    ]);
  });

  it("of other classes are ignored", async () => {
    const context = laboratory();
    context.api.put(gateway, { spec: { ...gatewaySpec, gatewayClassName: "envoy" } });
    context.api.put({ ...gatewayClass, name: "envoy" }, { spec: { controllerName: "envoy.example/gateway" } });
    await gateways.reconcile(context);
    expect(await statusOf(context, gateway)).toBeUndefined();
    expect(await statusOf(context, { ...gatewayClass, name: "envoy" })).toBeUndefined();
  });

  it("accept routes that name them, and keep the status that other controllers wrote", async () => {
    const context = laboratory();
    context.api.put(gateway, { spec: gatewaySpec });
    const ours = { name: "platform", namespace: "istio-ingress" };
    const elsewhere = { parentRef: { name: "envoy" }, controllerName: "envoy.example/gateway", conditions: [] };
    context.api.put(route, {
      spec: { parentRefs: [ours, { name: "platform" }, { kind: "Service", ...ours }] },
      status: { parents: [elsewhere] },
    });
    await gateways.reconcile(context);
    expect((await context.api.read(route))?.status).toEqual({
      parents: [
        elsewhere,
        {
          parentRef: ours,
          controllerName: "istio.io/gateway-controller",
          conditions: [
            expect.objectContaining({ type: "Accepted", status: "True" }),
            expect.objectContaining({ type: "ResolvedRefs", status: "True" }),
          ],
        },
      ],
    });
    const before = context.api.changes.length;
    await gateways.reconcile(context);
    expect(context.api.changes.length).toBe(before);
  });
});
