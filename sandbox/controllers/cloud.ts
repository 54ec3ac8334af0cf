import type { CloudClient, ShownResource } from "../cloud/client";
import type { Cloud, Subnet } from "./controller";

/** How long an answer is cached, ms, because controllers send the same requests every second. */
const cacheMs = 1000;

/**
 * How long an add-on's pods run after its deletion, ms. EKS takes a minute to delete one, the simulated AWS no time.
 */
export const addonShutdownMs = 5000;

/** Client of the simulated AWS for controllers. */
export class SimulatedCloud implements Cloud {
  private recent: { readonly at: number; readonly answer: Promise<ShownResource[]> } | undefined;

  private readonly lastActive = new Map<string, number>();

  constructor(
    private readonly client: Pick<CloudClient, "resources" | "putInterface" | "removeInterface">,
    private readonly now: () => number = Date.now,
  ) {}

  async addonActive(name: string): Promise<boolean> {
    const all = await this.resources();
    if (all.some(({ type, outputs }) => type === "aws:eks/addon:Addon" && outputs.addonName === name)) {
      this.lastActive.set(name, this.now());
    }
    return this.now() - (this.lastActive.get(name) ?? Number.NEGATIVE_INFINITY) <= addonShutdownMs;
  }

  async subnets(): Promise<Subnet[]> {
    const all = await this.resources();
    return all.flatMap(({ type, id, outputs, tags }) =>
      type === "aws:ec2/subnet:Subnet" ? [{ id, zone: String(outputs.availabilityZone), tags }] : [],
    );
  }

  async put(id: string, args: { readonly subnetIds: readonly string[]; readonly owner: string }): Promise<void> {
    await this.client.putInterface(id, { ...args, subnetIds: [...args.subnetIds] });
  }

  remove(id: string): Promise<void> {
    return this.client.removeInterface(id);
  }

  private resources(): Promise<ShownResource[]> {
    const now = this.now();
    if (!this.recent || now - this.recent.at > cacheMs) this.recent = { at: now, answer: this.client.resources() };
    return this.recent.answer;
  }
}
