// Where the nodes of a view are, in the layout that is asked for and the room that there is.

import { alongTime } from "./chronology";
import { inColumns } from "./columns";
import type { Arrangement, Frame } from "./guides";
import type { Layout, Looks } from "./looks";
import { byFirstGames, type Band } from "./opening";
import type { View } from "./view";

/** Arranges a view so that places mean something; forces are for the worker. */
export function fit(layout: Exclude<Layout, "force">, view: View, looks: Looks, bands: readonly Band[], frame: Frame): Arrangement {
  if (layout === "timeline") return alongTime(view, (node) => looks.radius(node), frame);
  if (view.show === "partners") return byFirstGames(view.nodes, bands, (node) => looks.amount(node), frame);
  return inColumns(view, (node) => looks.radius(node), frame);
}
