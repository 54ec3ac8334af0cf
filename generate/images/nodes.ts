import { architectureOf } from "../../components/cluster/nodeImages";
import { findInstanceType } from "../../components/compute/instanceCatalogue";
import { settingsOf } from "../../components/settings/load";
import { project } from "../../core/stacks/project";
import { readStackFile, stacks } from "../../core/stacks/stackFile";
import { type NodePlatform, nodePlatforms } from "./registry";

/**
 * Returns the platforms of all nodes in the stacks' files, such as `linux/arm64` for Graviton. All images must support
 * all of them, because pools change more often than images.
 *
 * @param folder Folder of the stacks' files.
 */
export function platformsOfNodes(folder: string): NodePlatform[] {
  const architectures = stacks(folder).flatMap((stack) => {
    const { cluster, compute } = settingsOf({
      ruleNames: "unchecked",
      project,
      stack,
      ...readStackFile(folder, stack),
    });
    const types = Object.values(compute.pools).flatMap(({ instanceTypes }) => instanceTypes);
    return [architectureOf(cluster.systemNodes.amiType), ...types.map((type) => findInstanceType(type)?.architecture)];
  });
  return nodePlatforms.filter((platform) => architectures.some((each) => platform === `linux/${each}`));
}
