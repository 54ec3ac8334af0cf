import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { Chart } from "../kubernetes/chart";
import { PlatformNamespace } from "../kubernetes/platformNamespace";
import { type Ready, Service, type ServiceContext } from "../service";
import { facts } from "./facts";
import { certManagerValues } from "./values";

export interface CertManagerNeeds {
  readonly monitoringCrds: Ready;
}

const { namespace } = facts;

/** The issuer of certificates within the cluster, of which clients know the authority: an `issuerRef`. */
export const platformIssuer = { group: "cert-manager.io", kind: "ClusterIssuer", name: "platform-ca" } as const;

/** Of its authority's certificate and the Secret that holds it. */
const authority = "platform-ca";

/** Days that the authority's certificate is valid. Certificates below it are renewed before it is. */
const authorityDays = 3650;

/**
 * cert-manager, and an authority of the cluster's own for its webhooks. Certificates of public names need an issuer
 * of their own.
 */
export class CertManager extends Service<CertManagerNeeds> {
  /** What certificates need as long as there are any: whoever has one depends on these. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, context: ServiceContext, needs: CertManagerNeeds) {
    super("CertManager", name, [facts], context, needs);

    const space = this.createNamespace(context);
    const chart = this.createChart(space, context);
    const issuer = this.createIssuer(space, chart);

    this.ready = [chart, issuer];
    this.registerOutputs({});
  }

  private createNamespace({ network }: ServiceContext): PlatformNamespace {
    return new PlatformNamespace(
      `${this.name}-namespace`,
      { namespace, network, allowedTraffic: facts.allowedTraffic },
      { parent: this },
    );
  }

  private createChart(space: PlatformNamespace, args: ServiceContext): Chart {
    return new Chart(
      `${this.name}-chart`,
      {
        chart: facts.charts["cert-manager"],
        mirror: args.mirror,
        namespace: space.namespaceName,
        values: certManagerValues({ ...args, namespace }),
      },
      { parent: this, dependsOn: [space] },
    );
  }

  /** An authority signs itself once, and then the cluster's certificates. */
  private createIssuer(space: PlatformNamespace, chart: Chart): k8s.apiextensions.CustomResource {
    const selfSigned = this.createClusterIssuer("self-signed", "platform-self-signed", { selfSigned: {} }, [chart]);
    const certificate = new k8s.apiextensions.CustomResource(
      `${this.name}-authority`,
      {
        apiVersion: "cert-manager.io/v1",
        kind: "Certificate",
        metadata: { name: authority, namespace: space.namespaceName },
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
