import { free, monthly, type Pricers, priced, pricersOf, unpriced } from "../priced";
import { price } from "../prices";

/** Queues, events and alarms. Events of AWS services on the default bus cost nothing; requests to a queue do. */
export const messagingPricers: Pricers = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": () => priced(monthly("alarm", 1, "1 alarm", price("cloudwatch.alarm"))),
  ...pricersOf(unpriced, ["aws:cloudwatch/eventBus:EventBus", "aws:sns/topic:Topic", "aws:sqs/queue:Queue"]),
  ...pricersOf(free, [
    "aws:cloudwatch/eventRule:EventRule",
    "aws:cloudwatch/eventTarget:EventTarget",
    "aws:sns/topicPolicy:TopicPolicy",
    "aws:sns/topicSubscription:TopicSubscription",
    "aws:sqs/queuePolicy:QueuePolicy",
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
    "aws:sqs/redrivePolicy:RedrivePolicy",
  ]),
};
