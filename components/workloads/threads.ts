import type { TeamEnvironment } from "./containerEnvironment";

/**
 * Returns the number of threads of each process of a container: at least one. Otherwise libraries start a thread for
 * each core of the node. Switching between them then uses up the container's CPU time, and a CPU limit pauses all of
 * them most of the time.
 *
 * @param vcpus CPU limit of the container, or its request if it has no limit.
 * @param processes Number of processes that compute at the same time, usually one for each accelerator.
 */
export function threadCount(vcpus: number, processes = 1): number {
  return Math.max(1, Math.floor(vcpus / processes));
}

/**
 * Returns the variables that limit the threads of libraries, except those that the team sets itself.
 *
 * `OMP_NUM_THREADS` is read by OpenMP, OpenBLAS and MKL, and so by NumPy, scikit-learn, PyTorch, XGBoost and LightGBM.
 * `RAYON_NUM_THREADS` is read by the tokenizers of Hugging Face, and the others by TensorFlow.
 */
export function threadVariables(threads: number, { environment, secrets }: TeamEnvironment): Record<string, string> {
  const names = ["OMP_NUM_THREADS", "RAYON_NUM_THREADS", "TF_NUM_INTEROP_THREADS", "TF_NUM_INTRAOP_THREADS"];
  const free = names.filter((name) => !Object.hasOwn(environment, name) && !Object.hasOwn(secrets, name));
  return Object.fromEntries(free.map((name) => [name, String(threads)]));
}
