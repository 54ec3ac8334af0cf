import { specimens } from "../../specimen";
import { nodeClass } from "../../specimens/pools";
import { rule } from "./nodeClassTags";

export default specimens(rule, {
  passing: [
    { of: "all tags", stack: [nodeClass()] },
    {
      of: "a tag that nobody asks for here",
      stack: [nodeClass({ tags: { owner: undefined } })],
      context: { requiredTags: [] },
    },
  ],
  failing: [
    { of: "no owner", stack: [nodeClass({ tags: { owner: undefined } })], says: "nodes have no tags: owner" },
    {
      of: "no tags",
      stack: [nodeClass({ tags: undefined })],
      says: "nodes have no tags: owner, environment, managed-by, platform",
    },
  ],
});
