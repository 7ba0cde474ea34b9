// Has the worker arrange a view, and remembers what it found.

import type { Order, Report } from "./layout.worker";
import type { Plan } from "./layout";
import { planOf } from "./plan";
import type { View } from "./view";

export type Places = Map<string, { x: number; y: number }>;

export class Arranger {
  private readonly worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  private readonly kept = new Map<string, Promise<Places>>();
  private orders = 0;

  /** Returns the places of all nodes of a view; tells how far it is, from 0 to 1. */
  arrange(key: string, view: View, told: (share: number) => void): Promise<Places> {
    const name = `${view.version} ${key}`;
    const known = this.kept.get(name);
    if (known) return known;
    const made = this.order(planOf(view), told);
    this.kept.set(name, made);
    made.catch(() => this.kept.delete(name));
    return made;
  }

  private order(plan: Plan, told: (share: number) => void): Promise<Places> {
    const id = ++this.orders;
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.worker.removeEventListener("message", hear);
        this.worker.removeEventListener("error", fail);
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
      this.worker.addEventListener("message", hear);
      this.worker.addEventListener("error", fail);
      this.worker.postMessage({ id, plan } satisfies Order);
    });
  }
}

function placesFrom(nodes: string[], places: Float32Array): Places {
  return new Map(nodes.map((node, index) => [node, { x: places[2 * index] ?? 0, y: places[2 * index + 1] ?? 0 }]));
}
