import { describe, expect, it } from "vitest";
import { loadBalancers } from "../../../sandbox/controllers/loadBalancers";
import { laboratory } from "./fakeCluster";

const service = { apiVersion: "v1", kind: "Service", name: "gateway", namespace: "istio-ingress" };
const finalizer = "service.k8s.aws/resources";

function fields(spec: Record<string, string>, annotations: Record<string, string> = {}) {
  return { metadata: { annotations }, spec: { type: "LoadBalancer", ...spec } };
}

describe("load-balancers", () => {
  it.each([
    ["internal", {}],
    ["internet-facing", { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing" }],
  ])("gives an %s Service a name and interfaces in matching subnets", async (scheme, annotations) => {
    const context = laboratory();
    context.api.put(service, fields({ loadBalancerClass: "service.k8s.aws/nlb" }, annotations));
    await loadBalancers.reconcile(context);

    const found = await context.api.read(service);
    expect(found?.metadata.finalizers).toEqual([finalizer]);
    expect(found?.status).toEqual({
      loadBalancer: {
        ingress: [
          {
            hostname: expect.stringMatching(
              /^k8s-istioing-gateway-[0-9a-f]{10}-[0-9a-f]{16}\.elb\.us-west-2\.amazonaws\.com$/,
            ),
          },
        ],
      },
    });
    const tier = scheme === "internal" ? "private" : "public";
    expect([...context.cloud.interfaces]).toEqual([
      [
        expect.stringMatching(/^eni-[0-9a-f]{17}$/),
        {
          subnetIds: [`subnet-${tier}-a`, `subnet-${tier}-b`],
          owner: "load balancer of Service istio-ingress/gateway",
        },
      ],
    ]);

    const before = context.api.changes.length;
    await loadBalancers.reconcile(context);
    expect(context.api.changes.length).toBe(before);
  });

  it("deletes the interfaces before it releases the Service", async () => {
    const context = laboratory();
    context.api.put(service, fields({}));
    await loadBalancers.reconcile(context);
    await context.api.delete(service);
    expect(await context.api.read(service)).toBeDefined();
    await loadBalancers.reconcile(context);
    expect(context.cloud.interfaces.size).toBe(0);
    expect(await context.api.read(service)).toBeUndefined();
  });

  it("releases a Service that no longer has the type LoadBalancer", async () => {
    const context = laboratory();
    context.api.put(service, fields({}));
    await loadBalancers.reconcile(context);
    await context.api.patch(service, { spec: { type: "ClusterIP" } });
    await loadBalancers.reconcile(context);
    const found = await context.api.read(service);
    expect(found?.metadata.finalizers).toEqual([]);
    expect(found?.status).toEqual({});
    expect(context.cloud.interfaces.size).toBe(0);
  });

  it("ignores other classes and types", async () => {
    const context = laboratory();
    context.api.put(service, fields({ loadBalancerClass: "tailscale" }));
    context.api.put({ ...service, name: "internal" }, fields({ type: "ClusterIP" }));
    await loadBalancers.reconcile(context);
    expect(context.api.changes).toEqual([]);
  });

  it("reports the tag that no subnet has", async () => {
    const context = laboratory();
    context.cloud.allSubnets = [];
    context.api.put(service, fields({}));
    await expect(loadBalancers.reconcile(context)).rejects.toThrow(
      "Service istio-ingress/gateway is internal, and no subnet has the tag kubernetes.io/role/internal-elb",
    );
  });
});
