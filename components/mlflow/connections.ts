/** Worker processes of each pod. */
export const workers = 2;

/** Stores of each worker, each with a pool of connections: tracking, model registry, users. */
const stores = 3;

/** Connections that each pool keeps open, and further connections under load. */
export const connectionPool = { size: 5, overflow: 3 } as const;

/** Returns the maximum number of MLflow's connections to the database of each pod. */
export function connectionsPerPod(): number {
  return workers * stores * (connectionPool.size + connectionPool.overflow);
}

/** Returns the maximum number of pods that the autoscaler sets. */
export function mostPods(replicas: number): number {
  return replicas * 3;
}

/** Returns the maximum number of MLflow's connections to the database: a rolling update adds one pod. */
export function mostConnections(replicas: number): number {
  return (mostPods(replicas) + 1) * connectionsPerPod();
}
