import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../../core/json/json";
import type { KubernetesObject } from "../kubernetes/client";
import { type Condition, conditionsFor } from "./conditions";
import type { Controller, ControllerContext, KubernetesApi } from "./controller";
import { forEach, generationOf, isDeleting, type Kind, referenceOf } from "./objects";

const group = "gateway.networking.k8s.io";
const classKind: Kind = { apiVersion: `${group}/v1`, kind: "GatewayClass" };
const gatewayKind: Kind = { apiVersion: `${group}/v1`, kind: "Gateway" };
const routeKind: Kind = { apiVersion: `${group}/v1`, kind: "HTTPRoute" };

/** Simulates the part of istiod that sets the status of Gateways. */
export const gateways: Controller = {
  name: "gateways",
  simulates:
    "istiod for Gateway API: the GatewayClass `istio`; a Gateway is Programmed when the Services in its addresses have its ports, a ready pod and the address of a load balancer; an HTTPRoute of such a Gateway is Accepted",
  notTested:
    "that requests are routed, that listeners and their certificates are right (they have no status here), and that a listener accepts a route",
  owner: { workload: { kind: "Deployment", namespace: "istio-system", name: "istiod" } },
  createdKinds: [{ group, version: "v1", kind: classKind.kind, plural: "gatewayclasses", namespaced: false }],
  reconcile: async (context) => {
    const { api } = context;
    const classes = await ourClasses(context);
    const all = await api.list(gatewayKind.apiVersion, gatewayKind.kind);
    const ours = all.filter((one) => !isDeleting(one) && classes.has(gatewaySpec.parse(one.spec).gatewayClassName));
    await forEach(ours, (gateway) => describe(gateway, context));

    const parents = new Set(ours.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
    const routes = await api.list(routeKind.apiVersion, routeKind.kind);
    await forEach(
      routes.filter((route) => !isDeleting(route)),
      (route) => accept(route, parents, context),
    );
  },
};

const className = "istio";
const controllerName = "istio.io/gateway-controller";

/** Returns the names of istiod's classes. Creates the class `istio` if it does not exist, as istiod does. */
async function ourClasses({ api, now }: ControllerContext): Promise<Set<string>> {
  const there = await api.list(classKind.apiVersion, classKind.kind);
  if (!there.some(({ metadata }) => metadata.name === className)) {
    const spec = { controllerName, description: "The default Istio GatewayClass" };
    there.push(await api.create({ ...classKind, metadata: { name: className }, spec }));
  }
  const ours = there.filter(({ spec }) => spec?.controllerName === controllerName);
  await forEach(ours, async (one) => {
    const accepted = trueCondition("Accepted", "Handled by Istio controller");
    const conditions = conditionsFor([accepted], generationOf(one), one.status?.conditions, now());
    if (conditions) await api.patch(referenceOf(classKind, one), { status: { conditions } }, "status");
  });
  return new Set(ours.map(({ metadata }) => metadata.name));
}

function trueCondition(type: string, message: string): Condition {
  return { type, status: "True", reason: type, message };
}

const gatewaySpec = z.looseObject({
  gatewayClassName: z.string(),
  addresses: z.array(z.looseObject({ type: z.string().default("IPAddress"), value: z.string() })).default([]),
  listeners: z.array(z.looseObject({ port: z.number() })).default([]),
});

async function describe(gateway: KubernetesObject, { api, now }: ControllerContext): Promise<void> {
  const found = await resolve(gateway, api);
  const conditions = conditionsFor(
    [trueCondition("Accepted", "Resource accepted"), programmed(found)],
    generationOf(gateway),
    gateway.status?.conditions,
    now(),
  );
  const addresses = found.flatMap((service) => service.addresses);
  if (!conditions && isDeepStrictEqual(addresses, gateway.status?.addresses)) return;
  const status = { addresses, conditions: conditions ?? gateway.status?.conditions ?? [] };
  await api.patch(referenceOf(gatewayKind, gateway), { status }, "status");
}

/**
 * Returns the condition `Programmed` with upstream's texts:
 * https://github.com/istio/istio/blob/1.30.3/pilot/pkg/config/kube/gateway/conversion.go.
 */
function programmed(found: readonly Resolved[]): Condition {
  const names = found.flatMap(({ warning, name }) => (warning === undefined ? [name] : [])).join(" and ");
  const warnings = found.flatMap(({ warning }) => warning ?? []);
  if (warnings.length === 0) return trueCondition("Programmed", `Resource programmed, assigned to service(s) ${names}`);
  const message =
    names === ""
      ? `Failed to assign to any requested addresses: ${warnings.join("; ")}`
      : `Assigned to service(s) ${names}, but failed to assign to all requested addresses: ${warnings.join("; ")}`;
  const reason = found.every(({ usable }) => usable) ? "AddressNotAssigned" : "AddressNotUsable";
  return { type: "Programmed", status: "False", reason, message };
}

/** The Service of one of a Gateway's addresses. */
interface Resolved {
  readonly name: string;
  readonly addresses: readonly JsonObject[];
  /** Why it receives no traffic. */
  readonly warning?: string;
  readonly usable: boolean;
}

async function resolve({ metadata, spec }: KubernetesObject, api: KubernetesApi): Promise<Resolved[]> {
  const { addresses, listeners, gatewayClassName } = gatewaySpec.parse(spec);
  const { name, namespace = "" } = metadata;
  const named = addresses.flatMap(({ type, value }) => (type === "Hostname" ? [value] : []));
  // For a Gateway without addresses, istiod would create proxies and a Service. The platform configures it not to.
  const hostNames = named.length > 0 ? named : [`${name}-${gatewayClassName}`];
  const ports = listeners.map(({ port }) => port);
  return Promise.all(
    hostNames.map((hostName) => {
      const whole = hostName.includes(".") ? hostName : `${hostName}.${namespace}.svc.cluster.local`;
      return resolveOne(whole, ports, api);
    }),
  );
}

const serviceSpec = z.looseObject({
  type: z.string().default("ClusterIP"),
  ports: z.array(z.looseObject({ port: z.number() })).default([]),
});

const balanced = z
  .looseObject({
    loadBalancer: z
      .looseObject({
        ingress: z.array(z.looseObject({ hostname: z.string().optional(), ip: z.string().optional() })).default([]),
      })
      .prefault({}),
  })
  .prefault({});

async function resolveOne(name: string, ports: readonly number[], api: KubernetesApi): Promise<Resolved> {
  const missing = { name, addresses: [], usable: false, warning: `hostname "${name}" not found` };
  const [, serviceName, namespace] = /^([^.]+)\.([^.]+)\.svc\.cluster\.local$/.exec(name) ?? [];
  if (serviceName === undefined || namespace === undefined) return missing;
  const service = await api.read({ apiVersion: "v1", kind: "Service", name: serviceName, namespace });
  if (!service) return missing;

  const { type, ports: offered } = serviceSpec.parse(service.spec);
  const { ingress } = balanced.parse(service.status).loadBalancer;
  const absent = ports.find((port) => !offered.some((one) => one.port === port));
  if (absent !== undefined) {
    return { name, addresses: [], usable: false, warning: `port ${absent} not found for hostname "${name}"` };
  }
  if (!(await hasReadyPod(serviceName, namespace, api))) {
    return { name, addresses: [], usable: true, warning: `no instances found for hostname "${name}"` };
  }
  if (type === "LoadBalancer" && ingress.length === 0) {
    return { name, addresses: [], usable: true, warning: `address pending for hostname "${name}"` };
  }
  const external = ingress.map(({ hostname, ip }) =>
    ip === undefined ? { type: "Hostname", value: hostname ?? "" } : { type: "IPAddress", value: ip },
  );
  return { name, addresses: external.length > 0 ? external : [{ type: "Hostname", value: name }], usable: true };
}

const endpoints = z.looseObject({
  endpoints: z
    .array(z.looseObject({ conditions: z.looseObject({ ready: z.boolean().optional() }).prefault({}) }))
    .nullish(),
});

async function hasReadyPod(service: string, namespace: string, api: KubernetesApi): Promise<boolean> {
  const slices = await api.list("discovery.k8s.io/v1", "EndpointSlice", namespace);
  return slices
    .filter(({ metadata }) => metadata.namespace === namespace)
    .filter(({ metadata }) => metadata.labels?.["kubernetes.io/service-name"] === service)
    .some((slice) => endpoints.parse(slice).endpoints?.some(({ conditions }) => conditions.ready !== false));
}

const parentReference = z.looseObject({
  group: z.string().default(group),
  kind: z.string().default(gatewayKind.kind),
  namespace: z.string().optional(),
  name: z.string(),
});

/** Each parent has its own status. The statuses of other controllers stay unchanged. */
async function accept(route: KubernetesObject, ours: ReadonlySet<string>, { api, now }: ControllerContext) {
  const { namespace } = route.metadata;
  const before = objectsOf(route.status?.parents);
  const others = before.filter((parent) => parent.controllerName !== controllerName);
  const references = objectsOf(route.spec?.parentRefs).filter((reference) => {
    const parent = parentReference.parse(reference);
    const isGateway = parent.group === group && parent.kind === gatewayKind.kind;
    return isGateway && ours.has(`${parent.namespace ?? namespace}/${parent.name}`);
  });
  const parents = references.map((parentRef) => {
    const earlier = before.find(
      (parent) => parent.controllerName === controllerName && isDeepStrictEqual(parent.parentRef, parentRef),
    );
    const conditions = [
      trueCondition("Accepted", "Route was valid"),
      trueCondition("ResolvedRefs", "All references resolved"),
    ];
    const made = conditionsFor(conditions, generationOf(route), earlier?.conditions, now());
    return { parentRef, controllerName, conditions: made ?? earlier?.conditions ?? [] };
  });
  const wanted = [...others, ...parents];
  if (isDeepStrictEqual(wanted, before)) return;
  await api.patch(referenceOf(routeKind, route), { status: { parents: wanted } }, "status");
}

function objectsOf(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
