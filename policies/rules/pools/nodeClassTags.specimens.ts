import { specimens } from "../../specimen";
import { nodeClass } from "../../specimens/pools";
import { rule } from "./nodeClassTags";

export default specimens(rule, {
  passing: [
    { title: "a node class with all required tags", stack: [nodeClass()] },
    {
      title: "a node class without a tag that is not required",
      stack: [nodeClass({ tags: { owner: undefined } })],
      context: { requiredTags: [] },
    },
  ],
  failing: [
    {
      title: "a node class without the tag owner",
      stack: [nodeClass({ tags: { owner: undefined } })],
      message: "spec.tags must include: owner",
    },
    {
      title: "a node class without tags",
      stack: [nodeClass({ tags: undefined })],
      message: "spec.tags must include: owner, environment, managed-by, platform",
    },
  ],
});
