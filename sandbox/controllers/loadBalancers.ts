import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { KubernetesObject } from "../kubernetes/client";
import type { Controller, ControllerContext } from "./controller";
import {
  addFinalizer,
  digits,
  forEach,
  hasFinalizer,
  isDeleting,
  type Kind,
  referenceOf,
  removeFinalizer,
} from "./objects";

/** Simulates the part of AWS Load Balancer Controller that creates network load balancers for Services. */
export const loadBalancers: Controller = {
  name: "load-balancers",
  simulates:
    "AWS Load Balancer Controller for Services of type LoadBalancer: the finalizer `service.k8s.aws/resources`, a host name, and network interfaces in the subnets with the right tags. Ingresses, Gateways and TargetGroupBindings are ignored",
  notTested: "that a load balancer exists, forwards requests and is healthy, and that its annotations are right",
  owner: { workload: { kind: "Deployment", namespace: "kube-system", name: "aws-load-balancer-controller" } },
  reconcile: async (context) => {
    const services = await context.api.list(serviceKind.apiVersion, serviceKind.kind);
    await forEach(services, (service) =>
      isOurs(service) ? createLoadBalancer(service, context) : release(service, context),
    );
  },
};

const serviceKind: Kind = { apiVersion: "v1", kind: "Service" };
const finalizer = "service.k8s.aws/resources";
const loadBalancerClass = "service.k8s.aws/nlb";
const annotation = "service.beta.kubernetes.io/aws-load-balancer";

const spec = z.looseObject({ type: z.string().optional(), loadBalancerClass: z.string().optional() });
const identity = z.looseObject({ uid: z.string(), namespace: z.string() });

/**
 * Upstream's rule. Services without a class also count: upstream's webhook, which does not run here, sets the class.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/service/service_utils.go
 */
function isOurs(service: KubernetesObject): boolean {
  const { type, loadBalancerClass: given = loadBalancerClass } = spec.parse(service.spec);
  return !isDeleting(service) && type === "LoadBalancer" && given === loadBalancerClass;
}

async function createLoadBalancer(service: KubernetesObject, { api, cloud, clusterName, region }: ControllerContext) {
  const scheme = schemeOf(service);
  const loadBalancer = { ingress: [{ hostname: hostName(service, scheme, clusterName, region) }] };
  if (hasFinalizer(service, finalizer) && isDeepStrictEqual(service.status?.loadBalancer, loadBalancer)) return;

  const role = scheme === "internet-facing" ? "kubernetes.io/role/elb" : "kubernetes.io/role/internal-elb";
  const subnetIds = (await cloud.subnets()).filter(({ tags }) => tags[role] !== undefined).map(({ id }) => id);
  const { namespace, name } = service.metadata;
  if (subnetIds.length === 0) {
    throw new Error(`Service ${namespace}/${name} is ${scheme}, and no subnet has the tag ${role}`);
  }
  await addFinalizer(api, serviceKind, service, finalizer);
  await cloud.put(interfaceOf(service), { subnetIds, owner: `load balancer of Service ${namespace}/${name}` });
  await api.patch(referenceOf(serviceKind, service), { status: { loadBalancer } }, "status");
}

async function release(service: KubernetesObject, { api, cloud }: ControllerContext): Promise<void> {
  if (!hasFinalizer(service, finalizer)) return;
  await cloud.remove(interfaceOf(service));
  if (!isDeleting(service)) {
    await api.patch(referenceOf(serviceKind, service), { status: { loadBalancer: null } }, "status");
  }
  const current = await api.read(referenceOf(serviceKind, service));
  if (current) await removeFinalizer(api, serviceKind, current, finalizer);
}

function schemeOf({ metadata }: KubernetesObject): "internet-facing" | "internal" {
  return metadata.annotations?.[`${annotation}-scheme`] === "internet-facing" ? "internet-facing" : "internal";
}

/** Returns a host name in the format of upstream and AWS. */
function hostName({ metadata }: KubernetesObject, scheme: string, clusterName: string, region: string): string {
  const { uid, namespace } = identity.parse(metadata);
  const hash = createHash("sha256").update(clusterName).update(uid).update(scheme).digest("hex");
  const made = ["k8s", shortened(namespace), shortened(metadata.name), hash.slice(0, 10)].join("-");
  const name = metadata.annotations?.[`${annotation}-name`] ?? made;
  return `${name}-${digits(name + uid, 16)}.elb.${region}.amazonaws.com`;
}

function shortened(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, "").slice(0, 8);
}

function interfaceOf({ metadata }: KubernetesObject): string {
  return `eni-${digits(identity.parse(metadata).uid, 17)}`;
}
