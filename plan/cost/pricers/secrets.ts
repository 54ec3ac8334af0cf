import type { Declared } from "../../../core/graph/registration";
import { listOf } from "../../../core/json/reading";
import { free, type Item, monthly, type Priced, type Pricers, priced, pricersOf } from "../priced";
import { price, rate } from "../prices";

/** Secrets Manager. */
export const secretsPricers: Pricers = {
  "aws:secretsmanager/secret:Secret": secret,
  ...pricersOf(free, [
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    "aws:secretsmanager/secretRotation:SecretRotation",
    "aws:secretsmanager/secretVersion:SecretVersion",
    "aws:secretsmanager/tag:Tag",
  ]),
};

/** A replica in another region is charged like the secret. */
function secret({ inputs }: Declared): Priced {
  return priced(secretItem("secret", 1 + listOf(inputs.replicas).length));
}

export function secretItem(item: string, count: number): Item {
  const calls = `, and ${rate(price("secrets.calls"))} for each 10,000 calls`;
  return monthly(item, count, count === 1 ? "1 secret" : `${count} secrets`, price("secrets.secret"), calls);
}
