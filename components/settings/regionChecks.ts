import { unsupportedZone, zoneIdCommand } from "../../core/aws/controlPlaneZones";
import { issueIf } from "../../core/schema/crossField";
import { certificateAuthorityRegions } from "../data/bootstrap/certificateAuthority";
import type { SettingsCheck } from "./settingsCheck";

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
        const unsupported = unsupportedZone(region);
        return issueIf(zone === unsupported?.typicalName, {
          path: ["zones", index],
          message: `must not be ${zone}: in most accounts it is ${unsupported?.id}, where EKS does not place control planes`,
          fix: `use another zone; ${zoneIdCommand(region)} prints the IDs of your account, which must not include ${unsupported?.id}`,
        });
      }),
  },
];
