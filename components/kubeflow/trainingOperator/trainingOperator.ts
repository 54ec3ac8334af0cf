import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { ArgoApplication } from "../../argoCd/argoApplication";
import type { ArgoProject } from "../../argoCd/argoProject";
import { Component } from "../../component";
import { pinnedImage } from "../../kubernetes/image";
import type { Mirror } from "../../kubernetes/mirror";
import { NetworkPolicies } from "../../kubernetes/networkPolicies";
import type { ClusterNetwork } from "../../kubernetes/networkPolicySpecs";
import { type MetricsArgs, serviceMonitor } from "../../kubernetes/serviceMonitor";
import { images } from "../../versions";
import { kubeflowNamespace } from "../kubeflowNamespace";
import { kustomization } from "./facts";
import {
  certificateSecret,
  operatorName,
  operatorPods,
  trainingOperatorPatches,
  waitTemplate,
  writtenByOperator,
} from "./trainingOperatorPatches";
import { waitContainer } from "./waitContainer";

/** Arguments of `TrainingOperator`. */
export interface TrainingOperatorArgs {
  /** Project that lists the repository of the kustomization and the namespace `kubeflow`. */
  readonly project: ArgoProject;
  /** Sources of images. */
  readonly mirror: Mirror;
  /** Replicas of the operator. One replica is active. */
  readonly replicas: number;
  /** Addresses of the Kubernetes API, for network policies. */
  readonly network: ClusterNetwork;
  /** Whether to create a ServiceMonitor. */
  readonly metrics: MetricsArgs;
}

/**
 * Training Operator v1, for TFJob, which Trainer does not support, and for elastic PyTorchJobs. Its other kinds are not
 * installed. It issues the certificate of its webhook itself.
 *
 * Deleting it deletes its CRDs and all jobs of these kinds.
 *
 * Its `dependsOn` must include the namespace `kubeflow` and `ArgoCd.ready`, because Argo CD deletes its objects.
 */
export class TrainingOperator extends Component {
  /** Resources that every TFJob and PyTorchJob must depend on. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: TrainingOperatorArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:TrainingOperator", name, opts);

    const policies = this.createNetworkPolicies(args);
    const role = this.createRole();
    const wait = waitContainer(pinnedImage(args.mirror, "alpine"));
    const template = this.createWaitTemplate(wait);
    const application = this.createApplication(wait, [policies, role, template], args);
    // With a single replica, a disruption budget would block the drain of its node.
    if (args.replicas > 1) this.createDisruptionBudget(application);
    if (args.metrics.serviceMonitors) this.createMonitor(application);

    this.ready = [application];
    this.registerOutputs({ applicationName: application.applicationName });
  }

  /** The policies select only the operator's pods, because the namespace may have other pods. */
  private createNetworkPolicies({ network }: TrainingOperatorArgs): NetworkPolicies {
    const allowedTraffic = { fromApiServer: [9443], metrics: [8080] };
    return new NetworkPolicies(
      `${this.name}-network`,
      { namespace: kubeflowNamespace, network, allowedTraffic, pods: operatorPods },
      { parent: this },
    );
  }

  /** Grants access to its certificate, and to its lease, which upstream's role does not include. */
  private createRole(): k8s.rbac.v1.RoleBinding {
    const metadata = { name: `${operatorName}-own`, namespace: kubeflowNamespace };
    const role = new k8s.rbac.v1.Role(
      `${this.name}-role`,
      {
        metadata,
        rules: [
          { apiGroups: [""], resources: ["secrets"], verbs: ["list", "watch"] },
          { apiGroups: [""], resources: ["secrets"], resourceNames: [certificateSecret], verbs: ["get", "update"] },
          { apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["create", "get", "update"] },
        ],
      },
      { parent: this },
    );
    return new k8s.rbac.v1.RoleBinding(
      `${this.name}-role`,
      {
        metadata,
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: role.metadata.name },
        subjects: [{ kind: "ServiceAccount", name: operatorName, namespace: kubeflowNamespace }],
      },
      { parent: this },
    );
  }

  private createWaitTemplate(wait: string): k8s.core.v1.ConfigMap {
    return new k8s.core.v1.ConfigMap(
      `${this.name}-wait-container`,
      {
        metadata: { name: waitTemplate.configMap, namespace: kubeflowNamespace },
        data: { [waitTemplate.file]: wait },
      },
      { parent: this },
    );
  }

  private createApplication(wait: string, dependsOn: pulumi.Resource[], args: TrainingOperatorArgs): ArgoApplication {
    const { repository, path, version } = kustomization;
    return new ArgoApplication(
      `${this.name}-application`,
      {
        project: args.project,
        application: operatorName,
        repository,
        revision: version,
        path,
        destinationNamespace: kubeflowNamespace,
        patches: trainingOperatorPatches({ replicas: args.replicas, waitContainer: wait }),
        images: [`${images[operatorName].repository}=${pinnedImage(args.mirror, operatorName)}`],
        ignoreDifferences: writtenByOperator,
      },
      { parent: this, dependsOn },
    );
  }

  private createDisruptionBudget(application: ArgoApplication): void {
    new k8s.policy.v1.PodDisruptionBudget(
      `${this.name}-budget`,
      {
        metadata: { name: operatorName, namespace: kubeflowNamespace },
        spec: { maxUnavailable: 1, selector: { matchLabels: operatorPods } },
      },
      { parent: this, dependsOn: [application] },
    );
  }

  private createMonitor(application: ArgoApplication): void {
    const service = { app: operatorName };
    serviceMonitor(
      `${this.name}-metrics`,
      { namespace: kubeflowNamespace, service, port: "monitoring-port" },
      { parent: this, dependsOn: [application] },
    );
  }
}
