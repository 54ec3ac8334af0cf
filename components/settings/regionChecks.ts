import { issueIf } from "../../core/schema/crossField";
import { certificateAuthorityRegions } from "../data/bootstrap/certificateAuthority";
import type { SettingsCheck } from "./settingsCheck";

/**
 * Names of zones in which EKS places no control plane. EKS documents IDs (use1-az3, usw1-az2, cac1-az3), and names map to IDs
 * differently in each account: only us-east-1e is use1-az3 in most of them.
 * https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
const withoutControlPlane: Readonly<Record<string, string>> = { "us-east-1e": "use1-az3" };

/** Cross-field checks of `region` and `zones` against what AWS offers there. */
export const regionChecks: readonly SettingsCheck[] = [
  {
    reads: ["region"],
    find: ({ region }) =>
      issueIf(!certificateAuthorityRegions.includes(region), {
        message: `must be a region whose RDS certificate authorities are known, which pods need to connect to the database: ${certificateAuthorityRegions.join(", ")}`,
        fix: `use one of these regions, or add the three G1 roots of https://truststore.pki.rds.amazonaws.com/${region}/${region}-bundle.pem to components/data/bootstrap/certificateAuthorities.json`,
      }),
  },
  {
    reads: ["zones", "region"],
    find: ({ zones, region }) =>
      zones.flatMap((zone, index) => {
        const id = withoutControlPlane[zone];
        return issueIf(id !== undefined, {
          path: ["zones", index],
          message: `must not be ${zone}: in most accounts it is ${id}, where EKS does not place control planes`,
          fix: `use another zone; aws ec2 describe-availability-zones --region ${region} --query "AvailabilityZones[].[ZoneName,ZoneId]" prints the IDs of your account, which must not include ${id}`,
        });
      }),
  },
];
