"use strict";

// Where a line first meets what is shown, by its triangles, on the CPU.

// How far along the line a box begins that it meets, Infinity if it misses it. The box: lower and
// upper end along each axis, from `at`; larger by `rim` on all sides.
function wayToBox(ends, at, rim, start, along) {
  let near = -Infinity, far = Infinity;
  for (let d = 0; d < 3; ++d) {
    const low = ends[at + 2 * d] - rim - start[d], high = ends[at + 2 * d + 1] + rim - start[d];
    if (along[d] === 0) {
      if (low > 0 || high < 0) return Infinity;
      continue;
    }
    const a = low / along[d], b = high / along[d];
    near = Math.max(near, Math.min(a, b));
    far = Math.min(far, Math.max(a, b));
  }
  return near <= far ? near : Infinity;
}

// Of one part, in its own coordinates; null if it is missed.
function hitOfPart(part, start, along, keeps) {
  const rim = 1e-6 * lengthOf(part.box.map(([low, high]) => high - low));
  if (wayToBox(part.box.flat(), 0, rim, start, along) === Infinity) return null;
  let best = null;
  const {quads, places, temperature, bunches} = part;
  for (let bunch = 0; bunch < bunches.length / 6; ++bunch) {
    if (wayToBox(bunches, 6 * bunch, rim, start, along) >= (best ? best.way : Infinity)) continue;
    const end = Math.min(quads.length, 4 * quadsOfBunch * (bunch + 1));
    for (let q = 4 * quadsOfBunch * bunch; q < end; q += 4)
      for (let half = 1; half < 3; ++half) {
        const i = quads[q], j = quads[q + half], k = quads[q + half + 1];
        const hit = hitOfTriangle(places, i, j, k, start, along);
        if (!hit || (best && hit.way >= best.way)) continue;
        const place = plus(start, times(hit.way, along));
        if (!keeps(place)) continue;
        best = {part, place, way: hit.way, inside: hit.inside, corners: [i, j, k], temperature:
          (1 - hit.a - hit.b) * temperature[i] + hit.a * temperature[j] + hit.b * temperature[k]};
      }
  }
  return best;
}

// Moeller and Trumbore. The rim belongs to it, so that no line slips between two triangles.
function hitOfTriangle(p, i, j, k, start, along) {
  const ax = p[3 * j] - p[3 * i], ay = p[3 * j + 1] - p[3 * i + 1],
        az = p[3 * j + 2] - p[3 * i + 2];
  const bx = p[3 * k] - p[3 * i], by = p[3 * k + 1] - p[3 * i + 1],
        bz = p[3 * k + 2] - p[3 * i + 2];
  const dx = along[0], dy = along[1], dz = along[2];
  const ux = dy * bz - dz * by, uy = dz * bx - dx * bz, uz = dx * by - dy * bx;
  const determinant = ax * ux + ay * uy + az * uz;
  if (determinant === 0) return null;
  const sx = start[0] - p[3 * i], sy = start[1] - p[3 * i + 1], sz = start[2] - p[3 * i + 2];
  const a = (sx * ux + sy * uy + sz * uz) / determinant;
  if (a < -1e-7 || a > 1 + 1e-7) return null;
  const vx = sy * az - sz * ay, vy = sz * ax - sx * az, vz = sx * ay - sy * ax;
  const b = (dx * vx + dy * vy + dz * vz) / determinant;
  if (b < -1e-7 || a + b > 1 + 1e-7) return null;
  const way = (bx * vx + by * vy + bz * vz) / determinant;
  return way < 0 ? null : {way, a, b, inside: determinant < 0};
}

// Of all that is shown on a stage.
function pick(surface, stage, ray) {
  let best = null;
  for (const part of surface.parts) {
    if (stage.hidden.has(part.name)) continue;
    const start = stage.own(part, ray.start);
    const along = [ray.along[0], ray.along[1], ray.along[2] / stage.height];
    const section = stage.section(part);
    const hit = [hitOfPart(part, start, along, (place) => stage.keeps(place)),
                 section && section.hit(start, along)]
      .filter((one) => one).sort((a, b) => a.way - b.way)[0];
    // Where two parts touch, the one that is cut open lies before the face of the other.
    const tie = 1e-6 * lengthOf(surface.box.map(([low, high]) => high - low));
    if (hit && (!best || hit.way < best.way - tie ||
                (hit.way < best.way + tie && hit.inside && !best.inside)))
      best = hit;
  }
  return best;
}
