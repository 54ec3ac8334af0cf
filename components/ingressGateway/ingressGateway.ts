import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { privateBlocks } from "../../core/network/blocks";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { backendConnectionsSpec } from "./connections";
import { isGatewayDomain } from "./domain";
import { facts } from "./facts";
import { gatewayPods, proxies } from "./gatewayPods";
import { certificateSpec, gatewaySpec } from "./gatewaySpecs";
import { gatewayValues, type LoadBalancerScheme } from "./values";

/** Services that `IngressGateway` depends on. */
export interface IngressGatewayNeeds {
  /** Installs the kind of its PodMonitor. */
  readonly monitoringCrds: Ready;
  /** Issues the certificate of the Gateway. */
  readonly certManager: Ready;
  /** Creates the network load balancer. It must run until the load balancer is deleted. */
  readonly loadBalancerController: Ready;
  /** Configures the proxies from the Gateway and its routes. */
  readonly istio: Ready;
}

/** Arguments of `IngressGateway`. */
export interface IngressGatewayArgs {
  /**
   * Domain of all host names: `<name>.<domain>` for models, `<name>.platform.<domain>` for services of the platform.
   * Clients must resolve `*.<domain>` to the load balancer, for example by one record in a private hosted zone.
   */
  readonly domain: string;
  /** Whether the load balancer has private addresses or public ones. @default "internal" */
  readonly scheme?: LoadBalancerScheme;
  /**
   * CIDR blocks that the load balancer allows ingress from. Required if it is internet-facing.
   *
   * @default - the private blocks of RFC 1918
   */
  readonly clientCidrs?: readonly string[];
}

/** Name of the Gateway: the parent of routes. */
const gatewayName = "platform";

/**
 * Gateway for clients outside of the cluster: proxies behind a network load balancer, and the Gateway that is the
 * parent of all routes. It terminates TLS with a certificate of the platform's authority.
 *
 * The Service of the load balancer belongs to the Release, not to istiod. So the load balancer is deleted with this
 * component, while its controller still runs.
 *
 * ### Cost
 * A network load balancer: 16 USD a month, 4 USD a month for each capacity unit that the traffic uses, and 0.01 USD for
 * each GB between zones (us-east-1).
 *
 * @throws Error if the domain is invalid, or if an internet-facing load balancer has no `clientCidrs`.
 */
export class IngressGateway extends Service<IngressGatewayNeeds> {
  /** Namespace of the Gateway, its proxies and its certificate. */
  readonly namespaceName: pulumi.Output<string>;
  /** Domain of the host names of models. */
  readonly domain: string;
  /** Namespace and name of the Gateway, the parent of routes. */
  readonly gateway = { namespace: gatewayPods.namespace, name: gatewayName } as const;
  /** Resources that every route must depend on: when they exist, the Gateway has its address and its certificate. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: IngressGatewayNeeds, args: IngressGatewayArgs) {
    super("IngressGateway", name, [facts], context, needs);

    const mistakes = problemsOf(args);
    if (mistakes.length > 0)
      throw new Error(mistakes.map((mistake) => `IngressGateway "${name}": ${mistake}`).join("\n"));
    const platformNamespace = this.createNamespace(context);
    const certificate = this.createCertificate(platformNamespace, args);
    const chart = this.createProxies(platformNamespace, args);
    const connections = this.createBackendConnections(platformNamespace);
    const gateway = this.createGateway(platformNamespace, [chart, certificate, connections], args);
    this.createMonitor(platformNamespace);

    this.namespaceName = platformNamespace.namespaceName;
    this.domain = args.domain;
    this.ready = [gateway];
    this.registerOutputs({ namespaceName: this.namespaceName, domain: this.domain, gateway: this.gateway });
  }

  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-namespace`,
      {
        namespace: gatewayPods.namespace,
        // A new pod becomes ready once it is a healthy target of the load balancer. Old pods stay until then.
        labels: { "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled" },
        network,
        allowedTraffic: facts.allowedTraffic,
      },
      { parent: this },
    );
  }

  private createCertificate(
    platformNamespace: PlatformNamespace,
    { domain }: IngressGatewayArgs,
  ): k8s.apiextensions.CustomResource {
    return new k8s.apiextensions.CustomResource(
      `${this.name}-certificate`,
      {
        apiVersion: "cert-manager.io/v1",
        kind: "Certificate",
        metadata: {
          name: gatewayName,
          namespace: platformNamespace.namespaceName,
          annotations: { "pulumi.com/waitFor": "condition=Ready" },
        },
        spec: certificateSpec(domain),
      },
      { parent: this },
    );
  }

  private createProxies(platformNamespace: PlatformNamespace, args: IngressGatewayArgs): Chart {
    const { mirror, replicas } = this.context;
    const { scheme = "internal", clientCidrs = privateBlocks } = args;
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts.gateway,
        mirror,
        namespace: platformNamespace.namespaceName,
        values: gatewayValues({ gateway: proxies, labels: gatewayPods.labels, replicas, scheme, clientCidrs }),
      },
      { parent: this, dependsOn: [platformNamespace] },
    );
  }

  private createGateway(
    platformNamespace: PlatformNamespace,
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
          namespace: platformNamespace.namespaceName,
          annotations: { "pulumi.com/waitFor": "condition=Programmed" },
        },
        spec: gatewaySpec(domain, `${proxies}.${gatewayPods.namespace}.svc.cluster.local`),
      },
      { parent: this, dependsOn },
    );
  }

  private createBackendConnections(platformNamespace: PlatformNamespace): k8s.apiextensions.CustomResource {
    return new k8s.apiextensions.CustomResource(
      `${this.name}-backend-connections`,
      {
        apiVersion: "networking.istio.io/v1",
        kind: "DestinationRule",
        metadata: { name: "backend-connections", namespace: platformNamespace.namespaceName },
        spec: backendConnectionsSpec(),
      },
      { parent: this },
    );
  }

  /** A PodMonitor: a port of the Service would be a port of the load balancer. */
  private createMonitor(platformNamespace: PlatformNamespace): void {
    new k8s.apiextensions.CustomResource(
      `${this.name}-monitor`,
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "PodMonitor",
        metadata: { name: proxies, namespace: platformNamespace.namespaceName },
        spec: {
          selector: { matchLabels: gatewayPods.labels },
          // Envoy exposes histograms for each service behind it, so that it needs the highest limit.
          sampleLimit: 100_000,
          podMetricsEndpoints: [{ port: "http-envoy-prom", path: "/stats/prometheus", interval: "30s" }],
        },
      },
      { parent: this },
    );
  }
}

/** Returns every mistake in the arguments, each with its fix. */
function problemsOf({ domain, scheme, clientCidrs }: IngressGatewayArgs): string[] {
  const noDomain =
    `domain must be a domain of lower-case letters, digits and hyphens: "${domain}"\n` +
    "  fix: use at least two labels, such as models.internal";
  const noClients =
    'clientCidrs must be set with scheme "internet-facing": the default allows only private blocks\n' +
    "  fix: list the CIDR blocks of clients, such as [203.0.113.0/24], or use scheme internal";
  return [
    ...(isGatewayDomain(domain) ? [] : [noDomain]),
    ...(scheme === "internet-facing" && clientCidrs === undefined ? [noClients] : []),
  ];
}
