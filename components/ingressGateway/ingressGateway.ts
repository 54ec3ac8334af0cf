import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { privateBlocks } from "../../core/network/blocks";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { isGatewayDomain } from "./domain";
import { facts } from "./facts";
import { gatewayPods, proxies } from "./gatewayPods";
import { certificateSpec, gatewaySpec } from "./gatewaySpecs";
import { gatewayValues, type LoadBalancerScheme } from "./values";

export interface IngressGatewayNeeds {
  readonly monitoringCrds: Ready;
  readonly certManager: Ready;
  readonly loadBalancerController: Ready;
  readonly istio: Ready;
}

export interface IngressGatewayArgs {
  /**
   * Domain of what it offers: models are `<name>.<domain>`, the platform's services `<name>.platform.<domain>`. Clients
   * must resolve `*.<domain>` to its load balancer: a private hosted zone with one record does.
   */
  readonly domain: string;
  /** Who finds the load balancer. @default "internal" */
  readonly scheme?: LoadBalancerScheme;
  /** From which blocks the load balancer takes calls: to be named where it faces the Internet. @default - private ones */
  readonly clientCidrs?: readonly string[];
}

/** Name of the Gateway in that namespace: routes name it as their parent. */
const gatewayName = "platform";

/**
 * The way to models from outside of the cluster: proxies behind a network load balancer, and the Gateway that routes of
 * teams and of the platform name as their parent. It ends TLS, with a certificate of the platform's own authority.
 *
 * The load balancer is the Release's, not istiod's: it goes with this component, hence before what takes it down.
 *
 * ### Cost
 * A network load balancer, 16 USD a month and 4 USD for each capacity unit that traffic fills, and 0.01 USD for each GB
 * that goes from one zone to another.
 *
 * Whatever makes a route depends on `ready`.
 *
 * @throws Error where the domain is none, or nobody could come in.
 */
export class IngressGateway extends Service<IngressGatewayNeeds> {
  readonly domain: string;
  /** Namespace and name of the Gateway: the parent of routes. */
  readonly gateway = { namespace: gatewayPods.namespace, name: gatewayName } as const;
  /** The Gateway has its address and its certificate: a route would carry traffic. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: IngressGatewayNeeds, args: IngressGatewayArgs) {
    super("IngressGateway", name, [facts], context, needs);

    const mistakes = mistakesOf(args);
    if (mistakes.length > 0)
      throw new Error(mistakes.map((mistake) => `IngressGateway "${name}": ${mistake}`).join("\n"));
    const space = this.createNamespace(context);
    const certificate = this.createCertificate(space, args);
    const chart = this.createProxies(space, args);
    const gateway = this.createGateway(space, [chart, certificate], args);
    this.createMonitor(space);

    this.domain = args.domain;
    this.ready = [gateway];
    this.registerOutputs({});
  }

  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-namespace`,
      {
        namespace: gatewayPods.namespace,
        // A new pod is not ready before the load balancer knows it: none that serves goes too early.
        labels: { "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled" },
        network,
        allowedTraffic: facts.allowedTraffic,
      },
      { parent: this },
    );
  }

  private createCertificate(
    space: PlatformNamespace,
    { domain }: IngressGatewayArgs,
  ): k8s.apiextensions.CustomResource {
    return new k8s.apiextensions.CustomResource(
      `${this.name}-certificate`,
      {
        apiVersion: "cert-manager.io/v1",
        kind: "Certificate",
        metadata: {
          name: gatewayName,
          namespace: space.namespaceName,
          annotations: { "pulumi.com/waitFor": "condition=Ready" },
        },
        spec: certificateSpec(domain),
      },
      { parent: this },
    );
  }

  private createProxies(space: PlatformNamespace, args: IngressGatewayArgs): Chart {
    const { mirror, replicas } = this.context;
    const { scheme = "internal", clientCidrs = privateBlocks } = args;
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts.gateway,
        mirror,
        namespace: space.namespaceName,
        values: gatewayValues({ gateway: proxies, labels: gatewayPods.labels, replicas, scheme, clientCidrs }),
      },
      { parent: this, dependsOn: [space] },
    );
  }

  private createGateway(
    space: PlatformNamespace,
    dependsOn: pulumi.Resource[],
    { domain }: IngressGatewayArgs,
  ): k8s.apiextensions.CustomResource {
    return new k8s.apiextensions.CustomResource(
      `${this.name}-gateway`,
      {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "Gateway",
        metadata: {
          name: gatewayName,
          namespace: space.namespaceName,
          annotations: { "pulumi.com/waitFor": "condition=Programmed" },
        },
        spec: gatewaySpec(domain, `${proxies}.${gatewayPods.namespace}.svc.cluster.local`),
      },
      { parent: this, dependsOn },
    );
  }

  /** Not by the Service, which has no port for it: the load balancer would offer it. */
  private createMonitor(space: PlatformNamespace): void {
    new k8s.apiextensions.CustomResource(
      `${this.name}-monitor`,
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "PodMonitor",
        metadata: { name: proxies, namespace: space.namespaceName },
        spec: {
          selector: { matchLabels: gatewayPods.labels },
          // Envoy has histograms for every service behind it: as many as Prometheus takes of any target.
          sampleLimit: 100_000,
          podMetricsEndpoints: [{ port: "http-envoy-prom", path: "/stats/prometheus", interval: "30s" }],
        },
      },
      { parent: this },
    );
  }
}

/** What is wrong with the arguments, each with its fix. */
function mistakesOf({ domain, scheme, clientCidrs }: IngressGatewayArgs): string[] {
  const noDomain =
    `domain "${domain}" is no domain of lower-case letters, digits and hyphens\n` +
    "  fix: write two labels or more, such as models.internal";
  const noClients =
    'scheme "internet-facing" with no clientCidrs lets in private blocks alone, which never come that way\n' +
    "  fix: name the blocks of clients, such as [203.0.113.0/24], or take the scheme internal";
  return [
    ...(isGatewayDomain(domain) ? [] : [noDomain]),
    ...(scheme === "internet-facing" && clientCidrs === undefined ? [noClients] : []),
  ];
}
