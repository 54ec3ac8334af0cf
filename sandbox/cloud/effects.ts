/** What a managed node group means for the cluster. */
export interface NodeGroup {
  readonly name: string;
  readonly clusterName: string;
  readonly region: string;
  /** Nodes that there are. */
  readonly size: number;
  /** By preference: the first is what EC2 gives. */
  readonly instanceTypes: readonly string[];
  readonly capacityType: string;
  readonly amiType: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly zones: readonly Zone[];
  /** Of the disk for images and pods, GiB. */
  readonly diskGibibytes: number;
  /** Devices that each GPU shows to Kubernetes: more than one where pods share it. */
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

/** What the simulated cloud does to the cluster that is not in its own books. */
export interface ClusterEffects {
  /** Ends when the group's nodes are ready. */
  nodeGroupCreated(group: NodeGroup): Promise<void>;
  nodeGroupUpdated(group: NodeGroup): Promise<void>;
  nodeGroupDeleted(group: NodeGroup): Promise<void>;
}
