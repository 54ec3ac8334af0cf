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
    { of: "a queue with all of them", stack: [queue()] },
    { of: "a queue with those of its provider", stack: [provider({ owner }), queue({ tags: { owner: undefined } })] },
    { of: "nodes with all of them", stack: [launchTemplate()] },
  ],
  failing: [
    {
      of: "a queue without",
      stack: [queue({ tags: undefined })],
      says: "tags: lacks owner, platform, environment, managed-by",
    },
    { of: "a queue without an owner", stack: [queue({ tags: { owner: undefined } })], says: "tags: lacks owner" },
    {
      of: "a queue that takes its provider's tag away",
      stack: [provider(tags), queue({ tags: { owner: "" } })],
      says: "tags: lacks owner",
    },
    {
      of: "a tag that one provider of two has",
      stack: [provider({ owner }), provider({}, "aws-other"), queue({ tags: { owner: undefined } })],
      says: "tags: lacks owner",
    },
    {
      of: "another tag that is asked for",
      stack: [queue()],
      context: { requiredTags: ["owner", "cost-center"] },
      says: "tags: lacks cost-center",
    },
    {
      of: "nodes whose disks have none",
      stack: [launchTemplate({ tagSpecifications: [{ resourceType: "instance", tags }] })],
      says: "tagSpecifications: tags of each volume lack owner, platform, environment, managed-by",
    },
    {
      of: "nodes that rely on their provider",
      stack: [
        provider(tags),
        launchTemplate({
          tagSpecifications: [
            { resourceType: "instance", tags: withoutOwner },
            { resourceType: "volume", tags },
          ],
        }),
      ],
      says: "tagSpecifications: tags of each instance lack owner",
    },
  ],
});
