// What stands in the form of a note, and how is a note made of it?

const HIDDEN = ["note", "version", "bases", "quote_document", "quote_passage"];
const CHOICES = ["criterion", "agency", "method", "indicator", "text", "direction", "speaker", "speaker_agency", "child", "strength", "happened_on", "quote_words", "because"];
const TICKS = ["experience", "outcome", "disclosed", "first_hand"];
const STICKS = ["criterion", "agency", "method"];
const MOST_TEXT = 20000, PSEUDONYM = /^[a-z0-9][a-z0-9-]{1,39}$/;
const whole = (text) => (text.toWellFormed ? text.toWellFormed() : text).replaceAll("\r\n", "\n");

export class Fields {
  constructor(form, advice) {
    Object.assign(this, { form, advice, kind: form.dataset.kind });
  }

  #at(name) {
    return this.form.elements.namedItem(name);
  }

  get(name) {
    return this.#at(name)?.value || "";
  }

  set(name, value) {
    const field = this.#at(name);
    if (field instanceof RadioNodeList) for (const each of field) each.checked = each.value === value;
    else if (field) field.value = value;
  }

  get version() {
    return this.get("version");
  }

  get isEmpty() {
    return !this.get("text").trim();
  }

  // Everything that stands there, as it stands.
  said() {
    const found = Object.fromEntries([...HIDDEN, ...CHOICES].map((name) => [name, this.get(name)]));
    for (const name of [...TICKS, "box"]) found[name] = Boolean(this.#at(name)?.checked);
    return { ...found, kind: this.kind };
  }

  fill(said) {
    for (const name of [...HIDDEN, ...CHOICES]) this.set(name, said[name] ?? "");
    for (const name of [...TICKS, "box"]) if (this.#at(name)) this.#at(name).checked = Boolean(said[name]);
    this.form.dispatchEvent(new Event("change"));
  }

  // The note, as the server takes it, under an id of its own.
  note() {
    const said = this.said();
    const quote = { document: said.quote_document, passage: said.quote_passage, words: whole(said.quote_words) };
    return {
      note: said.note, version: crypto.randomUUID(), bases: said.bases.split(/\s+/).filter(Boolean), kind: this.kind,
      noted_at: new Date().toISOString(), criterion: said.criterion, agency: said.agency, speaker: said.speaker,
      speaker_agency: said.speaker_agency || null, method: said.method, directness: null, first_hand: said.first_hand,
      direction: said.direction, strength: said.strength || "moderate", child: said.child.trim().toLowerCase() || null,
      happened_on: said.happened_on || null, disclosed: said.disclosed, experience: said.experience, outcome: said.outcome,
      text: whole(said.text), quotes: quote.words && quote.document ? [quote] : [], box: said.box ? this.#at("box").value : null,
      ...(said.indicator ? { indicator: said.indicator } : {}),
      ...(said.because.trim() ? { because: whole(said.because) } : {}),
    };
  }

  // A note, back into the form.
  fillFrom(note) {
    const quote = note.quotes[0] || {};
    this.fill({
      ...note, bases: note.bases.join(" "), quote_document: quote.document, quote_passage: quote.passage,
      quote_words: quote.words, box: note.box !== null,
    });
    this.set("version", crypto.randomUUID());
  }

  // Ready for the next note, which starts where this one did; letters typed since it was saved belong to the next.
  next({ typedSince = null } = {}) {
    const sticks = Object.fromEntries(STICKS.map((name) => [name, this.get(name)]));
    const text = whole(this.get("text"));
    this.clear();
    for (const name of STICKS) this.set(name, sticks[name]);
    if (typedSince !== null && text.startsWith(typedSince)) this.set("text", text.slice(typedSince.length));
    this.#at("text").focus();
  }

  clear() {
    const empty = { note: crypto.randomUUID(), version: crypto.randomUUID(), speaker: "inspector", strength: "moderate" };
    this.fill(empty);
    this.showProblems([]);
  }

  // What the server would refuse anyway; it decides, this only says so in time.
  problems() {
    const said = this.said();
    const wrong = ["criterion", "agency", "method", "direction", "speaker"].filter((name) => !said[name]);
    if (said.speaker === "agency" && !said.speaker_agency) wrong.push("speaker_agency");
    if (!said.text.trim() || [...said.text].length > MOST_TEXT) wrong.push("text");
    if (said.child.trim() && !PSEUDONYM.test(said.child.trim().toLowerCase())) wrong.push("child");
    return wrong.map((where) => ({ where, says: this.advice[where] }));
  }

  // The errors above the page and beside each field.
  showProblems(problems) {
    for (const old of this.form.querySelectorAll("[data-problem]")) old.remove();
    for (const old of this.form.querySelectorAll(".govuk-form-group--error")) old.classList.remove("govuk-form-group--error");
    const summary = document.getElementById("device-problems");
    summary.hidden = !problems.length;
    summary.querySelector("ul").replaceChildren(...problems.map((each) => this.#item(each)));
    for (const each of problems) this.#beside(each);
    if (problems.length) summary.focus();
  }

  #item({ where, says }) {
    const item = document.createElement("li");
    const link = document.getElementById(`id_${where}`) ? item.appendChild(document.createElement("a")) : item;
    if (link !== item) link.href = `#id_${where}`;
    link.textContent = says;
    return item;
  }

  #beside({ where, says }) {
    const group = document.getElementById(`id_${where}`)?.closest(".govuk-form-group");
    if (!group) return;
    const error = document.createElement("p");
    error.className = "govuk-error-message";
    error.dataset.problem = where;
    error.textContent = says;
    group.classList.add("govuk-form-group--error");
    const first = group.querySelector("fieldset > .govuk-radios, select, textarea, input");
    first.before(error);
  }

  // Put in what may be chosen, where the page came without it.
  choices(state) {
    this.#options("criterion", state.criteria.map((each) => [each.id, each.title]));
    const agencies = state.bodies.filter((each) => each.kind !== "inspectorate").map((each) => [each.code, each.name]);
    this.#options("agency", agencies);
    this.#options("speaker_agency", agencies);
    document.getElementById("children")?.replaceChildren(...state.children.map((each) => new Option("", each)));
    if (state.adviser) this.#at("child")?.closest(".govuk-form-group").remove();
    this.#ownBox(state);
  }

  #options(name, pairs) {
    const list = this.#at(name), before = list.value;
    list.replaceChildren(list.options[0], ...pairs.map(([value, text]) => new Option(text, value)));
    list.value = before;
  }

  #ownBox(state) {
    const box = this.#at("box");
    const mine = state.bodies.find((each) => each.code === state.box);
    if (!box) return;
    if (!mine) return box.closest(".govuk-checkboxes__item").remove();
    box.value = mine.code;
    document.querySelector(`label[for="${box.id}"]`).textContent = `Only ${mine.name} may read it`;
  }
}
