"use strict";

// The map "plasma" of matplotlib (CC0), at 0, 0.1, ... 1.
const rampColours = ["#0d0887", "#41049d", "#6a00a8", "#8f0da4", "#b12a90", "#cc4778", "#e16462",
                     "#f2844b", "#fca636", "#fcce25", "#f0f921"];
const rgbOf = (text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16) / 255);

const vertexSource = `#version 300 es
in vec3 place;
in float temperature;
uniform mat3 axes;
uniform vec3 center;
uniform vec2 scale;
uniform vec4 lift; // base, height, lift, depth
out vec3 own;
out float value;
void main() {
  own = place;
  value = temperature;
  vec3 drawn = vec3(place.xy, lift.x + (place.z - lift.x) * lift.y + lift.z);
  vec3 seen = axes * (drawn - center);
  gl_Position = vec4(seen.xy * scale, -seen.z / lift.w * 0.4, 1);
}`;

const fragmentSource = `#version 300 es
precision highp float;
in vec3 own;
in float value;
uniform vec4 plane;    // axis as a vector with its sign, place with its sign
uniform vec3 ramp[11];
uniform vec3 range;    // lowest, highest, step of the isotherms or 0
uniform vec4 ink;      // of lines
uniform vec4 section;  // of what is cut open
uniform int kind;      // 0 surface, 1 line, 2 what a cut opens, 3 its outline
out vec4 colour;
void main() {
  if (kind < 2 && dot(plane.xyz, own) > plane.w) discard;
  if (kind == 1 || kind == 3) { colour = ink; return; }
  if (kind == 0 && !gl_FrontFacing) {
    float stripe = step(0.5, fract((gl_FragCoord.x + gl_FragCoord.y) / 9.0));
    colour = vec4(section.rgb * (1.0 - section.a * stripe), 1);
    return;
  }
  float at = clamp((value - range.x) / (range.y - range.x), 0.0, 1.0) * 10.0;
  int below = min(int(at), 9);
  vec3 rgb = mix(ramp[below], ramp[below + 1], at - float(below));
  if (range.z > 0.0) {
    float n = value / range.z;
    float near = abs(fract(n - 0.5) - 0.5) / max(fwidth(n), 1e-6);
    rgb *= 1.0 - 0.35 * (1.0 - smoothstep(0.5, 1.4, near));
  }
  colour = vec4(rgb, 1);
}`;

class Drawing {
  constructor(canvas, surface) {
    this.canvas = canvas;
    this.surface = surface;
    this.gl = canvas.getContext("webgl2", {antialias: true, preserveDrawingBuffer: true});
    if (!this.gl) throw new Error("no WebGL2");
    this.makeProgram();
    this.meshes = surface.parts.map((part) => this.makeMesh(part));
  }

