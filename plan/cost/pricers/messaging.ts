import { free, type Pricers, pricersOf, unpriced } from "../priced";

/** Queues and events. Events of AWS services on the default bus cost nothing; requests to a queue do. */
export const messagingPricers: Pricers = {
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
