"use strict";

// What a page needs so that everybody can read it; looked at by the self-test only.

// Of "rgb(1, 2, 3)" and "rgba(1, 2, 3, 0.5)".
function parsedColour(text) {
  const [r, g, b, a = 1] = (text.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  return {rgb: [r, g, b], alpha: a};
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function backgroundOf(element) {
  for (let one = element; one; one = one.parentElement) {
    const {rgb, alpha} = parsedColour(getComputedStyle(one).backgroundColor);
    if (alpha === 1) return rgb;
  }
  return [255, 255, 255];
}

function contrastOf(element) {
  const style = getComputedStyle(element);
  const text = luminance(parsedColour(style.color).rgb), ground = luminance(backgroundOf(element));
  return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
}

function weakContrasts() {
  const faults = new Set();
  for (const element of document.querySelectorAll("main *, header *, nav *, footer *")) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!hasText || element.closest("svg, script, [aria-hidden=true]") || !element.offsetParent ||
        element.disabled) continue;
    const contrast = contrastOf(element);
    if (contrast < 4.5)
      faults.add(`contrast ${contrast.toFixed(2)} of ${element.tagName} ${element.className}`);
  }
  return [...faults];
}

function headingFaults() {
  const ranks = [...document.querySelectorAll("h1, h2, h3, h4")].map((one) => +one.tagName[1]);
  const faults = ranks.filter((rank) => rank === 1).length === 1 ? [] : ["not one h1"];
  ranks.forEach((rank, i) => {
    if (i > 0 && rank > ranks[i - 1] + 1) faults.push(`h${rank} behind h${ranks[i - 1]}`);
  });
  return faults;
}

// Whether no key can move what does not fit into it.
function isOutOfReach(element) {
  const {overflowX, overflowY} = getComputedStyle(element);
  const scrolls = (overflow, size, room) => /auto|scroll/.test(overflow) && size > room + 1;
  const isTooLarge = scrolls(overflowX, element.scrollWidth, element.clientWidth) ||
    scrolls(overflowY, element.scrollHeight, element.clientHeight);
  return isTooLarge && element.tabIndex < 0 &&
    !element.querySelector("a[href], button, input, select, summary, [tabindex='0']");
}

function accessibilityFaults() {
  const all = (selector, isFault) => [...document.querySelectorAll(selector)].filter(isFault)
    .map((element) => `${selector}: ${element.outerHTML.slice(0, 80)}`);
  const regions = [...document.querySelectorAll("[role=region]")].map((one) => one.ariaLabel);
  const root = document.documentElement;
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return [
    ...(document.documentElement.lang ? [] : ["no language"]),
    ...(document.title ? [] : ["no title"]),
    ...(root.scrollWidth > root.clientWidth ? ["wider than the window"] : []),
    ...headingFaults(),
    ...all("input, select", (one) => !one.labels.length && !one.ariaLabel),
    ...all("button, a, summary", (one) => !one.textContent.trim()),
    ...all("img", (one) => !one.alt),
    ...all("main *, header *, nav *, footer *", isOutOfReach),
    ...all("canvas, svg", (one) => one.getAttribute("role") !== "img" || !one.ariaLabel),
    ...all("table", (one) => !one.caption || !one.querySelector("th[scope=col]")),
    ...all("thead th", (one) => !one.textContent.trim()),
    ...all("tbody tr", (one) => !one.querySelector("th[scope=row]")),
    ...all("section", (one) => !document.getElementById(one.getAttribute("aria-labelledby"))),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `id twice: ${id}`),
    ...regions.filter((name, i) => regions.indexOf(name) !== i).map((name) => `region twice: ${name}`),
    ...weakContrasts()];
}
