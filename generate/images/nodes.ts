import { architectureOf } from "../../components/cluster/nodeImages";
import { findInstanceType } from "../../components/compute/instanceCatalogue";
import { environments } from "../../components/settings/environments";
import { settingsOf } from "../../components/settings/load";
import { project } from "../../core/stacks/project";
import { readStackFile } from "../../core/stacks/stackFile";
import { type NodePlatform, nodePlatforms } from "./registry";

/**
 * Platforms of all nodes that the stacks' files ask for, Graviton's among them. Any node may run any image: which runs
 * where is a question of pools, which change more often than images.
 */
export function platformsOfNodes(root: string): NodePlatform[] {
  const architectures = environments.flatMap((stack) => {
    const { cluster, compute } = settingsOf({
      ruleNames: "unchecked",
      project,
      stack,
      ...readStackFile(root, stack),
    });
    const types = Object.values(compute.pools).flatMap(({ instanceTypes }) => instanceTypes);
    return [architectureOf(cluster.systemNodes.amiType), ...types.map((type) => findInstanceType(type)?.architecture)];
  });
  return nodePlatforms.filter((platform) => architectures.some((each) => platform === `linux/${each}`));
}
