import { specimens } from "../../specimen";
import { servedModel, verticalPodAutoscaler } from "../../specimens/serving";
import { rule } from "./oneAutoscaler";

const deployment = "churn-v1-predictor";
const byRequests = [
  {
    type: "Pods",
    pods: { metric: { name: "model_requests_in_flight" }, target: { type: "AverageValue", averageValue: "4" } },
  },
];

export default specimens(rule, {
  passing: [
    {
      title: "a VerticalPodAutoscaler that only recommends",
      stack: [...servedModel(), verticalPodAutoscaler(deployment, { updatePolicy: { updateMode: "Off" } })],
    },
    { title: "a VerticalPodAutoscaler for other pods", stack: [...servedModel(), verticalPodAutoscaler("another")] },
    {
      title: "pods that scale by requests",
      stack: [...servedModel({ autoscaler: { metrics: byRequests } }), verticalPodAutoscaler(deployment)],
    },
  ],
  failing: [
    {
      title: "a VerticalPodAutoscaler and a HorizontalPodAutoscaler without metrics",
      stack: [...servedModel({ autoscaler: { metrics: undefined } }), verticalPodAutoscaler(deployment)],
      message: "must not scale by CPU or memory, because a VerticalPodAutoscaler resizes the same pods",
    },
    {
      title: "a VerticalPodAutoscaler and a HorizontalPodAutoscaler by CPU",
      stack: [...servedModel(), verticalPodAutoscaler(deployment)],
      message: "must not scale by CPU or memory, because a VerticalPodAutoscaler resizes the same pods",
    },
    {
      title: "a VerticalPodAutoscaler with the default mode",
      stack: [...servedModel(), verticalPodAutoscaler(deployment, { updatePolicy: undefined })],
      message: "must not scale by CPU or memory, because a VerticalPodAutoscaler resizes the same pods",
    },
  ],
});
