import type { Declared } from "../../../core/graph/registration";
import type { JsonObject } from "../../../core/json/json";
import { numberOf } from "../../../core/json/reading";
import { free, hourly, type Priced, type Pricers, pricersOf, unpriced } from "../priced";
import { findPrice } from "../prices";

/** Caches, by their nodes. */
export const elasticachePricers: Pricers = {
  "aws:elasticache/cluster:Cluster": ({ inputs }) => cache(inputs, numberOf(inputs.numCacheNodes)),
  "aws:elasticache/replicationGroup:ReplicationGroup": replicationGroup,
  ...pricersOf(free, [
    "aws:elasticache/parameterGroup:ParameterGroup",
    "aws:elasticache/subnetGroup:SubnetGroup",
    "aws:elasticache/user:User",
    "aws:elasticache/userGroup:UserGroup",
    "aws:elasticache/userGroupAssociation:UserGroupAssociation",
  ]),
};

/** Prices a replication group by its nodes: a primary with one replica counts as two. */
function replicationGroup({ inputs }: Declared): Priced {
  const shards = numberOf(inputs.numNodeGroups);
  const sharded = shards === undefined ? 1 : shards * (1 + (numberOf(inputs.replicasPerNodeGroup) ?? 0));
  return cache(inputs, numberOf(inputs.numCacheClusters) ?? sharded);
}

/** The engine defaults to Redis. Backups are charged by use, at a price that is not in the table. */
function cache(inputs: JsonObject, nodes: number | undefined): Priced {
  const { engine = "redis", nodeType } = inputs;
  const listPrice = findPrice(`elasticache.${String(engine)}.${String(nodeType)}`);
  if (!listPrice || nodes === undefined) return unpriced;
  return {
    items: [hourly("cache nodes", nodes, `${nodes} × ${String(nodeType)}`, listPrice)],
    unpriced: (numberOf(inputs.snapshotRetentionLimit) ?? 0) > 0,
  };
}
