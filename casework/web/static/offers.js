// Answers that may help, while a title is typed. Without this, they are shown once before sending.
const patience = 400; // ms after the last letter
const shortest = 4; // characters that say something

const field = document.querySelector("[data-offers]");
const place = document.getElementById("offers");
let waiting;
let asked = "";

async function ask() {
  const typed = field.value.trim();
  if (typed === asked) return;
  asked = typed;
  if (typed.length < shortest) return show("");
  const answer = await fetch(`${field.dataset.offers}?q=${encodeURIComponent(typed)}`);
  if (answer.ok && typed === asked) show((await answer.text()).trim());
}

function show(list) {
  place.innerHTML = list;
  if (!list) return;
  const heading = document.createElement("p");
  heading.className = "govuk-body govuk-!-font-weight-bold";
  heading.textContent = place.dataset.heading;
  place.prepend(heading);
  // They were seen: sending does not stop to show them again.
  field.form.elements.namedItem("offered").value = "y";
}

if (field && place) {
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, patience);
  });
}
