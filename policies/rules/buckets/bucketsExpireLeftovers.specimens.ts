import { specimens } from "../../specimen";
import { bucket } from "../../specimens/bucket";
import { rule } from "./bucketsExpireLeftovers";

const uploads = { id: "uploads", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
const versions = { id: "versions", filter: {}, noncurrentVersionExpiration: { noncurrentDays: 90 } };

export default specimens(rule, {
  passing: [
    { title: "a bucket with both lifecycle rules", stack: bucket() },
    {
      title: "a bucket with one lifecycle rule that does both",
      stack: bucket({ lifecycle: { rules: [{ ...uploads, ...versions, status: "Enabled" }] } }),
    },
  ],
  failing: [
    {
      title: "a bucket without a rule for incomplete uploads",
      stack: bucket({ lifecycle: undefined }),
      message: "must have a lifecycle rule that aborts incomplete uploads",
    },
    {
      title: "a bucket with a rule for noncurrent versions of tagged objects only",
      stack: bucket({
        lifecycle: {
          rules: [
            { ...uploads, status: "Enabled" },
            { ...versions, status: "Enabled", filter: { tag: { key: "kind", value: "log" } } },
          ],
        },
      }),
      message: "must have a lifecycle rule that expires noncurrent versions",
    },
    {
      title: "a bucket with a disabled rule for noncurrent versions",
      stack: bucket({
        lifecycle: {
          rules: [
            { ...uploads, status: "Enabled" },
            { ...versions, status: "Disabled" },
          ],
        },
      }),
      message: "must have a lifecycle rule that expires noncurrent versions",
    },
  ],
});
