import { free, type Pricers, pricersOf } from "../priced";

/** Launch templates, placement groups and tags cost nothing: node groups and Karpenter's pools have the price. */
export const ec2Pricers: Pricers = pricersOf(free, [
  "aws:autoscaling/tag:Tag",
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/placementGroup:PlacementGroup",
]);
