import { free, type Pricers, pricersOf, unpriced } from "../priced";

/** CloudWatch Logs: what is written decides. */
export const logsPricers: Pricers = {
  ...pricersOf(unpriced, ["aws:cloudwatch/logGroup:LogGroup"]),
  ...pricersOf(free, ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "aws:cloudwatch/logStream:LogStream"]),
};
