import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

/** Customers of a data set, in the columns that the model gets. */
export interface Customers {
  readonly columns: ReadonlyMap<string, readonly string[]>;
  readonly labels: readonly number[];
}

const withoutFeature = new Set(["customer_id", "snapshot", "churned"]);
const texts = new Set(["contract", "payment", "region"]);

/** Reads the customers of a data set of workloads/churn. Its values contain neither commas nor quotes. */
export function customersOf(folder: string): Customers {
  const content = gunzipSync(readFileSync(path.join(folder, "customers.csv.gz"))).toString();
  const [header = "", ...lines] = content.trim().split("\n");
  const rows = lines.map((line) => line.split(","));
  const column = (index: number) => rows.map((row) => row[index] ?? "");
  const names = header.split(",");
  return {
    columns: new Map(names.flatMap((name, index) => (withoutFeature.has(name) ? [] : [[name, column(index)]]))),
    labels: column(names.indexOf("churned")).map(Number),
  };
}

const answer = z.object({ model_version: z.string() });

/**
 * Sends customers to a model server, 100 in a request, and then their labels.
 *
 * @returns the version that answered
 */
export async function sendTraffic(
  address: string,
  name: string,
  customers: Customers,
  prefix: string,
): Promise<string> {
  let version = "";
  for (let first = 0; first < customers.labels.length; first += 100) {
    const part = [...customers.columns].map(([column, all]) => {
      const values = all.slice(first, first + 100);
      const data = texts.has(column) ? values : values.map((value) => (value === "" ? null : Number(value)));
      return { name: column, shape: [data.length], datatype: texts.has(column) ? "BYTES" : "FP64", data };
    });
    const id = `${prefix}-${first}`;
    const response = await post(`${address}/v2/models/${name}/infer`, { inputs: part }, { "x-request-id": id });
    version = answer.parse(await response.json()).model_version;
    const labels = customers.labels.slice(first, first + 100);
    await Promise.all(labels.map((label, row) => post(`${address}/v2/models/${name}/feedback`, { id, row, label })));
  }
  return version;
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body), headers });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response;
}
