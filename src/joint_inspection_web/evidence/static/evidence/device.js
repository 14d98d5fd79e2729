// How does somebody see what is on their device and not yet safe, open their journal, and see it sent?
import { Journal } from "./journal.js";
import { Sender } from "./send.js";
import { keepContacts } from "./alarms.js";

const SHORTEST_PASSPHRASE = 12;
const STILL_HERE = 20000;
const CANNOT = "This browser cannot keep notes on this device. Without a connection nothing is saved.";
const part = (name) => document.getElementById(`device-${name}`);
const show = (name, shown) => { if (part(name)) part(name).hidden = !shown; };
const many = (number, one, more) => (number === 1 ? `1 ${one}` : `${number} ${more}`);
const short = (text) => `“${text.trim().slice(0, 60)}${text.trim().length > 60 ? "…" : ""}”`;
export const clock = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

export class Device {
  // `page` is told when the journal opens or locks, and is asked to show a note again.
  constructor(page) {
    const section = document.getElementById("device");
    const [, inPath] = location.pathname.match(/^\/inspections\/([\w-]+)\//) || [];
    Object.assign(this, { page, section, inspection: section.dataset.inspection || inPath, person: section.dataset.person || null });
  }

  get isOpen() {
    return Boolean(this.journal?.isOpen);
  }

  async start() {
    this.section.hidden = part("count").hidden = false;
    const danger = document.getElementById("at-risk-link");
    if (danger && this.inspection) danger.href = `/inspections/${this.inspection}/safety/report/`;
    if (!this.inspection) return this.count("Open the notebook of an inspection first.");
    if (!globalThis.isSecureContext || !navigator.locks || !crypto.subtle) return this.count(CANNOT);
    try {
      this.journal = await Journal.open();
    } catch {
      return this.count(CANNOT);
    }
    this.sender = new Sender(this.journal, this.inspection, (stands) => this.#told(stands));
    this.#listen();
    if ((await this.journal.people()).length) await this.#register();
    await this.#takeHeldKey();
    await (this.isOpen ? this.#opened() : this.refresh());
  }

  #listen() {
    this.channel = new BroadcastChannel("notebook");
    this.channel.onmessage = ({ data }) => (data.forget ? this.lock() : this.refresh());
    part("unlock").addEventListener("submit", (event) => this.#unlock(event));
    part("begin-form")?.addEventListener("submit", (event) => this.#begin(event));
    part("lock").addEventListener("click", () => this.lockEverywhere());
    setInterval(() => this.#lendKey(), STILL_HERE);
  }

  // Whose journal this page may open: of whoever is signed in, or, without a connection, of anybody who knows theirs.
  async #people() {
    const people = await this.journal.people();
    return this.person ? people.filter((each) => each === this.person) : people;
  }

  async #begin(event) {
    event.preventDefault();
    const [first, again] = [part("begin-one").value, part("begin-two").value];
    if (first.length < SHORTEST_PASSPHRASE) return this.#wrong("begin-one", `Choose at least ${SHORTEST_PASSPHRASE} characters, for example four words`);
    if (first !== again) return this.#wrong("begin-two", "Type the same passphrase twice");
    try {
      await this.journal.begin(this.person, first);
    } catch {
      return this.#wrong("begin-one", "This device did not keep it: free some space, then try again");
    }
    event.target.reset();
    navigator.storage?.persist?.();
    await this.#register();
    await this.#opened();
  }

  async #unlock(event) {
    event.preventDefault();
    const button = event.target.querySelector("button");
    button.disabled = true;
    const right = await this.journal.unlock(part("passphrase").value, await this.#people());
    button.disabled = false;
    if (!right) return this.#wrong("passphrase", "This passphrase opens no journal on this device");
    event.target.reset();
    await this.#opened();
  }

  #wrong(name, says) {
    part(`${name}-error`).textContent = says;
    part(`${name}-error`).hidden = false;
    part(name).setAttribute("aria-invalid", "true");
    part(name).focus();
  }

  async #opened() {
    this.section.querySelectorAll(".govuk-error-message").forEach((error) => { error.hidden = true; });
    this.section.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
    await this.#lendKey();
    await this.refresh();
    await this.page.opened(await this.journal.state(this.inspection));
    await this.sender.now();
    keepContacts(this.sender).catch(() => {});
  }

  async lock() {
    if (!this.isOpen) return;
    await this.page.locked();
    this.journal.lock();
    await this.refresh();
  }

  async lockEverywhere() {
    await this.#worker({ ask: "let go" });
    this.channel.postMessage({ forget: true });
    await this.lock();
  }

  // Something in the journal changed: say so here and in every other tab.
  async changed() {
    this.channel.postMessage({});
    await this.refresh();
  }

  async refresh() {
    const people = await this.#people();
    const whose = this.journal.person && people.includes(this.journal.person) ? this.journal.person : people[0];
    const number = whose ? await this.journal.count(whose, this.inspection) : 0;
    this.number = number;
    show("unlock", !this.isOpen && people.length > 0);
    show("begin", !this.isOpen && !people.length && this.person !== null);
    show("lock", this.isOpen);
    show("file-all", this.isOpen && Boolean(this.page.edit));
    if (!people.length) this.count(this.person ? "Without a connection nothing you write is saved on this device yet." : "Nothing was set up on this device while there was a connection.");
    else if (!number) this.count(this.isOpen ? "Everything you wrote on this device is on the server." : "Open your journal, so that what you write is saved on this device.");
    else this.count(`${many(number, "note is", "notes are")} only on this device${this.isOpen ? "" : ", sealed: open your journal to send"}.`);
    this.section.dataset.waiting = part("count").dataset.waiting = number;
    await this.#list();
  }

  count(says) {
    if (part("count").textContent !== says) part("count").textContent = says;
  }

  say(says) {
    part("says").textContent = says;
  }

  async #told(stands) {
    if (stands.is === "another") {
      await this.#worker({ ask: "let go" });
      await this.lock();
    }
    if (stands.state) this.page.state(stands.state);
    show("sign-in", stands.is === "signed-out");
    const asks = stands.is === "signed-out" && this.number ? ` Sign in again to send ${many(this.number, "note", "notes")}.` : "";
    if (stands.is !== "elsewhere") part("stands").textContent = (stands.says || this.#clockSays(stands.state)) + asks;
    this.section.dataset.stands = stands.is;
    await this.changed();
  }

  #clockSays(state) {
    if (!state?.writable && state) return `${state.says}.`;
    if (!state?.skew) return "";
    const minutes = Math.round(Math.abs(state.skew) / 60);
    return `The clock of this device is ${many(minutes, "minute", "minutes")} ${state.skew > 0 ? "slow" : "fast"}. Your notes say both times.`;
  }

