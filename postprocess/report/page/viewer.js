"use strict";

const $ = (id) => document.getElementById(id);

// One or two results on one stage, seen by one camera, on one scale of colours.
class Viewer {
  constructor(canvases, surfaces) {
    this.surfaces = surfaces;
    this.stage = new Stage(surfaces);
    this.camera = new Camera();
    this.drawings = canvases.map((canvas, i) => new Drawing(canvas, surfaces[i]));
    this.marks = canvases.map((canvas) => this.makeMark(canvas));
    this.options = {onlyShown: false, isotherms: true, outlines: true};
    this.drawScale(...this.scale()); // first: the views have what room it leaves
    this.whole();
    canvases.forEach((canvas, i) => this.listen(canvas, i));
    new ResizeObserver(() => this.changed()).observe(canvases[0]);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.changed());
  }

  makeMark(canvas) {
    const mark = document.createElement("span");
    mark.className = "hot";
    mark.setAttribute("aria-hidden", "true");
    canvas.parentElement.append(mark);
    return mark;
  }

  aspect() {
    const canvas = this.drawings[0].canvas;
    return canvas.clientWidth / Math.max(1, canvas.clientHeight);
  }
  whole() {
    this.camera.fit(this.stage.box(), this.aspect());
    this.changed();
  }
  look(yaw, pitch) {
    [this.camera.yaw, this.camera.pitch] = [yaw, pitch];
    this.whole();
  }

  changed() {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => this.draw());
  }

  // Of the temperatures: lowest and highest, and between its marks.
  scale() {
    const range = this.stage.range(this.options.onlyShown);
    return [range, roundStep(range[1] - range[0], 10)];
  }

  draw() {
    this.isDue = false;
    const [range, step] = this.scale();
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => rgbOf(style.getPropertyValue(name).trim());
    const colours = {range, step: this.options.isotherms ? step : 0,
                     outlines: this.options.outlines, ink: [...colour("--outline"), 0.6],
                     section: [...colour("--section"), 0.13]};
    this.drawScale(range, step);
    this.drawings.forEach((drawing) => drawing.draw(this.stage, this.camera, colours));
    this.marks.forEach((mark, i) => this.drawMark(mark, i));
  }

  drawScale([low, high], step) {
    const scale = $("view-scale"), ticks = [];
    for (let n = Math.ceil(low / step - 1e-6); n * step <= high; ++n) ticks.push(n * step);
    scale.querySelector("p").textContent = this.surfaces[0].unit;
    scale.querySelector("span").style.background =
      `linear-gradient(to top, ${rampColours.join(",")})`;
    const texts = ticks.map((tick) => inSteps(tick, step));
    scale.style.setProperty("--letters", Math.max(0, ...texts.map((text) => text.length)));
    scale.querySelector("ol").replaceChildren(...ticks.map((tick, i) => {
      const item = document.createElement("li");
      item.textContent = texts[i];
      item.style.bottom = `${100 * (tick - low) / (high - low)}%`;
      return item;
    }));
  }

  // The hottest place, with its temperature.
  drawMark(mark, i) {
    const surface = this.surfaces[i], {part, position, temperature} = surface.hottest;
    const owner = surface.parts.find((one) => one.name === part);
    const canvas = this.drawings[i].canvas;
    mark.hidden = !owner || this.stage.hidden.has(part) || !this.stage.keeps(position);
    if (mark.hidden) return;
    const [u, v] = this.camera.seen(this.stage.drawn(owner, position));
    const [x, y] = [(u / this.aspect() + 1) / 2 * canvas.clientWidth,
                    (1 - v) / 2 * canvas.clientHeight];
    mark.hidden = x < 0 || y < 0 || x > canvas.clientWidth || y > canvas.clientHeight;
    mark.style.transform = `translate(${x}px, ${y}px)`;
    mark.textContent = `${temperature.toFixed(1)} ${surface.unit}`;
  }

  // At (u, v) of the picture, as words.
  read(i, u, v) {
    const hit = pick(this.surfaces[i], this.stage, this.camera.ray(u, v));
    $("view-value").textContent = this.words(i, hit);
    return hit;
  }
  words(i, hit) {
    if (!hit) return "Nothing is there.";
    const name = this.surfaces.length > 1 ? `${"AB"[i]}: ${hit.part.name}` : hit.part.name;
    const at = `x ${hit.place[0].toFixed(3)}, y ${hit.place[1].toFixed(3)}, ` +
      `z ${hit.place[2].toFixed(4)} mm`;
    return hit.inside ? `${name}, cut open` :
      `${name}: ${hit.temperature.toFixed(2)} ${this.surfaces[i].unit} at ${at}`;
  }

  // Pointers, wheel and keys of one canvas.
  listen(canvas, i) {
    const pointers = new Map();
    const uv = (event) => {
      const box = canvas.getBoundingClientRect();
      return [((event.clientX - box.left) / box.width * 2 - 1) * this.aspect(),
              1 - (event.clientY - box.top) / box.height * 2];
    };
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, uv(event));
    });
    const release = (event) => pointers.delete(event.pointerId);
    canvas.addEventListener("pointerup", release);
    canvas.addEventListener("pointercancel", release);
    canvas.addEventListener("contextmenu", (event) => event.preventDefault());
    canvas.addEventListener("pointermove", (event) => {
      const now = uv(event), before = pointers.get(event.pointerId);
      if (before) this.drag(pointers, event, before, now);
      else this.readSoon(i, now);
    });
    canvas.addEventListener("click", (event) => this.read(i, ...uv(event)));
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.camera.zoom(Math.exp(clamp(event.deltaY, -100, 100) * 0.002), ...uv(event));
      this.changed();
    }, {passive: false});
    canvas.addEventListener("keydown", (event) => this.key(i, event));
  }

  readSoon(i, [u, v]) {
    this.wanted = [i, u, v];
    if (this.isReading) return;
    this.isReading = true;
    requestAnimationFrame(() => {
      this.isReading = false;
      this.read(...this.wanted);
    });
  }

  drag(pointers, event, before, now) {
    const [du, dv] = [now[0] - before[0], now[1] - before[1]];
    if (pointers.size > 1) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
      const apart = (a) => Math.hypot(a[0] - other[0], a[1] - other[1]);
      this.camera.move(du / 2, dv / 2);
      this.camera.zoom(clamp(apart(before) / Math.max(apart(now), 1e-3), 0.5, 2));
    } else if (event.shiftKey || event.buttons & 6) this.camera.move(du, dv);
    else this.camera.turn(-du * 1.6, -dv * 1.6);
    pointers.set(event.pointerId, now);
    this.changed();
  }

  key(i, event) {
    const side = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1],
                  ArrowDown: [0, -1]}[event.key];
    if (side && event.shiftKey) this.camera.move(side[0] * 0.1, side[1] * 0.1);
    else if (side) this.camera.turn(-side[0] * 0.1, -side[1] * 0.1);
    else if (event.key === "+" || event.key === "=") this.camera.zoom(1 / 1.2);
    else if (event.key === "-") this.camera.zoom(1.2);
    else if (event.key === "0") this.whole();
    else if (event.key === "Enter") this.read(i, 0, 0);
    else return;
    event.preventDefault();
    this.changed();
  }
}
