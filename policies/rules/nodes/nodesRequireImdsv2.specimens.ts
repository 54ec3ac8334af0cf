import { specimens } from "../../specimen";
import { launchTemplate } from "../../specimens/nodes";
import { rule } from "./nodesRequireImdsv2";

export default specimens(rule, {
  passing: [
    { title: "nodes that require IMDSv2", stack: [launchTemplate()] },
    {
      title: "nodes without a metadata service",
      stack: [launchTemplate({ metadataOptions: { httpEndpoint: "disabled" } })],
    },
  ],
  failing: [
    {
      title: "nodes that answer IMDSv1 requests",
      stack: [launchTemplate({ metadataOptions: { httpTokens: "optional" } })],
      message: "metadataOptions.httpTokens: must be required; otherwise IMDSv1 requests are answered",
    },
    {
      title: "nodes with AWS's default hop limit",
      stack: [launchTemplate({ metadataOptions: { httpPutResponseHopLimit: undefined } })],
      message: "metadataOptions.httpPutResponseHopLimit: must be 1; otherwise pods reach the metadata service",
    },
  ],
});
