import { free, type Pricers, pricersOf } from "../priced";

/** What nodes are made by: node groups and Karpenter's pools bear the price. */
export const ec2Pricers: Pricers = pricersOf(free, [
  "aws:autoscaling/tag:Tag",
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/placementGroup:PlacementGroup",
]);
