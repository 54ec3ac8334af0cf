/** A zone of a region in which EKS places no control plane. */
interface UnsupportedZone {
  /** The zone's ID, which is the same in all accounts. */
  readonly id: string;
  /** The zone's name in most accounts, if it has one: names map to IDs differently in each account. */
  readonly typicalName?: string;
}

/**
 * Zones in which EKS places no control plane, by region.
 *
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html#network-requirements-subnets
 */
const unsupportedZones: Readonly<Record<string, UnsupportedZone>> = {
  "ca-central-1": { id: "cac1-az3" },
  "us-east-1": { id: "use1-az3", typicalName: "us-east-1e" },
  "us-west-1": { id: "usw1-az2" },
};

/** IDs of all zones in which EKS places no control plane. */
export const unsupportedZoneIds: readonly string[] = Object.values(unsupportedZones).map(({ id }) => id);

/** Returns the zone of a region in which EKS places no control plane, or undefined. */
export function unsupportedZone(region: string): UnsupportedZone | undefined {
  return unsupportedZones[region];
}

/** Returns the command that prints names and IDs of the zones of the account. */
export function zoneIdCommand(region: string): string {
  return `aws ec2 describe-availability-zones --region ${region} --query "AvailabilityZones[].[ZoneName,ZoneId]"`;
}
