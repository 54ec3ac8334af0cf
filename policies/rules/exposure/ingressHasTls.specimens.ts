import { specimens } from "../../specimen";
import { ingress } from "../../specimens/exposure";
import { rule } from "./ingressHasTls";

export default specimens(rule, {
  passing: [
    { of: "a certificate in a Secret", stack: [ingress()] },
    {
      of: "an AWS certificate",
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
    {
      of: "an Ingress without spec.tls",
      stack: [ingress({ tls: undefined })],
      says: "the Ingress must have a certificate; it does not set: spec.tls",
    },
    {
      of: "an Ingress with an empty spec.tls",
      stack: [ingress({ tls: [] })],
      says: "the Ingress must have a certificate; it does not set: spec.tls",
    },
  ],
});
