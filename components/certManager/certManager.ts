import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { facts } from "./facts";
import { certManagerValues } from "./values";

/** Services that `CertManager` depends on. */
export interface CertManagerNeeds {
  /** Installs the kind of its ServiceMonitor. */
  readonly monitoringCrds: Ready;
}

const { namespace } = facts;

/** The `issuerRef` of certificates that only clients in the cluster must trust. */
export const platformIssuer = { group: "cert-manager.io", kind: "ClusterIssuer", name: "platform-ca" } as const;

/** Name of the authority's certificate and of its Secret. */
const authority = "platform-ca";

/** Validity of the authority's certificate, days. It is renewed when a third of that time is left. */
const authorityDays = 3650;

/**
 * cert-manager, and a certificate authority for webhooks and for the gateway. Certificates for public names need
 * another issuer.
 */
export class CertManager extends Service<CertManagerNeeds> {
  /** Namespace of cert-manager and of the Secret with the key of the platform's certificate authority. */
  readonly namespaceName: pulumi.Output<string>;
  /** Name of the ClusterIssuer of the platform's certificate authority. */
  readonly issuerName = platformIssuer.name;
  /** Resources that every Certificate must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: CertManagerNeeds) {
    super("CertManager", name, [facts], context, needs);

    const platformNamespace = this.createNamespace(context);
    const chart = this.createChart(platformNamespace, context);
    const issuer = this.createIssuer(platformNamespace, chart);

    this.namespaceName = platformNamespace.namespaceName;
    this.ready = [chart, issuer];
    this.registerOutputs({ namespaceName: this.namespaceName, issuerName: this.issuerName });
  }

  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-namespace`,
      { namespace, network, allowedTraffic: facts.allowedTraffic },
      { parent: this },
    );
  }

  private createChart(platformNamespace: PlatformNamespace, args: ServiceContext): Chart {
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts["cert-manager"],
        mirror: args.mirror,
        namespace: platformNamespace.namespaceName,
        values: certManagerValues({ ...args, namespace }),
      },
      { parent: this, dependsOn: [platformNamespace] },
    );
  }

  /** A self-signed certificate is the authority that signs all others. */
  private createIssuer(platformNamespace: PlatformNamespace, chart: Chart): k8s.apiextensions.CustomResource {
    const selfSigned = this.createClusterIssuer("self-signed", "platform-self-signed", { selfSigned: {} }, [chart]);
    const certificate = new k8s.apiextensions.CustomResource(
      `${this.name}-authority`,
      {
        apiVersion: "cert-manager.io/v1",
        kind: "Certificate",
        metadata: { name: authority, namespace: platformNamespace.namespaceName },
        spec: {
          isCA: true,
          commonName: authority,
          secretName: authority,
          duration: `${authorityDays * 24}h`,
          privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Never" },
          issuerRef: { group: platformIssuer.group, kind: "ClusterIssuer", name: "platform-self-signed" },
        },
      },
      { parent: this, dependsOn: [selfSigned] },
    );
    return this.createClusterIssuer("issuer", platformIssuer.name, { ca: { secretName: authority } }, [certificate]);
  }

  private createClusterIssuer(
    suffix: string,
    issuer: string,
    spec: Record<string, unknown>,
    dependsOn: pulumi.Resource[],
  ): k8s.apiextensions.CustomResource {
    return new k8s.apiextensions.CustomResource(
      `${this.name}-${suffix}`,
      { apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer", metadata: { name: issuer }, spec },
      { parent: this, dependsOn },
    );
  }
}