  // What waits, what was refused and why, what has its receipt.
  async #list() {
    const shown = this.isOpen;
    const entries = shown ? await this.journal.entries(this.inspection) : [];
    const refusals = shown ? await this.journal.refusals(this.inspection) : new Map();
    const receipts = shown ? await this.journal.receipts(this.inspection) : [];
    const drafts = shown ? await this.#unfinished() : [];
    part("list").replaceChildren(...entries.map((entry) => this.#entry(entry, refusals.get(entry.version))), ...drafts);
    part("receipts").replaceChildren(...receipts.map((receipt) => this.#receipt(receipt)));
    show("receipts-all", receipts.length > 0);
  }

  // Half-written notes that no tab is at.
  async #unfinished() {
    const held = new Set((await navigator.locks.query()).held.map((lock) => lock.name));
    const drafts = await this.journal.drafts(this.inspection);
    return drafts.filter((each) => !held.has(`draft ${each.version}`)).map(({ version, said }) => {
      const item = document.createElement("li");
      item.append(`Unfinished: ${short(said.text)} `);
      if (this.page.resume && said.kind === "first") item.append(this.#button("Go on with it", () => this.page.resume(version, said)), " ");
      item.append(this.#button("Throw it away", () => this.#discard(version)));
      return item;
    });
  }

  #entry({ version, what, note }, refused) {
    const item = document.createElement("li");
    const words = what === "alarm" ? "A child is at risk" : short(note.text);
    item.append(`${clock(note.noted_at)} ${words} ${refused ? "was not taken: " : "waits to be sent."}`);
    if (!refused) return item;
    item.dataset.refused = version;
    item.append(refused.map((each) => each.says).join(". "), ". ");
    if (what === "note" && this.page.edit) item.append(this.#button("Open it in the form", () => this.page.edit(note)), " ");
    item.append(this.#button("Send it again", () => this.#again(version)), " ");
    item.append(this.#button("Throw it away", () => this.#discard(version)));
    return item;
  }

  #button(says, does) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "ji-button-as-link", textContent: says });
    button.addEventListener("click", does);
    return button;
  }

  async #again(version) {
    await this.journal.sendAgain(version);
    await this.sender.now();
  }

  async #discard(version) {
    if (!confirm("Throw this note away? It is nowhere else.")) return;
    await this.journal.discard(version);
    await this.changed();
  }

  #receipt(receipt) {
    const item = document.createElement("li");
    item.dataset.version = receipt.version;
    item.append(`On the server since ${clock(receipt.at)}. `);
    if (!receipt.note) return item;
    const link = Object.assign(document.createElement("a"), { className: "govuk-link", href: `/inspections/${this.inspection}/evidence/notes/${receipt.note}/` });
    link.textContent = `Read the note of ${clock(receipt.at)}`;
    item.append(link, receipt.heads > 1 ? " Two versions stand side by side: bring them together." : "");
    return item;
  }

  // The worker that brings the pages without a connection, and remembers the key from page to page.
  async #register() {
    try {
      await navigator.serviceWorker?.register("/evidence-worker.js", { scope: "/", updateViaCache: "none" });
      navigator.serviceWorker?.addEventListener("controllerchange", () => this.#lendKey());
    } catch {
      part("stands").textContent = "This browser keeps what you write, but cannot open this page again without a connection.";
    }
  }

  async #worker(message, port) {
    const found = (await navigator.serviceWorker?.getRegistration("/"))?.active;
    found?.postMessage(message, port ? [port] : []);
    return Boolean(found);
  }

  async #lendKey() {
    if (this.isOpen) await this.#worker({ ask: "hold", key: { person: this.journal.person, key: this.journal.key } });
  }

  async #takeHeldKey() {
    const { port1, port2 } = new MessageChannel();
    const told = new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
      setTimeout(() => resolve(null), 2000);
    });
    const held = (await this.#worker({ ask: "key" }, port2)) ? await told : null;
    if (held && (!this.person || held.person === this.person)) this.journal.hold(held.person, held.key);
    else if (held) await this.#worker({ ask: "let go" });
  }
}
