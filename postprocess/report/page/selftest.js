"use strict";

// report.html#selftest: turns, picks, takes parts away and cuts, and leaves what it found in an
// element `<pre id="selftest">`.

class SelfTest {
  constructor(viewer, messages) {
    this.viewer = viewer;
    this.failures = [...messages];
    this.times = [];
  }

  expect(truth, what) {
    if (!truth) this.failures.push(what);
  }
  pictureOf(action) {
    action();
    this.viewer.draw();
    return this.viewer.drawings[0].fingerprint();
  }

  // Of one part alone, from outside onto the stored place: the exact value and place, up to the
  // steps in which they are stored.
  pickProbe(surface, probe) {
    const {stage} = this.viewer, part = surface.parts.find((one) => one.name === probe.part);
    for (const one of surface.parts) stage.hidden.add(one.name);
    stage.hidden.delete(probe.part);
    const outwards = times(1 / lengthOf(probe.outwards), probe.outwards);
    const size = lengthOf(surface.box.map(([low, high]) => high - low));
    // The nearest face is the stored one where nothing of the part lies before it.
    const way = 1e-4 * size;
    const ray = {start: stage.drawn(part, plus(probe.position, times(way, outwards))),
                 along: times(-1, outwards)};
    const hit = pick(surface, stage, ray);
    stage.hidden.clear();
    this.expect(hit && hit.part === part, `nothing picked of ${probe.part}`);
    if (!hit) return;
    this.expect(Math.abs(hit.temperature - probe.temperature) <= this.digits(part, hit.corners),
                `${probe.part}: picked ${hit.temperature}, exact ${probe.temperature}`);
    this.expect(lengthOf(minus(hit.place, probe.position)) <= 2e-4 * size,
                `${probe.part}: picked at ${hit.place}, stored ${probe.position}`);
  }

  // What the steps of the stored places and temperatures leave open in a triangle.
  digits(part, corners) {
    const steps = [...part.box, part.range].map(([low, high]) => (high - low) / 65535);
    const values = corners.map((corner) => part.temperature[corner]);
    const sides = [0, 1, 2].map((i) => lengthOf(minus(part.node(corners[i]),
                                                      part.node(corners[(i + 1) % 3]))));
    const slope = (Math.max(...values) - Math.min(...values)) / Math.min(...sides);
    return steps[3] + 2 * slope * Math.max(...steps.slice(0, 3)) + 1e-4;
  }

  testPicking() {
    for (const surface of this.viewer.surfaces)
      surface.probes.forEach((probe) => this.pickProbe(surface, probe));
    for (const [u, v] of [[0, 0], [0.2, 0.1], [-0.2, -0.1]]) {
      const start = performance.now();
      pick(this.viewer.surfaces[0], this.viewer.stage, this.viewer.camera.ray(u, v));
      this.times.push(performance.now() - start);
    }
  }

  testTurning() {
    const {viewer} = this, {camera} = viewer;
    const before = this.pictureOf(() => viewer.look(-0.6, 0.55));
    const turned = this.pictureOf(() => camera.turn(0.5, 0));
    const zoomed = this.pictureOf(() => camera.zoom(0.5));
    const back = this.pictureOf(() => viewer.look(-0.6, 0.55));
    this.expect(before !== turned, "turning does not change the picture");
    this.expect(turned !== zoomed, "zooming does not change the picture");
    this.expect(before === back, "looking from the first side again gives another picture");
    const place = viewer.surfaces[0].box.map(([low, high]) => (low + high) / 2);
    const [u, v] = camera.seen(place), ray = camera.ray(u, v);
    const off = minus(place, ray.start);
    const miss = lengthOf(minus(off, times(dot(off, ray.along), ray.along)));
    this.expect(miss < 1e-9 * camera.depth, `the ray misses its place by ${miss} mm`);
  }

