import { specimens } from "../../specimen";
import { nodeClass } from "../../specimens/pools";
import { rule } from "./nodeClassTags";

export default specimens(rule, {
  passing: [
    { of: "a node class with all required tags", stack: [nodeClass()] },
    {
      of: "a node class without a tag that is not required",
      stack: [nodeClass({ tags: { owner: undefined } })],
      context: { requiredTags: [] },
    },
  ],
  failing: [
    {
      of: "a node class without the tag owner",
      stack: [nodeClass({ tags: { owner: undefined } })],
      says: "spec.tags must include: owner",
    },
    {
      of: "a node class without tags",
      stack: [nodeClass({ tags: undefined })],
      says: "spec.tags must include: owner, environment, managed-by, platform",
    },
  ],
});
