"use strict";

// A parallel projection that turns about the vertical. What it looks at is the package as it is
// drawn: higher than it is, layers apart, see Stage.
class Camera {
  constructor() {
    this.yaw = -0.6;
    this.pitch = 0.55;
    this.center = [0, 0, 0];
    this.halfHeight = 1; // of the picture [mm]
  }

  // To the right, up, and towards the viewer.
  axes() {
    const [sy, cy, sp, cp] = [Math.sin(this.yaw), Math.cos(this.yaw), Math.sin(this.pitch),
                              Math.cos(this.pitch)];
    return [[cy, sy, 0], [-sp * sy, sp * cy, cp], [cp * sy, -cp * cy, sp]];
  }

  turn(yaw, pitch) {
    this.yaw += yaw;
    this.pitch = clamp(this.pitch + pitch, -Math.PI / 2, Math.PI / 2);
  }

  // By shares of the picture's half height.
  move(right, up) {
    const [x, y] = this.axes();
    this.center = plus(this.center, plus(times(-right * this.halfHeight, x),
                                         times(-up * this.halfHeight, y)));
  }

  // Keeps the place (u, v) of the picture where it is; |v| <= 1, |u| <= aspect.
  zoom(factor, u = 0, v = 0) {
    const before = this.halfHeight;
    this.halfHeight = clamp(before * factor, this.smallest, this.largest);
    const change = before - this.halfHeight;
    const [x, y] = this.axes();
    this.center = plus(this.center, plus(times(u * change, x), times(v * change, y)));
  }

  // The whole box in a picture of that aspect (width over height).
  fit(box, aspect) {
    const middle = box.map(([low, high]) => (low + high) / 2);
    const half = box.map(([low, high]) => (high - low) / 2);
    const reach = (axis) => axis.reduce((sum, a, d) => sum + Math.abs(a) * half[d], 0);
    const [x, y] = this.axes();
    this.center = middle;
    this.halfHeight = 1.12 * Math.max(reach(y), reach(x) / aspect, 1e-9);
    this.smallest = this.halfHeight / 2000;
    this.largest = this.halfHeight * 4;
    this.depth = lengthOf(half) * 1.01;
  }

  // (u, v) of a place.
  seen(place) {
    const [x, y] = this.axes();
    const from = minus(place, this.center);
    return [dot(from, x) / this.halfHeight, dot(from, y) / this.halfHeight];
  }

  // Through (u, v), from before everything.
  ray(u, v) {
    const [x, y, z] = this.axes();
    const start = plus(this.center, plus(times(u * this.halfHeight, x),
                                         times(v * this.halfHeight, y)));
    return {start: plus(start, times(10 * this.depth, z)), along: times(-1, z)};
  }
}
