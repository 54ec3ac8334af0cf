import { countLimits } from "../../core/aws/serviceLimits";
import { issueIf } from "../../core/schema/crossField";
import type { SettingsCheck } from "./settingsCheck";

/** Tags that the platform sets on every resource. */
const platformTags = ["Name", "platform", "environment", "managed-by"];

/** Number of tags that are reserved for the platform, EKS and Karpenter, which add their own tags to instances. */
const reservedTags = 10;

/** Cross-field checks of `tags`. IAM compares the keys of tags without regard to case. */
export const tagChecks: readonly SettingsCheck[] = [
  {
    reads: ["tags"],
    find: ({ tags }) =>
      Object.keys(tags).flatMap((key) =>
        issueIf(
          platformTags.some((own) => sameKey(own, key)),
          {
            path: ["tags", key],
            message: `must not be a tag that the platform sets: ${platformTags.join(", ")}`,
            fix: "use another key",
          },
        ),
      ),
  },
  {
    reads: ["tags"],
    find: ({ tags }) => {
      const keys = Object.keys(tags);
      return keys.flatMap((key, index) => {
        const first = keys.findIndex((other) => sameKey(other, key));
        return issueIf(first < index, {
          path: ["tags", key],
          message: `must differ from ${keys[first]} by more than case: IAM treats both as one key`,
          fix: "remove one of them",
        });
      });
    },
  },
  {
    reads: ["tags"],
    find: ({ tags }) => {
      const most = countLimits.tags.maximum - reservedTags;
      const count = Object.keys(tags).length;
      return issueIf(count > most, {
        message: `must be at most ${most} tags, not ${count}: AWS accepts ${countLimits.tags.maximum} for each resource, and the platform, EKS and Karpenter add their own`,
        fix: `remove tags until ${most} are left`,
      });
    },
  },
];

function sameKey(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
