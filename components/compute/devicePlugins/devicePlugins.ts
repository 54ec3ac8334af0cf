import type * as pulumi from "@pulumi/pulumi";
import { everyTaint } from "../../../core/kubernetes/scheduling";
import { Component } from "../../component";
import { Chart } from "../../kubernetes/chart";
import { type Mirror, mirroredImage } from "../../kubernetes/mirror";
import { facts } from "./facts";

export interface DevicePluginsArgs {
  readonly mirror: Mirror;
  /** Whether any pool has Neuron devices. */
  readonly neuron: boolean;
  /** Whether any pool has Elastic Fabric Adapters. */
  readonly efa: boolean;
}

const namespace = "kube-system";

/**
 * What tells Kubernetes of devices that nodes' images do not tell of themselves. NVIDIA's plugin is part of Bottlerocket;
 * AWS's Neuron devices and fabric adapters need one each.
 */
export class DevicePlugins extends Component {
  constructor(name: string, args: DevicePluginsArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super("mlops:index:DevicePlugins", name, opts);

    const { mirror } = args;
    if (args.neuron) {
      const values = neuronValues(mirror);
      new Chart(
        `${name}-neuron`,
        { chart: facts.charts["neuron-helm-chart"], mirror, namespace, values },
        { parent: this },
      );
    }
    if (args.efa) {
      const values = efaPluginValues(mirror);
      new Chart(
        `${name}-efa`,
        { chart: facts.charts["aws-efa-k8s-device-plugin"], mirror, namespace, values },
        { parent: this },
      );
    }

    this.registerOutputs({});
  }
}

/** Values of the `neuron-helm-chart`. */
function neuronValues(mirror: Mirror) {
  const repository = mirroredImage(mirror, "public.ecr.aws/neuron/neuron-device-plugin");
  return {
    devicePlugin: { image: { repository } },
    // The problem detector would replace nodes beside EKS's own repair.
    npd: { enabled: false },
  };
}

/** Values of the `aws-efa-k8s-device-plugin` chart. Its image is in EKS's own registry, unless a mirror holds it. */
function efaPluginValues(mirror: Mirror) {
  const repository = "602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/aws-efa-k8s-device-plugin";
  return {
    tolerations: everyTaint,
    ...(mirror.images !== undefined && { image: { repository: mirroredImage(mirror, repository) } }),
  };
}
