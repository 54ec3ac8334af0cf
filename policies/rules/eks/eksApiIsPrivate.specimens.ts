import { specimens } from "../../specimen";
import { cluster } from "../../specimens/cluster";
import { rule } from "./eksApiIsPrivate";

export default specimens(rule, {
  passing: [
    { of: "a private API", stack: [cluster()] },
    {
      of: "an API for one network",
      stack: [cluster({ vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["192.0.2.0/24"] } })],
    },
  ],
  failing: [
    {
      of: "an API for everybody",
      stack: [cluster({ vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["192.0.2.0/24", "0.0.0.0/0"] } })],
      says: "vpcConfig.publicAccessCidrs[1]: opens the API to the whole Internet",
    },
    {
      of: "an API without a private way",
      stack: [cluster({ vpcConfig: { endpointPrivateAccess: false } })],
      says: "vpcConfig.endpointPrivateAccess: is off: nodes reach the API over the Internet",
    },
  ],
});
