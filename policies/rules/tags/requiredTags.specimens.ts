import type { JsonObject } from "../../../core/json/json";
import { resource, specimens } from "../../specimen";
import { tags } from "../../specimens/baseStack";
import { queue } from "../../specimens/data";
import { launchTemplate } from "../../specimens/nodes";
import { rule } from "./requiredTags";

const { owner, ...withoutOwner } = tags;
const provider = (defaults: JsonObject, name = "aws") =>
  resource("pulumi:providers:aws", name, {
    region: "us-east-1",
    defaultTags: JSON.stringify({ tags: defaults }),
  });

export default specimens(rule, {
  passing: [
    { title: "a queue with all tags", stack: [queue()] },
    { title: "a queue with tags of its provider", stack: [provider({ owner }), queue({ tags: { owner: undefined } })] },
    { title: "a launch template with all tags", stack: [launchTemplate()] },
  ],
  failing: [
    {
      title: "a queue without tags",
      stack: [queue({ tags: undefined })],
      message: "tags: must include owner, platform, environment, managed-by",
    },
    {
      title: "a queue without an owner",
      stack: [queue({ tags: { owner: undefined } })],
      message: "tags: must include owner",
    },
    {
      title: "a queue that removes its provider's tag",
      stack: [provider(tags), queue({ tags: { owner: "" } })],
      message: "tags: must include owner",
    },
    {
      title: "a tag that only one of two providers has",
      stack: [provider({ owner }), provider({}, "aws-other"), queue({ tags: { owner: undefined } })],
      message: "tags: must include owner",
    },
    {
      title: "another required tag",
      stack: [queue()],
      context: { requiredTags: ["owner", "cost-center"] },
      message: "tags: must include cost-center",
    },
    {
      title: "a launch template whose volumes have no tags",
      stack: [launchTemplate({ tagSpecifications: [{ resourceType: "instance", tags }] })],
      message: "tagSpecifications: the tags for each volume must include owner, platform, environment, managed-by",
    },
    {
      title: "a launch template whose instances rely on the provider's tags",
      stack: [
        provider(tags),
        launchTemplate({
          tagSpecifications: [
            { resourceType: "instance", tags: withoutOwner },
            { resourceType: "volume", tags },
          ],
        }),
      ],
      message: "tagSpecifications: the tags for each instance must include owner",
    },
  ],
});
