import { specimens } from "../../specimen";
import { nodeClass } from "../../specimens/pools";
import { rule } from "./nodesHavePrivateMetadata";

export default specimens(rule, {
  passing: [
    { title: "a node class that sets both options", stack: [nodeClass()] },
    { title: "Karpenter's defaults", stack: [nodeClass({ metadataOptions: undefined })] },
  ],
  failing: [
    {
      title: "metadata without a required token",
      stack: [nodeClass({ metadataOptions: { httpTokens: "optional" } })],
      message: "the node class must block pods from the metadata service with: metadataOptions.httpTokens",
    },
    {
      title: "a hop limit that reaches pods",
      stack: [nodeClass({ metadataOptions: { httpPutResponseHopLimit: 2 } })],
      message: "the node class must block pods from the metadata service with: metadataOptions.httpPutResponseHopLimit",
    },
  ],
});
