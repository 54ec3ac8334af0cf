import { specimens } from "../../specimen";
import { launchTemplate } from "../../specimens/nodes";
import { rule } from "./nodesRequireImdsv2";

export default specimens(rule, {
  passing: [
    { of: "nodes that require IMDSv2", stack: [launchTemplate()] },
    {
      of: "nodes without a metadata service",
      stack: [launchTemplate({ metadataOptions: { httpEndpoint: "disabled" } })],
    },
  ],
  failing: [
    {
      of: "nodes that answer IMDSv1 requests",
      stack: [launchTemplate({ metadataOptions: { httpTokens: "optional" } })],
      says: "metadataOptions.httpTokens: must be required, or IMDSv1 requests are answered",
    },
    {
      of: "nodes with AWS's default hop limit",
      stack: [launchTemplate({ metadataOptions: { httpPutResponseHopLimit: undefined } })],
      says: "metadataOptions.httpPutResponseHopLimit: must be 1, or pods reach the metadata service",
    },
  ],
});
