import type * as pulumi from "@pulumi/pulumi";
import { everyTaint } from "../../../core/kubernetes/scheduling";
import { Component } from "../../component";
import { Chart } from "../../kubernetes/chart";
import { type Mirror, mirroredImage } from "../../kubernetes/mirror";
import { facts } from "./facts";

/** Arguments of `DevicePlugins`. */
export interface DevicePluginsArgs {
  /** Sources of images and charts. */
  readonly mirror: Mirror;
  /** Whether any pool has Neuron devices. */
  readonly neuron: boolean;
  /** Whether any pool has Elastic Fabric Adapters. */
  readonly efa: boolean;
}

const namespace = "kube-system";

/**
 * Device plugins for devices that the nodes' images do not register with Kubernetes: AWS Neuron devices and Elastic
 * Fabric Adapters. Bottlerocket contains NVIDIA's device plugin.
 */
export class DevicePlugins extends Component {
  /** Names of the installed Helm releases. */
  readonly releaseNames: readonly pulumi.Output<string>[];

  constructor(name: string, args: DevicePluginsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:DevicePlugins", name, opts);

    const charts = [
      ...(args.neuron ? [this.createChart("neuron", "neuron-helm-chart", neuronValues(args.mirror), args)] : []),
      ...(args.efa ? [this.createChart("efa", "aws-efa-k8s-device-plugin", efaPluginValues(args.mirror), args)] : []),
    ];

    this.releaseNames = charts.map(({ release }) => release.name);
    this.registerOutputs({ releaseNames: this.releaseNames });
  }

  private createChart(
    device: string,
    chart: keyof typeof facts.charts,
    values: Record<string, unknown>,
    { mirror }: DevicePluginsArgs,
  ): Chart {
    return new Chart(
      `${this.name}-${device}`,
      { chart: facts.charts[chart], mirror, namespace, values },
      { parent: this },
    );
  }
}

/** Values of the `neuron-helm-chart`. */
function neuronValues(mirror: Mirror) {
  const repository = mirroredImage(mirror, "public.ecr.aws/neuron/neuron-device-plugin");
  return {
    devicePlugin: { image: { repository } },
    // EKS replaces broken nodes. The chart's node problem detector would replace them too.
    npd: { enabled: false },
  };
}

/** Values of the `aws-efa-k8s-device-plugin` chart. By default it uses the image of EKS's own registry. */
function efaPluginValues(mirror: Mirror) {
  const repository = "602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/aws-efa-k8s-device-plugin";
  return {
    tolerations: everyTaint,
    ...(mirror.images !== undefined && { image: { repository: mirroredImage(mirror, repository) } }),
  };
}
