// What a page owes everybody, as far as a program can tell: names for controls, room to press, and contrast.
() => {
  const troubles = [];
  const tell = (what, element) => troubles.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && element.getBoundingClientRect().width > 1 && !element.closest("[aria-hidden=true], .unseen, .visually-hidden, .skip-to-content-link");

  for (const control of document.querySelectorAll("input:not([type=hidden]), select, textarea, button")) {
    if (!isSeen(control)) continue;
    const named = (control.labels && control.labels.length) || control.getAttribute("aria-label")
      || control.getAttribute("aria-labelledby") || control.textContent.trim() || control.value || control.title;
    if (!named) tell("no name", control);
    const box = control.type === "checkbox" || control.type === "radio"
      ? (control.closest("label, .choice") || control).getBoundingClientRect() : control.getBoundingClientRect();
    if (box.height < 24 || box.width < 24) tell(`small (${Math.round(box.width)}×${Math.round(box.height)})`, control);
  }

  for (const form of document.forms) {
    const asked = form.noValidate ? [] : [...form.elements].filter((one) => one.required);
    const buttons = [...form.elements].filter((one) => one.type === "submit" && !one.formNoValidate);
    if (buttons.length > 1) asked.forEach((one) => tell("no button of the form works without it", one));
  }

  const channel = (value) => { const part = value / 255; return part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const parts = (colour) => (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const over = (top, below) => { const a = top.length > 3 ? top[3] : 1; return [0, 1, 2].map((i) => top[i] * a + below[i] * (1 - a)); };
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) layers.push(colour);
      if (colour.length < 4 || colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  for (const element of document.querySelectorAll("body *")) {
    const hasWords = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!hasWords || !isSeen(element) || element.matches("option, script, [disabled]")) continue;
    const style = getComputedStyle(element), below = ground(element);
    const [a, b] = [light(over(parts(style.color), below)), light(below)].sort((x, y) => y - x);
    const isLarge = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    const ratio = (a + .05) / (b + .05);
    if (ratio < (isLarge ? 3 : 4.5)) tell(`contrast ${ratio.toFixed(2)}`, element);
  }
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) troubles.push("scrolls sideways");
  return troubles;
}
