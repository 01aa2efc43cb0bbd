// Boxes over the pages of an attachment: drawn, moved and removed with a mouse, a finger or keys.
// The form's own fields hold them: without this, boxes are ticked and written as numbers.
const whole = 1000; // a page's width and height are counted in thousandths
const smallest = 4;
const step = 5;

const root = document.querySelector("[data-redaction]");
const written = document.querySelector("textarea[name=boxes]");
const boxes = [];

const percent = (part) => `${part / 10}%`;
const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
const said = (text, page) => text.replace("{page}", page);

function place(element, box) {
  element.style.left = percent(box.left);
  element.style.top = percent(box.top);
  element.style.width = percent(box.width);
  element.style.height = percent(box.height);
}

function write() {
  written.value = boxes
    .map((box) => [box.page, box.left, box.top, box.width, box.height].join(" "))
    .join("\n");
}

function sheetOf(page) {
  return root.querySelector(`[data-page="${page}"] .redaction__sheet`);
}

function point(sheet, event) {
  const edges = sheet.getBoundingClientRect();
  return {
    x: within(((event.clientX - edges.left) / edges.width) * whole, whole),
    y: within(((event.clientY - edges.top) / edges.height) * whole, whole),
  };
}

function remove(box) {
  const sheet = sheetOf(box.page);
  boxes.splice(boxes.indexOf(box), 1);
  box.element.remove();
  write();
  sheet.parentElement.querySelector("button[data-add]").focus();
}

function turn(box, event) {
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    remove(box);
  } else if (event.key in moves) {
    event.preventDefault();
    const [across, down] = moves[event.key];
    if (event.shiftKey) {
      box.width = Math.max(smallest, within(box.width + across, whole - box.left));
      box.height = Math.max(smallest, within(box.height + down, whole - box.top));
    } else {
      box.left = within(box.left + across, whole - box.width);
      box.top = within(box.top + down, whole - box.height);
    }
    place(box.element, box);
    write();
  }
}

function drag(box, event) {
  const sheet = sheetOf(box.page);
  const from = point(sheet, event);
  const { left, top } = box;
  event.preventDefault();
  event.stopPropagation();
  box.element.focus();
  box.element.setPointerCapture(event.pointerId);
  box.element.onpointermove = (moved) => {
    const to = point(sheet, moved);
    box.left = within(left + to.x - from.x, whole - box.width);
    box.top = within(top + to.y - from.y, whole - box.height);
    place(box.element, box);
  };
  box.element.onpointerup = () => {
    box.element.onpointermove = null;
    write();
  };
}

function add(box) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "redaction__box";
  element.setAttribute("aria-label", said(root.dataset.box, box.page));
  box.element = element;
  place(element, box);
  element.addEventListener("keydown", (event) => turn(box, event));
  element.addEventListener("pointerdown", (event) => drag(box, event));
  element.addEventListener("dblclick", () => remove(box));
  sheetOf(box.page).append(element);
  boxes.push(box);
  return box;
}

function draw(page, sheet, event) {
  if (event.button !== 0 || event.target.closest(".redaction__box")) return;
  event.preventDefault();
  const from = point(sheet, event);
  const box = add({ page, left: from.x, top: from.y, width: 0, height: 0 });
  sheet.setPointerCapture(event.pointerId);
  sheet.onpointermove = (moved) => {
    const to = point(sheet, moved);
    box.left = Math.min(from.x, to.x);
    box.top = Math.min(from.y, to.y);
    box.width = Math.abs(to.x - from.x);
    box.height = Math.abs(to.y - from.y);
    place(box.element, box);
  };
  sheet.onpointerup = () => {
    sheet.onpointermove = null;
    sheet.onpointerup = null;
    if (box.width < smallest || box.height < smallest) {
      boxes.splice(boxes.indexOf(box), 1);
      box.element.remove();
    }
    write();
  };
}

function suggest(tick) {
  for (const line of tick.value.split(";")) {
    const [page, left, top, width, height] = line.split(" ").map(Number);
    const sheet = sheetOf(page);
    if (!sheet) continue;
    const mark = document.createElement("div");
    mark.className = "redaction__box redaction__box--suggested";
    mark.setAttribute("aria-hidden", "true");
    place(mark, { left, top, width, height });
    const show = () => mark.classList.toggle("redaction__box--ticked", tick.checked);
    mark.addEventListener("click", () => tick.click());
    tick.addEventListener("change", show);
    show();
    sheet.append(mark);
  }
}

function begin() {
  for (const figure of root.querySelectorAll("[data-page]")) {
    const page = Number(figure.dataset.page);
    const sheet = figure.querySelector(".redaction__sheet");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary";
    button.dataset.add = "";
    button.textContent = said(root.dataset.add, page);
    button.addEventListener("click", () => {
      add({ page, left: 400, top: 475, width: 200, height: 50 }).element.focus();
      write();
    });
    figure.querySelector("figcaption").after(button);
    sheet.classList.add("redaction__sheet--drawing");
    sheet.addEventListener("pointerdown", (event) => draw(page, sheet, event));
  }
  for (const line of written.value.split("\n")) {
    const [page, left, top, width, height] = line.trim().split(/\s+/).map(Number);
    if (height && sheetOf(page)) add({ page, left, top, width, height });
  }
  document.querySelectorAll("input[name=suggested]").forEach(suggest);
}

if (root && written) begin();
