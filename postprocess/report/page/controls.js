"use strict";

// What stands beside the view.

const sides = [["Oblique", -0.6, 0.55], ["From above", 0, Math.PI / 2], ["From below", 0, -Math.PI / 2],
               ["Front", 0, 0], ["Right", Math.PI / 2, 0], ["Back", Math.PI, 0]];

function addSides(viewer) {
  for (const [name, yaw, pitch] of sides) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => viewer.look(yaw, pitch));
    $("view-sides").append(button);
  }
}

// One box for each name, of all results; the swatch has the colour of the highest temperature.
function addParts(viewer) {
  const {stage} = viewer, boxes = new Map();
  const update = () => {
    for (const [name, box] of boxes) box.checked = !stage.hidden.has(name);
    viewer.changed();
  };
  const names = [...new Set(viewer.surfaces.flatMap((one) => one.parts.map((part) => part.name)))];
  for (const name of names) {
    const part = viewer.surfaces.flatMap((one) => one.parts).find((one) => one.name === name);
    const item = document.createElement("li"), label = document.createElement("label"),
          box = document.createElement("input"), value = document.createElement("span");
    box.type = "checkbox";
    box.checked = true;
    value.textContent = `${part.range[1].toFixed(1)}`;
    label.append(box, ` ${name} `, value);
    item.append(label);
    $("part-list").append(item);
    boxes.set(name, box);
    box.addEventListener("change", () => {
      stage.hidden[box.checked ? "delete" : "add"](name);
      viewer.changed();
    });
  }
  $("parts-all").addEventListener("click", () => { stage.hidden.clear(); update(); });
  $("parts-none").addEventListener("click", () => {
    names.forEach((name) => stage.hidden.add(name));
    update();
  });
}

function addCut(viewer) {
  const {stage} = viewer;
  const hottest = viewer.surfaces[0].hottest.position;
  const change = () => {
    const axis = $("cut-axis").value;
    for (const id of ["cut-place", "cut-other"]) $(id).disabled = axis === "";
    if (axis === "") stage.cut = null;
    else {
      const [low, high] = stage.surfaces[0].box[axis];
      const place = low + (high - low) * $("cut-place").value / 1000;
      stage.cut = {axis: Number(axis), place, other: $("cut-other").checked};
    }
    $("cut-text").textContent = stage.cut ? `${stage.cut.place.toFixed(3)} mm` : "";
    viewer.changed();
  };
  // A new cut goes through the hottest place and opens towards the viewer.
  $("cut-axis").addEventListener("change", () => {
    const axis = Number($("cut-axis").value), [low, high] = stage.surfaces[0].box[axis];
    $("cut-place").value = 1000 * (hottest[axis] - low) / Math.max(high - low, 1e-9);
    $("cut-other").checked = viewer.camera.axes()[2][axis] < 0;
    change();
  });
  for (const id of ["cut-place", "cut-other"]) $(id).addEventListener("input", change);
}

function addLayers(viewer) {
  const {stage} = viewer;
  const change = () => {
    const box = stage.surfaces[0].box, width = Math.max(box[0][1] - box[0][0], box[1][1] - box[1][0]);
    stage.height = 20 ** ($("height").value / 100);
    stage.apart = width * 0.0015 * $("apart").value;
    $("height-text").textContent = `× ${stage.height.toFixed(1).replace(/\.0$/, "")}`;
    viewer.whole();
  };
  for (const id of ["height", "apart"]) $(id).addEventListener("input", change);
}

function addColours(viewer) {
  for (const [id, option] of [["scale-shown", "onlyShown"], ["isotherms", "isotherms"],
                              ["outlines", "outlines"]])
    $(id).addEventListener("change", () => {
      viewer.options[option] = $(id).checked;
      viewer.changed();
    });
}

async function startViewer() {
  const canvases = [...document.querySelectorAll("canvas[data-surface]")];
  if (!canvases.length) return null;
  const missing = (why) => {
    $("view-missing").textContent = `The view in three dimensions is not shown: ${why}. Everything ` +
      "else is below.";
    $("view-missing").hidden = false;
    $("viewer").hidden = true;
    return null;
  };
  if (!document.createElement("canvas").getContext("webgl2"))
    return missing("this browser offers no WebGL2");
  if (typeof DecompressionStream === "undefined")
    return missing("this browser cannot unpack gzip (DecompressionStream)");
  $("viewer").hidden = false;
  const surfaces = [];
  for (const canvas of canvases) surfaces.push(await Surface.load(canvas.dataset.surface));
  try {
    const viewer = new Viewer(canvases, surfaces);
    [addSides, addParts, addCut, addLayers, addColours].forEach((add) => add(viewer));
    return viewer;
  } catch (failure) {
    return missing(failure.message);
  }
}
