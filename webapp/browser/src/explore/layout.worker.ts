// Arranges graphs off the main thread.

import { arranged, type Plan } from "./layout";

export interface Order {
  id: number;
  plan: Plan;
}
export type Report = { id: number; share: number; places: null } | { id: number; share: 1; places: Float32Array };

addEventListener("message", ({ data: { id, plan } }: MessageEvent<Order>) => {
  const send = (report: Report): void => postMessage(report);
  send({ id, share: 1, places: arranged(plan, (share) => send({ id, share, places: null })) });
});
