import { specimens } from "../../specimen";
import { launchTemplate } from "../../specimens/nodes";
import { rule } from "./nodesRequireImdsv2";

export default specimens(rule, {
  passing: [
    { of: "nodes with IMDSv2", stack: [launchTemplate()] },
    {
      of: "nodes without a metadata service",
      stack: [launchTemplate({ metadataOptions: { httpEndpoint: "disabled" } })],
    },
  ],
  failing: [
    {
      of: "nodes that answer plain requests",
      stack: [launchTemplate({ metadataOptions: { httpTokens: "optional" } })],
      says: "metadataOptions.httpTokens: is not required: plain requests are answered",
    },
    {
      of: "nodes with AWS's limit of hops",
      stack: [launchTemplate({ metadataOptions: { httpPutResponseHopLimit: undefined } })],
      says: "metadataOptions.httpPutResponseHopLimit: is not 1: answers reach pods",
    },
  ],
});
