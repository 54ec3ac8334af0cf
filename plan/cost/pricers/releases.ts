import type { Declared } from "../../../core/graph/registration";
import type { Json, JsonObject } from "../../../core/json/json";
import { free, hourly, type Item, monthly, type Priced, type Pricers, unpriced } from "../priced";
import { price, rate } from "../prices";
import { numberOf, objectOf, quantityOf } from "../reading";

/** Charts whose values make AWS make something. Pods of others are on nodes, which have prices of their own. */
export const releasePricers: Pricers = { "kubernetes:helm.sh/v3:Release": release };

const charts: Readonly<Record<string, (values: JsonObject) => (Item | undefined)[]>> = {
  gateway: (values) => [loadBalancer(values)],
  grafana: ({ persistence }) => {
    const { enabled, size } = objectOf(persistence);
    return enabled === true ? [volumes("volume of dashboards", 1, size)] : [];
  },
  "kube-prometheus-stack": ({ prometheus, alertmanager }) => {
    const { replicas, storageSpec } = objectOf(objectOf(prometheus).prometheusSpec);
    const alerts = objectOf(objectOf(alertmanager).alertmanagerSpec);
    return [
      volumes("volumes of metrics", replicas, claimed(storageSpec)),
      volumes("volumes of alerts", alerts.replicas, claimed(alerts.storage)),
    ];
  },
};

function release({ inputs }: Declared): Priced {
  const priceOf = charts[String(inputs.name)];
  if (!priceOf) return free;
  const items = priceOf(objectOf(inputs.values));
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? { items: known, unpriced: false } : unpriced;
}

/** An internal one: one that faces the Internet pays for addresses too. */
function loadBalancer({ service }: JsonObject): Item | undefined {
  const scheme = objectOf(objectOf(service).annotations)["service.beta.kubernetes.io/aws-load-balancer-scheme"];
  if (scheme !== "internal") return undefined;
  const beside = `, and ${rate(price("nlb.lcu"))} for each capacity unit and hour`;
  return hourly("network load balancer", 1, "1 load balancer", price("nlb.hour"), beside);
}

/** Of the default class, which is gp3. */
function volumes(item: string, count: Json | undefined, size: Json | undefined): Item | undefined {
  const bytes = quantityOf(size);
  const number = numberOf(count);
  if (bytes === undefined || number === undefined) return undefined;
  const gibibytes = number * (bytes / 2 ** 30);
  return monthly(item, gibibytes, `${gibibytes} GB`, price("ebs.gp3.gb"));
}

function claimed(storage: Json | undefined): Json | undefined {
  const { spec } = objectOf(objectOf(storage).volumeClaimTemplate);
  return objectOf(objectOf(objectOf(spec).resources).requests).storage;
}
