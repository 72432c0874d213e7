"use strict";

const quadsOfBunch = 64;

// The quadrilaterals so that those that follow each other lie near each other: by the boxes of a
// grid over the part.
function orderedByPlace(quads, places, box) {
  const perAxis = 32, n = quads.length / 4, keys = new Uint16Array(n);
  const scale = box.map(([low, high]) => (high > low ? perAxis / (high - low) : 0));
  const starts = new Uint32Array(perAxis ** 3 + 1);
  for (let q = 0; q < n; ++q) {
    let key = 0;
    for (let d = 2; d >= 0; --d) {
      const x = (places[3 * quads[4 * q] + d] + places[3 * quads[4 * q + 2] + d]) / 2;
      key = perAxis * key + clamp(Math.floor((x - box[d][0]) * scale[d]), 0, perAxis - 1);
    }
    keys[q] = key;
    ++starts[key + 1];
  }
  for (let key = 1; key < starts.length; ++key) starts[key] += starts[key - 1];
  const ordered = new quads.constructor(quads.length);
  for (let q = 0; q < n; ++q)
    ordered.set(quads.subarray(4 * q, 4 * q + 4), 4 * starts[keys[q]]++);
  return ordered;
}

// Lower and upper end along each axis of every so many quadrilaterals that follow each other, so
// that a line has to be held against few of them.
function boxesOfBunches(quads, places) {
  const boxes = new Float32Array(6 * Math.ceil(quads.length / (4 * quadsOfBunch)));
  for (let bunch = 0; bunch < boxes.length / 6; ++bunch) {
    const box = boxes.subarray(6 * bunch, 6 * bunch + 6);
    box.set([Infinity, -Infinity, Infinity, -Infinity, Infinity, -Infinity]);
    const end = Math.min(quads.length, 4 * quadsOfBunch * (bunch + 1));
    for (let i = 4 * quadsOfBunch * bunch; i < end; ++i)
      for (let d = 0; d < 3; ++d) {
        const x = places[3 * quads[i] + d];
        if (x < box[2 * d]) box[2 * d] = x;
        if (x > box[2 * d + 1]) box[2 * d + 1] = x;
      }
  }
  return boxes;
}

// The closed surface of one part, in mm and in the unit of temperature.
class PartSurface {
  constructor(description, reader) {
    this.name = description.name;
    this.quads = reader.indices(4 * description.quads);
    this.edges = reader.indices(2 * description.edges);
    this.cells = reader.indices(description.cells);
    this.degree = description.degree;
    const n = description.nodes;
    const axes = description.box.map((range) => reader.steps(n, range));
    this.temperature = reader.steps(n, description.temperature);
    this.places = new Float32Array(3 * n);
    for (let i = 0; i < n; ++i)
      for (let d = 0; d < 3; ++d) this.places[3 * i + d] = axes[d][i];
    this.quads = orderedByPlace(this.quads, this.places, description.box);
    this.bunches = boxesOfBunches(this.quads, this.places);
    this.box = description.box;
    this.range = description.temperature;
    this.layer = 0;
  }

  // Between which places the cells lie along an axis.
  cellRanges(axis) {
    this.ranges = this.ranges || [];
    if (this.ranges[axis]) return this.ranges[axis];
    const size = (this.degree + 1) ** 3, n = this.cells.length / size;
    const lowest = new Float32Array(n).fill(Infinity), highest = new Float32Array(n).fill(-Infinity);
    for (let i = 0; i < this.cells.length; ++i) {
      const x = this.places[3 * this.cells[i] + axis], cell = Math.floor(i / size);
      if (x < lowest[cell]) lowest[cell] = x;
      if (x > highest[cell]) highest[cell] = x;
    }
    return this.ranges[axis] = {lowest, highest};
  }

  node(i) {
    return [this.places[3 * i], this.places[3 * i + 1], this.places[3 * i + 2]];
  }
}

class Surface {
  static async load(id) {
    const description = JSON.parse(document.getElementById(id).textContent);
    const bytes = await unpackedBytes(document.getElementById(id + "-data").textContent);
    return new Surface(description, new PackedReader(bytes));
  }

  constructor(description, reader) {
    this.unit = description.unit;
    this.hottest = description.hottest;
    this.probes = description.probes;
    this.parts = description.parts.map((part) => new PartSurface(part, reader));
    this.box = [0, 1, 2].map((d) => [
      Math.min(...this.parts.map((part) => part.box[d][0])),
      Math.max(...this.parts.map((part) => part.box[d][1]))]);
    this.findLayers();
  }

  // Parts that begin at the same height go apart together.
  findLayers() {
    const key = (part) => part.box[2][0].toFixed(6);
    const bottoms = [...new Set(this.parts.map(key))].sort((a, b) => a - b);
    for (const part of this.parts) part.layer = bottoms.indexOf(key(part));
    this.nLayers = bottoms.length;
  }

  // Of the parts whose names are not hidden; of all if all are.
  rangeWithout(hidden) {
    const shown = this.parts.filter((part) => !hidden.has(part.name));
    const parts = shown.length ? shown : this.parts;
    return [Math.min(...parts.map((part) => part.range[0])),
            Math.max(...parts.map((part) => part.range[1]))];
  }
}
