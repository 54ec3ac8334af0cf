import { specimens } from "../../specimen";
import { ingress } from "../../specimens/exposure";
import { rule } from "./ingressHasTls";

export default specimens(rule, {
  passing: [
    { title: "a certificate in a Secret", stack: [ingress()] },
    {
      title: "an AWS certificate",
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
      title: "an Ingress without spec.tls",
      stack: [ingress({ tls: undefined })],
      message: "the Ingress must have a certificate; it does not set: spec.tls",
    },
    {
      title: "an Ingress with an empty spec.tls",
      stack: [ingress({ tls: [] })],
      message: "the Ingress must have a certificate; it does not set: spec.tls",
    },
  ],
});