  makeProgram() {
    const gl = this.gl, program = gl.createProgram();
    for (const [type, source] of [[gl.VERTEX_SHADER, vertexSource],
                                  [gl.FRAGMENT_SHADER, fragmentSource]]) {
      const shader = gl.createShader(type);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS))
        throw new Error(gl.getShaderInfoLog(shader));
      gl.attachShader(program, shader);
    }
    gl.bindAttribLocation(program, 0, "place");
    gl.bindAttribLocation(program, 1, "temperature");
    gl.linkProgram(program);
    gl.useProgram(program);
    this.at = (name) => gl.getUniformLocation(program, name);
    gl.uniform3fv(this.at("ramp"), rampColours.flatMap(rgbOf));
    gl.enable(gl.DEPTH_TEST);
    gl.enable(gl.CULL_FACE);
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  makeMesh(part) {
    const object = (indices) => this.makeObject(part, indices);
    const triangles = new Uint32Array(part.quads.length / 4 * 6);
    for (let q = 0, t = 0; q < part.quads.length; q += 4)
      for (const corner of [0, 1, 2, 0, 2, 3]) triangles[t++] = part.quads[q + corner];
    return {part, faces: object(triangles), edges: object(part.edges)};
  }

  // Places and, where they matter, temperatures; in the order of the indices, if there are any.
  makeObject({places, temperature}, indices) {
    const gl = this.gl, buffers = [];
    const array = (values, index, size) => {
      buffers.push(gl.createBuffer());
      gl.bindBuffer(gl.ARRAY_BUFFER, buffers[buffers.length - 1]);
      gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(values), gl.STATIC_DRAW);
      gl.enableVertexAttribArray(index);
      gl.vertexAttribPointer(index, size, gl.FLOAT, false, 0, 0);
    };
    const vertices = gl.createVertexArray();
    gl.bindVertexArray(vertices);
    array(places, 0, 3);
    if (temperature) array(temperature, 1, 1);
    if (!indices) return {vertices, buffers, n: places.length / 3};
    buffers.push(gl.createBuffer());
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffers[buffers.length - 1]);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STATIC_DRAW);
    return {vertices, buffers, n: indices.length};
  }

  removeObject({vertices, buffers}) {
    this.gl.deleteVertexArray(vertices);
    buffers.forEach((buffer) => this.gl.deleteBuffer(buffer));
  }

  // As many pixels as the screen has there.
  fitCanvas() {
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const width = Math.max(1, Math.round(this.canvas.clientWidth * ratio));
    const height = Math.max(1, Math.round(this.canvas.clientHeight * ratio));
    if (this.canvas.width !== width || this.canvas.height !== height)
      [this.canvas.width, this.canvas.height] = [width, height];
    return width / height;
  }

  draw(stage, camera, colours) {
    const gl = this.gl, aspect = this.fitCanvas();
    gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    this.setCamera(camera, aspect);
    const sign = stage.cut && stage.cut.other ? -1 : 1;
    const plane = [0, 0, 0, 1e30];
    if (stage.cut) [plane[stage.cut.axis], plane[3]] = [sign, sign * stage.cut.place];
    gl.uniform4fv(this.at("plane"), plane);
    gl.uniform3fv(this.at("range"), [...colours.range, colours.step]);
    gl.uniform4fv(this.at("ink"), colours.ink);
    gl.uniform4fv(this.at("section"), colours.section);
    for (const mesh of this.meshes)
      if (!stage.hidden.has(mesh.part.name)) this.drawMesh(mesh, stage, camera, colours.outlines);
  }

  setCamera(camera, aspect) {
    const gl = this.gl, [x, y, z] = camera.axes();
    gl.uniformMatrix3fv(this.at("axes"), false,
                        [x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2]]);
    gl.uniform3fv(this.at("center"), camera.center);
    gl.uniform2f(this.at("scale"), 1 / camera.halfHeight / aspect, 1 / camera.halfHeight);
  }

  drawMesh(mesh, stage, camera, outlines) {
    const gl = this.gl, section = stage.section(mesh.part);
    gl.uniform4f(this.at("lift"), stage.base, stage.height, stage.lift(mesh.part), camera.depth);
    gl.uniform1i(this.at("kind"), 0);
    gl.enable(gl.POLYGON_OFFSET_FILL);
    gl.bindVertexArray(mesh.faces.vertices);
    // What is cut open lies before the faces of the neighbours that it touches.
    const opened = stage.opens(mesh.part) && !section;
    for (const [side, offset] of opened ? [[gl.BACK, 2], [gl.FRONT, 1]] : [[gl.BACK, 2]]) {
      gl.cullFace(side);
      gl.polygonOffset(offset, offset);
      gl.drawElements(gl.TRIANGLES, mesh.faces.n, gl.UNSIGNED_INT, 0);
    }
    if (section) this.drawSection(mesh, section, outlines);
    gl.disable(gl.POLYGON_OFFSET_FILL);
    if (outlines) this.drawLines(mesh.edges, 1, (n) =>
      gl.drawElements(gl.LINES, n, gl.UNSIGNED_INT, 0));
  }

  drawSection(mesh, section, outlines) {
    const gl = this.gl;
    if (mesh.section !== section) {
      [mesh.opened, mesh.outline].forEach((old) => old && this.removeObject(old));
      mesh.section = section;
      mesh.opened = this.makeObject(section);
      mesh.outline = this.makeObject({places: section.lines});
    }
    gl.uniform1i(this.at("kind"), 2);
    gl.disable(gl.CULL_FACE);
    gl.bindVertexArray(mesh.opened.vertices);
    gl.drawArrays(gl.TRIANGLES, 0, mesh.opened.n);
    gl.enable(gl.CULL_FACE);
    if (outlines) this.drawLines(mesh.outline, 3, (n) => gl.drawArrays(gl.LINES, 0, n));
  }

  drawLines(object, kind, draw) {
    const gl = this.gl;
    gl.uniform1i(this.at("kind"), kind);
    gl.enable(gl.BLEND);
    gl.bindVertexArray(object.vertices);
    draw(object.n);
    gl.disable(gl.BLEND);
  }

  // A number that changes with the picture.
  fingerprint() {
    const gl = this.gl, n = this.canvas.width * this.canvas.height * 4;
    const pixels = new Uint8Array(n);
    gl.readPixels(0, 0, this.canvas.width, this.canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    let sum = 0;
    for (let i = 0; i < n; ++i) sum = (sum * 31 + pixels[i]) % 4294967291;
    return sum;
  }
}
