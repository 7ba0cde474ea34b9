// Where the nodes are. A function of the graph alone: the same view gives the same picture, in every browser tab.

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";

export interface Plan {
  nodes: string[];
  /** Radius of each node. */
  sizes: Float32Array;
  /** Indices of the two ends of each edge, one pair after the other. */
  ends: Uint32Array;
  weights: Float32Array;
}

/** The picture is about this wide and high, in the unit of the radii: pixels of a middling screen. */
const EXTENT = 1000;
const CHUNKS = 10;
const MANY = 5000;
/** How far from the middle nodes begin. */
const START = 300;

/** Returns how many rounds a graph gets: fewer the larger it is, yet always the same for the same size. */
export function roundsFor(nodes: number): number {
  return Math.round(Math.min(500, Math.max(20, 140_000 / Math.max(nodes, 1))));
}

/** Returns x and y of each node in turn; tells between rounds how far it is, from 0 to 1. */
export function arranged(plan: Plan, told: (share: number) => void = () => {}): Float32Array {
  const graph = graphOf(plan);
  if (graph.order > 1) {
    gather(graph);
    const settings = {
      barnesHutOptimize: graph.order > 300,
      barnesHutTheta: 1,
      strongGravityMode: true,
      gravity: 0.05,
      scalingRatio: 10,
      slowDown: 1 + Math.log(graph.order),
      // Where there is room for all, what belongs together more loosely need not be far away.
      edgeWeightInfluence: graph.order > 120 ? 1 : 0.3,
      // Hubs such as a country draw less, so that those around one programme come out as a group.
      outboundAttractionDistribution: graph.order > 120,
    };
    const iterations = Math.ceil(roundsFor(graph.order) / CHUNKS);
    for (let chunk = 1; chunk <= CHUNKS; chunk++) {
      forceAtlas2.assign(graph, { iterations, settings });
      told(chunk / (CHUNKS + 1));
    }
    scale(graph, plan);
    // Among very many it would take longer than all the rest, and one sees no marks overlap.
    if (graph.order <= MANY) {
      const margin = graph.order > 400 ? 2 : 12;
      noverlap.assign(graph, { maxIterations: 35, settings: { margin, ratio: 1, expansion: 1.05, speed: 3 } });
    }
  }
  return placesOf(graph, plan);
}

function graphOf({ nodes, sizes, ends, weights }: Plan): Graph {
  const graph = new Graph({ type: "undirected", multi: true });
  nodes.forEach((node, index) => graph.addNode(node, { ...startOf(node), size: sizes[index] ?? 1 }));
  for (let edge = 0; edge < weights.length; edge++) {
    const [one, other] = [nodes[ends[2 * edge] ?? 0], nodes[ends[2 * edge + 1] ?? 0]];
    if (one !== undefined && other !== undefined && one !== other) graph.addEdge(one, other, { weight: weights[edge] });
  }
  return graph;
}

/** Returns where a node starts: anywhere in a disc, but always there, as its name decides. */
export function startOf(node: string): { x: number; y: number } {
  const angle = 2 * Math.PI * chance(`${node} angle`);
  const radius = 100 * Math.sqrt(chance(`${node} radius`));
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

/** Returns a number from 0 to 1 that looks random but belongs to the text: FNV-1a, then a mix of its bits (murmur3). */
export function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** How often each node moves to the middle of its neighbours before any force acts: what belongs together begins together. */
const GATHERINGS = 6;

function gather(graph: Graph): void {
  for (let time = 0; time < GATHERINGS; time++) {
    const middles = new Map<string, { x: number; y: number }>();
    graph.forEachNode((node, { x, y }) => {
      const sum = { x: x as number, y: y as number, weight: 1 };
      graph.forEachEdge(node, (_, { weight }, source, __, from, to) => {
        const other = source === node ? to : from;
        sum.x += other["x"] * weight;
        sum.y += other["y"] * weight;
        sum.weight += weight;
      });
      middles.set(node, { x: sum.x / sum.weight, y: sum.y / sum.weight });
    });
    graph.updateEachNodeAttributes((node, attributes) => ({ ...attributes, ...middles.get(node) }));
  }
  const reach = Math.max(...graph.mapNodes((_, { x, y }) => Math.hypot(x as number, y as number)), 1e-9);
  graph.updateEachNodeAttributes((_, look) => ({ ...look, x: (look["x"] * START) / reach, y: (look["y"] * START) / reach }));
}

/** Brings the middle to the origin, and the picture to its extent. */
function scale(graph: Graph, { nodes }: Plan): void {
  const places = nodes.map((node) => graph.getNodeAttributes(node) as { x: number; y: number });
  const [left, right] = span(places.map(({ x }) => x));
  const [low, high] = span(places.map(({ y }) => y));
  // Few nodes need not fill the picture: what is near stays near.
  const room = EXTENT * Math.min(1, 0.25 + Math.sqrt(nodes.length) / 14);
  const factor = room / Math.max(right - left, high - low, 1e-6);
  graph.updateEachNodeAttributes((_, attributes) => ({
    ...attributes,
    x: ((attributes["x"] as number) - (left + right) / 2) * factor,
    y: ((attributes["y"] as number) - (low + high) / 2) * factor,
  }));
}

function span(values: number[]): [number, number] {
  return values.reduce<[number, number]>(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
}

function placesOf(graph: Graph, { nodes }: Plan): Float32Array {
  const places = new Float32Array(nodes.length * 2);
  nodes.forEach((node, index) => {
    places[2 * index] = graph.getNodeAttribute(node, "x") as number;
    places[2 * index + 1] = graph.getNodeAttribute(node, "y") as number;
  });
  return places;
}
