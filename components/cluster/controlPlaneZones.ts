/**
 * Returns the zones of the control plane's network interfaces.
 *
 * @param chosen Zones of the setting `cluster.controlPlaneZones`. @default the first two zones of the network
 * @param zones Zones of the network.
 */
export function controlPlaneZones(chosen: readonly string[] | undefined, zones: readonly string[]): readonly string[] {
  return chosen ?? zones.slice(0, 2);
}
