"use strict";

// What a cut opens: where a plane across an axis meets the cells of a part, as triangles with the
// temperature there, and the outline of the part, as lines.

// A cell of eight corners, x fastest, as six tetrahedra about its diagonal.
const tetrahedra = [[0, 1, 3, 7], [0, 3, 2, 7], [0, 2, 6, 7], [0, 6, 4, 7], [0, 4, 5, 7],
                    [0, 5, 1, 7]];

// Of two nodes below and two above: the four places as two triangles.
const pairs = [[0, 0], [0, 1], [1, 1], [0, 0], [1, 1], [1, 0]];

class Section {
  constructor(part, axis, place) {
    Object.assign(this, {part, axis, place});
    this.places = [];
    this.temperature = [];
    this.lines = [];
    this.cutCells();
    this.cutOutline();
  }

  // The place where the plane meets the edge between two nodes on its two sides.
  meet(a, b) {
    const {places} = this.part, from = places[3 * a + this.axis];
    const share = (this.place - from) / (places[3 * b + this.axis] - from);
    const at = [0, 1, 2].map((d) =>
      places[3 * a + d] + share * (places[3 * b + d] - places[3 * a + d]));
    at[this.axis] = this.place;
    return at;
  }

  isBelow(node) {
    return this.part.places[3 * node + this.axis] < this.place;
  }

  cutCells() {
    const {cells, degree} = this.part, n = degree + 1, size = n ** 3;
    const {lowest, highest} = this.part.cellRanges(this.axis);
    const corners = new Array(8);
    for (let cell = 0; cell < cells.length; cell += size)
      if (lowest[cell / size] < this.place && highest[cell / size] >= this.place) for (let k = 0; k < degree; ++k)
        for (let j = 0; j < degree; ++j)
          for (let i = 0; i < degree; ++i) {
            let below = 0;
            for (let c = 0; c < 8; ++c) {
              const at = i + (c & 1) + n * (j + (c >> 1 & 1) + n * (k + (c >> 2)));
              corners[c] = cells[cell + at];
              below += this.isBelow(corners[c]);
            }
            if (below > 0 && below < 8) this.cutCell(corners);
          }
  }

  cutCell(corners) {
    const below = [0, 0, 0, 0], above = [0, 0, 0, 0];
    for (const tetrahedron of tetrahedra) {
      let nBelow = 0, nAbove = 0;
      for (let i = 0; i < 4; ++i) {
        const node = corners[tetrahedron[i]];
        if (this.isBelow(node)) below[nBelow++] = node;
        else above[nAbove++] = node;
      }
      if (nBelow === 1) for (let i = 0; i < 3; ++i) this.add(below[0], above[i]);
      else if (nAbove === 1) for (let i = 0; i < 3; ++i) this.add(below[i], above[0]);
      else if (nBelow === 2) {
        for (const [i, j] of pairs) this.add(below[i], above[j]);
      }
    }
  }

  // The corner of a triangle where the plane meets the edge between two nodes.
  add(a, b) {
    const {places, temperature} = this.part, {axis} = this;
    const from = places[3 * a + axis];
    const share = (this.place - from) / (places[3 * b + axis] - from);
    for (let d = 0; d < 3; ++d)
      this.places.push(d === axis ? this.place :
        places[3 * a + d] + share * (places[3 * b + d] - places[3 * a + d]));
    this.temperature.push(temperature[a] + share * (temperature[b] - temperature[a]));
  }

  // A quad of the surface that the plane meets leaves a line.
  cutOutline() {
    const {quads} = this.part;
    for (let q = 0; q < quads.length; q += 4) {
      const ends = [];
      for (let i = 0; i < 4; ++i) {
        const a = quads[q + i], b = quads[q + (i + 1) % 4];
        if (this.isBelow(a) !== this.isBelow(b)) ends.push(this.meet(a, b));
      }
      if (ends.length === 2) this.lines.push(...ends[0], ...ends[1]);
    }
  }

  // Where a line first meets it; null if it is missed.
  hit(start, along) {
    if (along[this.axis] === 0) return null;
    const way = (this.place - start[this.axis]) / along[this.axis];
    if (way < 0) return null;
    const {places, temperature} = this;
    for (let i = 0; i + 2 < temperature.length; i += 3) {
      const hit = hitOfTriangle(places, i, i + 1, i + 2, start, along);
      if (hit)
        return {part: this.part, place: plus(start, times(hit.way, along)), way: hit.way,
                inside: false, temperature: (1 - hit.a - hit.b) * temperature[i] +
                  hit.a * temperature[i + 1] + hit.b * temperature[i + 2]};
    }
    return null;
  }
}
