import { specimens } from "../../specimen";
import { bucket } from "../../specimens/bucket";
import { rule } from "./bucketsExpireLeftovers";

const uploads = { id: "uploads", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
const versions = { id: "versions", filter: {}, noncurrentVersionExpiration: { noncurrentDays: 90 } };

export default specimens(rule, {
  passing: [
    { of: "a bucket with its lifecycle", stack: bucket() },
    {
      of: "both in one rule",
      stack: bucket({ lifecycle: { rules: [{ ...uploads, ...versions, status: "Enabled" }] } }),
    },
  ],
  failing: [
    {
      of: "a bucket without",
      stack: bucket({ lifecycle: undefined }),
      says: "keeps unfinished uploads for ever",
    },
    {
      of: "a rule that is switched off",
      stack: bucket({
        lifecycle: {
          rules: [
            { ...uploads, status: "Enabled" },
            { ...versions, status: "Disabled" },
          ],
        },
      }),
      says: "keeps replaced versions for ever",
    },
  ],
});
