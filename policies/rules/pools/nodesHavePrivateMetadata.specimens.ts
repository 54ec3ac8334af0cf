import { specimens } from "../../specimen";
import { nodeClass } from "../../specimens/pools";
import { rule } from "./nodesHavePrivateMetadata";

export default specimens(rule, {
  passing: [
    { of: "a node class that sets both options", stack: [nodeClass()] },
    { of: "Karpenter's defaults", stack: [nodeClass({ metadataOptions: undefined })] },
  ],
  failing: [
    {
      of: "metadata without a required token",
      stack: [nodeClass({ metadataOptions: { httpTokens: "optional" } })],
      says: "the node class must block pods from the metadata service with: metadataOptions.httpTokens",
    },
    {
      of: "a hop limit that reaches pods",
      stack: [nodeClass({ metadataOptions: { httpPutResponseHopLimit: 2 } })],
      says: "the node class must block pods from the metadata service with: metadataOptions.httpPutResponseHopLimit",
    },
  ],
});
