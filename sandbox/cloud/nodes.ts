import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import type { KubernetesClient } from "../kubernetes/client";
import type { ClusterEffects, NodeGroup } from "./clusterEffects";
import { groupLabel, nodeNames, nodeObject } from "./nodeObject";

const conditions = z.looseObject({
  conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).optional(),
});

/** Methods of the Kubernetes API that it uses. */
export type NodeApi = Pick<KubernetesClient, "list" | "read" | "create" | "patch" | "delete" | "close">;

export interface ClusterNodesOptions {
  /** Opened when the first group is created, because the kubeconfig then exists. */
  readonly client: () => NodeApi;
  /** Timeout for nodes to become ready, seconds. @default 60 */
  readonly readyTimeoutSeconds?: number;
}

/** Creates Node objects for managed node groups. kwok simulates their kubelets. */
export class ClusterNodes implements ClusterEffects {
  private opened: NodeApi | undefined;

  constructor(private readonly options: ClusterNodesOptions) {}

  async nodeGroupCreated(group: NodeGroup): Promise<void> {
    await this.reconcile(group);
  }

  async nodeGroupUpdated(group: NodeGroup): Promise<void> {
    await this.reconcile(group);
  }

  async nodeGroupDeleted(group: NodeGroup): Promise<void> {
    await this.reconcile({ ...group, size: 0 });
  }

  /** Closes connections. */
  close(): void {
    this.opened?.close();
  }

  private get client(): NodeApi {
    this.opened ??= this.options.client();
    return this.opened;
  }

  private async reconcile(group: NodeGroup): Promise<void> {
    const wanted = nodeNames(group);
    const existing = (await this.client.list("v1", "Node"))
      .filter(({ metadata }) => metadata.labels?.[groupLabel] === group.name)
      .map(({ metadata }) => metadata.name);
    await Promise.all(existing.filter((name) => !wanted.includes(name)).map((name) => this.client.delete(node(name))));
    await Promise.all(wanted.map((name, place) => this.make(group, place, existing.includes(name))));
    await this.ready(group, wanted);
  }

  /** Updates labels and taints of an existing node from its group, and keeps others. */
  private async make(group: NodeGroup, place: number, exists: boolean): Promise<void> {
    const { metadata, spec, status, ...kind } = nodeObject(group, place);
    if (!exists) {
      await this.client.create({ ...kind, metadata, spec, status });
      return;
    }
    await this.client.patch(node(metadata.name), {
      metadata: { labels: metadata.labels },
      spec: { taints: spec.taints },
    });
    await this.client.patch(
      node(metadata.name),
      { status: { capacity: status.capacity, allocatable: status.allocatable } },
      "status",
    );
  }

  private async ready(group: NodeGroup, names: readonly string[]): Promise<void> {
    const readyTimeoutSeconds = this.options.readyTimeoutSeconds ?? 60;
    const end = Date.now() + readyTimeoutSeconds * 1000;
    let waiting = [...names];
    while (waiting.length > 0) {
      const states = await Promise.all(waiting.map(async (name) => ({ name, ready: await this.isReady(name) })));
      waiting = states.filter(({ ready }) => !ready).map(({ name }) => name);
      if (waiting.length === 0) return;
      if (Date.now() > end) {
        throw new Error(
          `nodes of group ${group.name} are not ready after ${readyTimeoutSeconds} s: ${waiting.join(", ")}\n  fix: check that kwok is running, which simulates their kubelets`,
        );
      }
      await setTimeout(200);
    }
  }

  private async isReady(name: string): Promise<boolean> {
    const found = await this.client.read(node(name));
    const { conditions: all = [] } = conditions.parse(found?.status ?? {});
    return all.some(({ type, status }) => type === "Ready" && status === "True");
  }
}

function node(name: string) {
  return { apiVersion: "v1", kind: "Node", name };
}
