// How is a note kept from the first letter on? Half-written, it is a draft in the journal; saved, an entry of it, which
// goes to the server as soon as there is one. Without a journal the form is sent as any other.
import { Device, clock } from "./device.js";
import { Fields } from "./fields.js";
import { Journal } from "./journal.js";

const IDLE = 500, LONGEST = 2000;
const form = document.getElementById("note-form");
const part = (name) => document.getElementById(`device-${name}`);
const said = (id) => JSON.parse(document.getElementById(id)?.textContent || "{}");

class NotePage {
  #passing = false;
  #busy = false;
  #draftTimer = null;
  #draftSince = 0;
  #release = null;
  #mine = null;
  #unsaved = false;
  #replaces = null;

  constructor() {
    this.fields = new Fields(form, said("advice"));
    this.device = new Device(this);
    if (!this.fields.version) this.fields.clear();
    this.isKept = this.device.section.dataset.kept !== undefined; // the page that the device keeps
  }

  async start() {
    form.addEventListener("submit", (event) => this.#submit(event));
    form.addEventListener("input", () => this.#typed());
    form.addEventListener("change", () => this.#typed());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.#keepDraft(); });
    addEventListener("beforeunload", (event) => { if (this.#wouldBeLost()) event.preventDefault(); });
    part("copy").addEventListener("click", () => navigator.clipboard.writeText(this.fields.get("text")));
    part("download").addEventListener("click", () => this.#download());
    part("file-form").addEventListener("submit", (event) => this.#openFile(event));
    await this.device.start();
    this.device.section.dataset.ready = "1";
  }

  // The journal is open: bring back what was half-written.
  async opened(state) {
    if (state) this.state(state);
    part("full").hidden = true;
    if (!this.fields.isEmpty) return this.#keepDraft();
    const held = new Set((await navigator.locks.query()).held.map((lock) => lock.name));
    const drafts = await this.device.journal.drafts(this.device.inspection);
    const found = drafts.find((each) => this.#belongsHere(each.said) && !held.has(`draft ${each.version}`));
    if (!found) return;
    await this.resume(found.version, found.said);
    this.device.say("Your unfinished note is back.");
  }

  // Go on with a half-written note.
  async resume(version, said) {
    await this.#keepDraft();
    this.fields.fill(said);
    await this.#hold(version);
    this.#replaces = said.replaces || null;
    await this.device.refresh();
  }

  #belongsHere(draft) {
    return draft.kind === this.fields.kind && (draft.kind === "first" || draft.note === this.fields.get("note"));
  }

  // Somebody locked the journal, or signed out: nothing of it stays on the page.
  async locked() {
    await this.#keepDraft();
    this.#letGo();
    if (!this.#unsaved) this.fields.clear();
    this.device.say("");
  }

  state(state) {
    if (this.isKept) this.fields.choices(state);
  }

  // A note that was not taken, or came out of a file, once more in the form.
  async edit(note) {
    await this.#keepDraft();
    this.#letGo();
    this.fields.fillFrom(note);
    this.#replaces = note.version;
    form.scrollIntoView();
    await this.#keepDraft();
  }

  async #submit(event) {
    if (this.#passing) return;
    event.preventDefault();
    if (this.#busy) return;
    this.#busy = true;
    try {
      await (this.device.isOpen ? this.#save(event.submitter) : this.#asAnyForm(event.submitter));
    } finally {
      this.#busy = false;
    }
  }

  async #save(button) {
    const problems = this.fields.problems();
    this.fields.showProblems(problems);
    if (problems.length) return;
    this.#stopDraft();
    const note = this.fields.note();
    if (note.kind === "first") note.note = crypto.randomUUID();
    try {
      await this.device.journal.add(this.device.inspection, note, { draft: this.fields.version, replaces: this.#replaces });
    } catch {
      return this.#full(note);
    }
    this.#unsaved = false;
    this.#letGo();
    await this.device.changed();
    if (note.kind === "first" && button?.name !== "finish") return this.#onwards(note);
    await this.device.sender.now();
    await this.#finish(note);
  }

  // On to the next note at once: this one is safe here, and on its way.
  #onwards(note) {
    part("full").hidden = true;
    this.fields.next({ typedSince: note.text });
    this.device.say(`Saved on this device at ${clock(note.noted_at)}.`);
    this.device.sender.now();
  }

  // To the note where it has its receipt; else it is said why this page stays.
  async #finish(note) {
    const { journal, inspection } = this.device;
    const refused = (await journal.refusals(inspection)).get(note.version);
    if (refused) {
      this.#replaces = note.version;
      return this.fields.showProblems(refused);
    }
    if ((await journal.entries(inspection)).some((entry) => entry.version === note.version)) {
      this.fields.clear();
      return this.device.say(`Saved on this device at ${clock(note.noted_at)}. It is sent when there is a connection.`);
    }
    this.fields.clear();
    location.assign(`/inspections/${inspection}/evidence/notes/${note.note}/?kept=${note.version}`);
  }

  // No journal is open: send the form as the page would, if somebody is there to take it.
  async #asAnyForm(button) {
    if (this.isKept) return this.device.say("Open your journal first: then it is saved on this device. Your words stay on this page.");
    const answer = await fetch(`/inspections/${this.device.inspection}/evidence/state/`, { cache: "no-store", signal: AbortSignal.timeout(8000) })
      .catch(() => null);
    if (answer?.ok || answer?.status === 404) {
      this.#passing = true;
      return form.requestSubmit(button);
    }
    const why = answer?.status === 401 ? "Your sign-in has expired: sign in in another tab, then save here." : "No connection: open your journal to save on this device, or save later.";
    this.device.say(`${why} Your words stay on this page.`);
    part("sign-in").hidden = answer?.status !== 401;
  }

  // The device has no room: the note goes straight to the server, or stays on the page.
  async #full(note) {
    this.#unsaved = true;
    const { receipt, refused } = await this.device.sender.straight(note).catch(() => ({ receipt: null, refused: [] }));
    part("full").hidden = Boolean(receipt);
    if (refused.length) this.fields.showProblems(refused);
    if (!receipt) return this.device.say("");
    this.#unsaved = false;
    if (this.#replaces) await this.device.journal.discard(this.#replaces).catch(() => {});
    this.#letGo();
    this.fields.next();
    this.device.say(`This device is full. Your note went straight to the server, which has had it since ${clock(receipt.at)}.`);
  }

  async #download() {
    const packed = await this.device.journal.packed(this.device.inspection, this.fields.note());
    const text = JSON.stringify(packed, (_, value) => (value instanceof Uint8Array ? { bytes: Array.from(value) } : value));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `sealed-note-${packed.version.slice(0, 8)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    this.#unsaved = false;
  }

  async #openFile(event) {
    event.preventDefault();
    const error = part("file-error");
    error.hidden = true;
    try {
      const bytes = (_, value) => (value?.bytes ? Uint8Array.from(value.bytes) : value);
      const packed = JSON.parse(await part("file").files[0].text(), bytes);
      const note = await Journal.unpacked(packed, part("file-passphrase").value);
      if (!note || packed.inspection !== this.device.inspection || packed.person !== this.device.journal.person) throw new Error("not mine");
      event.target.reset();
      await this.edit(note);
    } catch {
      error.hidden = false;
    }
  }

  #typed() {
    this.#unsaved = !this.fields.isEmpty;
    if (!this.device.isOpen) return;
    this.#draftSince ||= Date.now();
    clearTimeout(this.#draftTimer);
    const left = Math.max(0, LONGEST - (Date.now() - this.#draftSince));
    this.#draftTimer = setTimeout(() => this.#keepDraft(), Math.min(IDLE, left));
  }

  #stopDraft() {
    clearTimeout(this.#draftTimer);
    this.#draftSince = 0;
  }

  async #keepDraft() {
    this.#stopDraft();
    if (!this.device.isOpen || this.#busy) return;
    const { journal, inspection } = this.device;
    if (this.fields.isEmpty) return this.#mine === this.fields.version ? journal.dropDraft(this.fields.version) : undefined;
    const version = await this.#hold(this.fields.version);
    try {
      await journal.draft(inspection, version, { ...this.fields.said(), replaces: this.#replaces });
      this.#unsaved = false;
    } catch {
      part("full").hidden = false;
    }
  }

  // This tab is at this draft, and no other; where another is at it already, this one goes on with a copy.
  async #hold(version) {
    if (this.#mine === version) return version;
    this.#letGo({ andReplaces: false });
    this.#mine = version;
    const free = await new Promise((resolve) => {
      navigator.locks.request(`draft ${version}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock && new Promise((release) => { this.#release = release; });
      });
    });
    if (free) return version;
    this.fields.set("version", crypto.randomUUID());
    return this.#hold(this.fields.version);
  }

  #letGo({ andReplaces = true } = {}) {
    this.#release?.();
    this.#release = this.#mine = null;
    if (andReplaces) this.#replaces = null;
  }

  #wouldBeLost() {
    return this.#unsaved && !this.#passing && !part("unlock").hidden && !this.fields.isEmpty || !part("full").hidden;
  }
}

// A page of the notebook without a form only shows what waits, and sends it.
const onlyShow = { opened: async () => {}, locked: async () => {}, state: () => {}, edit: null };
if (document.getElementById("device")) {
  await (form ? new NotePage().start() : new Device(onlyShow).start());
}
