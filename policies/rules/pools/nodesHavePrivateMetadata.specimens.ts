import { specimens } from "../../specimen";
import { nodeClass } from "../../specimens/pools";
import { rule } from "./nodesHavePrivateMetadata";

export default specimens(rule, {
  passing: [
    { of: "both said", stack: [nodeClass()] },
    { of: "Karpenter's defaults", stack: [nodeClass({ metadataOptions: undefined })] },
  ],
  failing: [
    {
      of: "metadata without a token",
      stack: [nodeClass({ metadataOptions: { httpTokens: "optional" } })],
      says: "lets pods read the node's metadata: metadataOptions.httpTokens",
    },
    {
      of: "tokens that come as far as pods",
      stack: [nodeClass({ metadataOptions: { httpPutResponseHopLimit: 2 } })],
      says: "lets pods read the node's metadata: metadataOptions.httpPutResponseHopLimit",
    },
  ],
});
