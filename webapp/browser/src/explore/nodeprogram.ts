// Draws nodes of every shape in one pass: sigma's program for discs, with the distance to other outlines besides.

import type { NodeDisplayData, RenderParams } from "sigma/types";
import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import { floatColor } from "sigma/utils";
import { SHAPES } from "./marks";
import type { EdgeLook, NodeLook } from "./model";

const VERTEX = /*glsl*/ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_border;
attribute vec2 a_position;
attribute float a_size;
attribute float a_width;
attribute float a_shape;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec4 v_border;
varying vec2 v_from;
varying float v_radius;
varying float v_width;
varying float v_shape;
const float bias = 255.0 / 254.0;
void main() {
  float pixel = 2.0 * u_correctionRatio;
  float radius = a_size * pixel / u_sizeRatio;
  // A triangle around a circle that holds every shape, their corners and half of their outline included.
  vec2 from = 2.0 * (radius * 1.4 + a_width * pixel) * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + from, 1)).xy, 0, 1);
  v_from = from;
  v_radius = radius;
  v_width = a_width * pixel;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  v_border = a_id;
  #else
  v_color = a_color;
  v_border = a_border;
  #endif
  v_color.a *= bias;
  v_border.a *= bias;
}`;

const FRAGMENT = /*glsl*/ `
precision highp float;
varying vec4 v_color;
varying vec4 v_border;
varying vec2 v_from;
varying float v_radius;
varying float v_width;
varying float v_shape;
uniform float u_correctionRatio;
// Distances to the outlines, negative inside; the corners are those of marks.ts.
float reach(vec2 p, float r) {
  if (v_shape < 0.5) return length(p) - r;
  if (v_shape < 1.5) return max(abs(p.x), abs(p.y)) - r * 0.8485;
  if (v_shape < 2.5) return (abs(p.x) + abs(p.y) - r * 1.28) * 0.7071;
  if (v_shape < 3.5) return max(abs(p.x) * 0.866 + p.y * 0.5, -p.y) - r * 0.675;
  return max(abs(p.y), abs(p.x) * 0.866 + abs(p.y) * 0.5) - r * 0.9526;
}
void main() {
  float pixel = 2.0 * u_correctionRatio;
  float away = reach(v_from, v_radius);
  #ifdef PICKING_MODE
  gl_FragColor = away > v_width ? vec4(0.0) : v_color;
  #else
  float inside = 1.0 - smoothstep(-0.5 * pixel, 0.5 * pixel, away + v_width * 0.5);
  float covered = 1.0 - smoothstep(-0.5 * pixel, 0.5 * pixel, away - v_width * 0.5);
  gl_FragColor = mix(vec4(0.0), mix(v_border, v_color, inside), covered);
  #endif
}`;

const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
const UNIFORMS = ["u_sizeRatio", "u_correctionRatio", "u_matrix"] as const;
type Uniform = (typeof UNIFORMS)[number];

/** The corners of the triangle. Not as instances, each of which costs a processor that draws a call. */
const ANGLES = [0, (2 * Math.PI) / 3, (4 * Math.PI) / 3];

export class MarkProgram extends NodeProgram<Uniform, NodeLook, EdgeLook> {
  getDefinition() {
    return {
      VERTICES: ANGLES.length,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_width", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_border", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_angle", size: 1, type: FLOAT },
      ],
    };
  }

  processVisibleItem(index: number, start: number, data: NodeDisplayData): void {
    const { shape, border, borderWidth } = data as NodeDisplayData & NodeLook;
    const values = [data.x, data.y, data.size, borderWidth, SHAPES.indexOf(shape), floatColor(data.color), floatColor(border), index];
    ANGLES.forEach((angle, vertex) => this.array.set([...values, angle], start + vertex * (values.length + 1)));
  }

  setUniforms({ sizeRatio, correctionRatio, matrix }: RenderParams, { gl, uniformLocations }: ProgramInfo<Uniform>): void {
    gl.uniform1f(uniformLocations.u_sizeRatio, sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio, correctionRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, matrix);
  }
}
