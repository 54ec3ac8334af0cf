import type { Declared } from "../../../core/graph/registration";
import { free, monthly, type Priced, type Pricers, priced, pricersOf } from "../priced";
import { price, rate } from "../prices";

/** Encryption keys. */
export const kmsPricers: Pricers = {
  "aws:kms/key:Key": key,
  "aws:kms/replicaKey:ReplicaKey": key,
  ...pricersOf(free, ["aws:kms/alias:Alias", "aws:kms/grant:Grant", "aws:kms/keyPolicy:KeyPolicy"]),
};

function key({ inputs }: Declared): Priced {
  const listPrice = price("kms.key");
  const rotation =
    inputs.enableKeyRotation === true ? `, ${rate(listPrice)} more after each of the first two rotations` : "";
  const requests = `, and ${rate(price("kms.requests"))} for each 10,000 requests`;
  return priced(monthly("key", 1, "1 key", listPrice, `${rotation}${requests}`));
}
