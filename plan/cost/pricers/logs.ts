import { free, type Pricers, pricersOf, unpriced } from "../priced";

/** CloudWatch Logs, priced by the data that is written. */
export const logsPricers: Pricers = {
  ...pricersOf(unpriced, ["aws:cloudwatch/logGroup:LogGroup"]),
  ...pricersOf(free, ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "aws:cloudwatch/logStream:LogStream"]),
};
