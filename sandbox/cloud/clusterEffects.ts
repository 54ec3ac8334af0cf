/** A managed node group as the cluster sees it. */
export interface NodeGroup {
  readonly name: string;
  readonly clusterName: string;
  readonly region: string;
  /** Number of nodes. */
  readonly size: number;
  /** In order of preference. EC2 provides the first. */
  readonly instanceTypes: readonly string[];
  readonly capacityType: string;
  readonly amiType: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly zones: readonly Zone[];
  /** Size of the volume for images and pods, GiB. */
  readonly diskGibibytes: number;
  /** Devices that each GPU reports to Kubernetes: more than one if pods share it. */
  readonly devicesPerGpu: number;
  /** Elastic Fabric Adapters. */
  readonly efaInterfaces: number;
}

export interface Zone {
  readonly name: string;
  readonly subnetId: string;
  /** Of the subnet. */
  readonly cidrBlock: string;
}

export interface Taint {
  readonly key: string;
  readonly value: string;
  /** In Kubernetes' words: `NoSchedule`. */
  readonly effect: string;
}

/** Effects of the simulated cloud on the cluster. */
export interface ClusterEffects {
  /** Resolves when the nodes of the group are ready. */
  nodeGroupCreated(group: NodeGroup): Promise<void>;
  nodeGroupUpdated(group: NodeGroup): Promise<void>;
  nodeGroupDeleted(group: NodeGroup): Promise<void>;
}
