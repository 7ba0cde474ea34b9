// Draws straight edges, whole or dashed, in one pass; dashes are as long on the screen however near the camera is.

import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { EdgeProgram, type ProgramInfo } from "sigma/rendering";
import { floatColor } from "sigma/utils";
import { DASHES } from "./marks";
import type { EdgeLook, NodeLook } from "./model";

/** Pixels across which a line can be pointed at, however thin it is drawn. */
const HOLD = 8;

const VERTEX = /*glsl*/ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_width;
attribute vec2 a_dash;
attribute float a_along;
attribute float a_side;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_minEdgeThickness;
varying vec4 v_color;
varying vec2 v_dash;
varying float v_along;
varying float v_across;
varying float v_half;
const float bias = 255.0 / 254.0;
void main() {
  float pixel = 2.0 * u_correctionRatio;
  vec2 way = a_end - a_start;
  float reach = max(length(way), 1e-9);
  float wide = max(a_width / u_sizeRatio, u_minEdgeThickness);
  #ifdef PICKING_MODE
  wide = max(wide, ${HOLD}.0);
  #endif
  // Half a pixel more on each side, over which the line fades.
  float outward = (wide * 0.5 + 0.5) * a_side;
  vec2 normal = vec2(-way.y, way.x) / reach;
  gl_Position = vec4((u_matrix * vec3(a_start + way * a_along + normal * outward * pixel, 1)).xy, 0, 1);
  v_along = a_along * reach / pixel;
  v_across = outward;
  v_half = wide * 0.5;
  v_dash = a_dash;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

const FRAGMENT = /*glsl*/ `
precision highp float;
varying vec4 v_color;
varying vec2 v_dash;
varying float v_along;
varying float v_across;
varying float v_half;
void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  if (v_dash.y > 0.0 && mod(v_along, v_dash.x + v_dash.y) > v_dash.x) discard;
  gl_FragColor = v_color * clamp(v_half + 0.5 - abs(v_across), 0.0, 1.0);
  #endif
}`;

const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
const UNIFORMS = ["u_sizeRatio", "u_correctionRatio", "u_matrix", "u_minEdgeThickness"] as const;
type Uniform = (typeof UNIFORMS)[number];

const WHOLE = [1, 0] as const;

/** Two triangles: where along the line each corner is, and on which side. Not as instances, each of which costs a processor that draws a call. */
const CORNERS = [[0, 1], [0, -1], [1, 1], [1, 1], [0, -1], [1, -1]] as const;

export class LineProgram extends EdgeProgram<Uniform, NodeLook, EdgeLook> {
  getDefinition() {
    return {
      VERTICES: CORNERS.length,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_width", size: 1, type: FLOAT },
        { name: "a_dash", size: 2, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_along", size: 1, type: FLOAT },
        { name: "a_side", size: 1, type: FLOAT },
      ],
    };
  }

  processVisibleItem(index: number, begin: number, source: NodeDisplayData, target: NodeDisplayData, data: EdgeDisplayData): void {
    const { stroke } = data as EdgeDisplayData & EdgeLook;
    const dash = stroke === null ? WHOLE : DASHES[stroke];
    const values = [source.x, source.y, target.x, target.y, data.size, ...dash, floatColor(data.color), index];
    CORNERS.forEach((corner, vertex) => this.array.set([...values, ...corner], begin + vertex * (values.length + corner.length)));
  }

  /** Draws nothing to be pointed at where lines cannot be. */
  override drawWebGL(method: number, info: ProgramInfo<Uniform>): void {
    if (!info.isPicking || this.renderer.getSetting("enableEdgeEvents")) super.drawWebGL(method, info);
  }

  setUniforms({ sizeRatio, correctionRatio, matrix, minEdgeThickness }: RenderParams, { gl, uniformLocations }: ProgramInfo<Uniform>): void {
    gl.uniform1f(uniformLocations.u_sizeRatio, sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio, correctionRatio);
    gl.uniform1f(uniformLocations.u_minEdgeThickness, minEdgeThickness);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, matrix);
  }
}
