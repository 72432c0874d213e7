"use strict";

// How the package is drawn: which parts, how high, how far apart, cut where. The same for all
// results that are compared.
class Stage {
  constructor(surfaces) {
    this.surfaces = surfaces;
    this.hidden = new Set();
    this.height = 1;  // times the real one
    this.apart = 0;   // gap between layers [mm]
    this.cut = null;  // {axis, place, other}
    this.base = Math.min(...surfaces.map((surface) => surface.box[2][0]));
  }

  lift(part) {
    return this.apart * part.layer;
  }

  // From the place in the package to that on the stage, and back.
  drawn(part, [x, y, z]) {
    return [x, y, this.base + (z - this.base) * this.height + this.lift(part)];
  }
  own(part, [x, y, z]) {
    return [x, y, this.base + (z - this.base - this.lift(part)) / this.height];
  }

  keeps(place) {
    if (!this.cut) return true;
    const beyond = place[this.cut.axis] - this.cut.place;
    return this.cut.other ? beyond >= 0 : beyond <= 0;
  }

  // Whether the cut goes through the part's box.
  opens(part) {
    return this.cut && this.cut.place > part.box[this.cut.axis][0] &&
      this.cut.place < part.box[this.cut.axis][1];
  }

  // What the cut opens of a part, made anew when the cut moves; null: nothing, or its inside is
  // not known.
  section(part) {
    const {cut} = this;
    if (!this.opens(part) || !part.cells.length) return null;
    const {section} = part;
    if (!section || section.axis !== cut.axis || section.place !== cut.place)
      part.section = new Section(part, cut.axis, cut.place);
    return part.section;
  }

  // Of all that is drawn, hidden or not.
  box() {
    const all = this.surfaces.map((surface) => surface.box);
    const box = [0, 1, 2].map((d) => [Math.min(...all.map((one) => one[d][0])),
                                      Math.max(...all.map((one) => one[d][1]))]);
    const layers = Math.max(...this.surfaces.map((surface) => surface.nLayers));
    return [box[0], box[1], [this.base, this.base + (box[2][1] - this.base) * this.height +
                             this.apart * (layers - 1)]];
  }

  range(onlyShown) {
    const hidden = onlyShown ? this.hidden : new Set();
    const ranges = this.surfaces.map((surface) => surface.rangeWithout(hidden));
    const [low, high] = [Math.min(...ranges.map((range) => range[0])),
                         Math.max(...ranges.map((range) => range[1]))];
    const room = Math.max(0, 1e-3 - (high - low)) / 2;
    return [low - room, high + room];
  }
}