  testParts() {
    const {viewer} = this, {stage} = viewer, hit = viewer.read(0, 0, 0);
    const shown = this.pictureOf(() => {});
    this.expect(hit, "nothing is in the middle of the picture");
    if (!hit) return;
    const box = [...document.querySelectorAll("#part-list input")]
      .find((one) => one.parentElement.textContent.includes(` ${hit.part.name} `));
    box.click();
    const other = viewer.read(0, 0, 0);
    this.expect(stage.hidden.has(hit.part.name), "the box does not take the part away");
    this.expect(!other || other.part !== hit.part, "a part that is away is picked");
    this.expect(this.pictureOf(() => {}) !== shown, "a part that is away is drawn");
    box.click();
    this.expect(this.pictureOf(() => {}) === shown, "the part does not come back");
  }

  testCut() {
    const {viewer} = this, {stage} = viewer, whole = this.pictureOf(() => {});
    const [low, high] = stage.surfaces[0].box[0], place = (low + high) / 2;
    for (const other of [false, true]) {
      stage.cut = {axis: 0, place, other};
      this.expect(this.pictureOf(() => {}) !== whole, "the cut does not change the picture");
      for (let i = 0; i < 25; ++i) {
        const hit = viewer.read(0, (i % 5 - 2) * 0.3, (Math.floor(i / 5) - 2) * 0.3);
        const beyond = hit ? (hit.place[0] - place) * (other ? -1 : 1) : 0;
        this.expect(beyond <= 1e-6 * (high - low), "something is picked that was cut away");
      }
    }
    stage.cut = {axis: 0, place, other: false};
    const opened = stage.surfaces[0].parts.map((part) => [part, stage.section(part)]);
    for (const [part, section] of opened) if (section) this.testSection(part, section);
    stage.cut = null;
    this.expect(this.pictureOf(() => {}) === whole, "the cut does not close again");
  }

  // Every line through a triangle of a section meets it there, at a temperature of the part.
  testSection(part, section) {
    const {axis, places, temperature} = section;
    for (let i = 0; i + 2 < temperature.length; i += 3 * Math.ceil(temperature.length / 30)) {
      const middle = [0, 1, 2].map((d) =>
        (places[3 * i + d] + places[3 * i + 3 + d] + places[3 * i + 6 + d]) / 3);
      const along = [0, 1, 2].map((d) => (d === axis ? -1 : 0));
      const hit = section.hit(minus(middle, along), along);
      this.expect(hit && lengthOf(minus(hit.place, middle)) < 1e-4, `no section of ${part.name}`);
      this.expect(temperature[i] >= part.range[0] - 1e-3 && temperature[i] <= part.range[1] + 1e-3,
                  `${part.name} has ${temperature[i]} where it is cut`);
    }
  }

  run() {
    if (this.viewer)
      for (const test of ["testPicking", "testTurning", "testParts", "testCut"]) {
        try {
          this[test]();
        } catch (failure) {
          this.failures.push(`${test}: ${failure.stack}`);
        }
      }
    this.failures.push(...accessibilityFaults());
    return {ok: this.failures.length === 0, failures: this.failures, webgl2: Boolean(this.viewer),
            triangles: this.viewer ? this.viewer.surfaces.reduce((sum, surface) => sum +
              surface.parts.reduce((n, part) => n + part.quads.length / 2, 0), 0) : 0,
            pick_ms: this.times};
  }
}

(async () => {
  const isTest = location.hash === "#selftest", messages = [];
  if (isTest) {
    addEventListener("error", (event) => messages.push(`error: ${event.message}`));
    addEventListener("securitypolicyviolation", (event) => messages.push(`refused: ${event.blockedURI}`));
    const say = console.error;
    console.error = (...words) => { messages.push(words.join(" ")); say(...words); };
  }
  const viewer = await startViewer().catch((failure) => {
    messages.push(`the view does not start: ${failure.stack}`);
    return null;
  });
  document.documentElement.dataset.ready = viewer ? "view" : "text";
  if (!isTest) return;
  const result = new SelfTest(viewer, messages).run();
  if (viewer) viewer.look(-0.6, 0.55);
  const element = document.createElement("pre");
  element.id = "selftest";
  element.textContent = JSON.stringify(result);
  document.body.append(element);
})();
