// The keyboard's way through a note: Ctrl and Enter saves, headings are put in place, hearsay is said at once.
const form = document.getElementById("note-form");
const field = (name) => form.elements.namedItem(name);

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[name=next]") || form.querySelector("button"));
  }
});

const hint = document.getElementById("hearsay-hint");
function say() {
  const teller = field("speaker_agency").value;
  const another = field("speaker").value === "agency" && teller !== "" && teller !== field("agency").value;
  hint.hidden = !(another && !field("first_hand").checked);
}
form.addEventListener("change", say);
say();

const templates = JSON.parse(document.getElementById("templates")?.textContent || "{}");
for (const link of document.querySelectorAll("[data-begin]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const text = field("text");
    const begin = templates[link.dataset.begin];
    text.value = text.value.trim() ? `${text.value.trimEnd()}\n\n${begin}` : begin;
    field("method").value = link.dataset.begin;
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
