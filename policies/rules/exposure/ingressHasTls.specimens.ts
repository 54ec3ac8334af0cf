import { specimens } from "../../specimen";
import { ingress } from "../../specimens/exposure";
import { rule } from "./ingressHasTls";

export default specimens(rule, {
  passing: [
    { of: "a certificate in a secret", stack: [ingress()] },
    {
      of: "a certificate of AWS's",
      stack: [
        ingress(
          { tls: undefined },
          {
            annotations: {
              "alb.ingress.kubernetes.io/certificate-arn":
                "arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555",
            },
          },
        ),
      ],
    },
  ],
  failing: [
    { of: "none", stack: [ingress({ tls: undefined })], says: "has no certificate: spec.tls" },
    { of: "an empty list", stack: [ingress({ tls: [] })], says: "has no certificate: spec.tls" },
  ],
});
