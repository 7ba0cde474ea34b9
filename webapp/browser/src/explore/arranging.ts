// Where the nodes of a view are: as the server says, or else as the worker arranges them, which is then remembered.

import type { Order, Report } from "./layout.worker";
import script from "./layout.worker?worker&url";
import type { Plan } from "./layout";
import { planOf } from "./plan";
import type { View } from "./view";

export type Places = Map<string, { x: number; y: number }>;

export class Arranger {
  private worker: Promise<Worker> | null = null;
  private readonly kept = new Map<string, Promise<Places>>();
  private orders = 0;

  /** Returns the places of all nodes of a view; tells how far it is, from 0 to 1. */
  arrange(key: string, view: View, told: (share: number) => void): Promise<Places> {
    const name = `${view.version} ${key}`;
    const known = this.kept.get(name);
    if (known) return known;
    const given = placesIn(view);
    const made = given ? Promise.resolve(given) : this.order(planOf(view), told);
    this.kept.set(name, made);
    made.catch(() => this.kept.delete(name));
    return made;
  }

  private async order(plan: Plan, told: (share: number) => void): Promise<Places> {
    const id = ++this.orders;
    const worker = await (this.worker ??= started());
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        worker.removeEventListener("message", hear);
        worker.removeEventListener("error", fail);
      };
      const hear = ({ data }: MessageEvent<Report>): void => {
        if (data.id !== id) return;
        told(data.share);
        if (data.places === null) return;
        settle();
        resolve(placesFrom(plan.nodes, data.places));
      };
      const fail = (event: ErrorEvent): void => {
        settle();
        reject(new Error(event.message || "The arrangement could not be computed."));
      };
      worker.addEventListener("message", hear);
      worker.addEventListener("error", fail);
      worker.postMessage({ id, plan } satisfies Order);
    });
  }
}

/**
 * Starts the worker. A sandboxed frame has an origin of its own, "null", and may not start the script of another one, but
 * may fetch it.
 */
async function started(): Promise<Worker> {
  if (origin !== "null") return new Worker(script, { type: "module" });
  const text = await (await fetch(script)).text();
  return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
}

/** Returns where the server says that the nodes are; null where it does not say it of every one. */
function placesIn({ nodes }: View): Places | null {
  const places: Places = new Map();
  for (const { id, at } of nodes) {
    if (at === null) return null;
    places.set(id, { x: at[0], y: at[1] });
  }
  return places;
}

function placesFrom(nodes: string[], places: Float32Array): Places {
  return new Map(nodes.map((node, index) => [node, { x: places[2 * index] ?? 0, y: places[2 * index + 1] ?? 0 }]));
}
