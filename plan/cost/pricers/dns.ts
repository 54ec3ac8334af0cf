import { free, monthly, type Pricers, priced, pricersOf } from "../priced";
import { price } from "../prices";

/** Names and certificates. */
export const dnsPricers: Pricers = {
  "aws:route53/zone:Zone": () =>
    priced(monthly("hosted zone", 1, "1 zone", price("route53.zone"), ", and its queries")),
  ...pricersOf(free, [
    // Public certificates cost nothing. A private authority is another resource.
    "aws:acm/certificateValidation:CertificateValidation",
    "aws:route53/record:Record",
    "aws:route53/zoneAssociation:ZoneAssociation",
  ]),
};
