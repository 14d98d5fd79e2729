// How does what was written reach the server? Sent again and again, later each time, until there is a receipt.
//
// One tab sends at a time. What is sent stays in the journal until the receipt names the same version and the same
// letters. Nothing is sent unless whoever is signed in wrote it.
import { digestOf } from "./sealing.js";
import { sendAlarms } from "./alarms.js";

const MOST_NOTES = 20, MOST_BYTES = 2000000;
const PATIENCE = { state: 15000, sync: 30000 };
const FIRST_WAIT = 2000, LONGEST_WAIT = 60000;
const SHORTEST_SKEW = 300;

// What stands in the way: `is` is a word for scripts, `says` a sentence for people.
export class Stopped extends Error {
  constructor(is, says) {
    super(says);
    this.is = is;
  }
}

export class Sender {
  #wait = 0;
  #timer = null;
  #csrf = "";

  // `told` hears how it stands after each try: {is, says, state}.
  constructor(journal, inspection, told) {
    Object.assign(this, { journal, inspection, told });
    addEventListener("online", () => this.soon(0));
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.soon(0); });
  }

  get address() {
    return `/inspections/${this.inspection}/evidence/`;
  }

  // Try soon, and then until nothing is left.
  soon(after) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), after);
  }

  // Try once. What could not be sent is tried again later, each time after a longer while.
  async now() {
    clearTimeout(this.#timer);
    if (!this.journal.isOpen) return { is: "locked" };
    const stands = await navigator.locks.request(`notebook ${this.inspection}`, { ifAvailable: true }, (lock) =>
      lock ? this.#tried() : { is: "elsewhere" });
    const left = this.journal.isOpen ? await this.journal.waiting(this.inspection).then((all) => all.length, () => 1) : 0;
    this.#wait = left ? Math.min(this.#wait * 2 || FIRST_WAIT, LONGEST_WAIT) : 0;
    if (this.#wait) this.soon(this.#wait * (0.5 + Math.random()));
    await this.told(stands);
    return stands;
  }

  async #tried() {
    try {
      const state = await this.state();
      await sendAlarms(this);
      while (await this.#batch()) { /* until nothing is left */ }
      return { is: "sent", says: "", state };
    } catch (error) {
      if (error instanceof Stopped) return { is: error.is, says: error.message };
      return { is: "ill", says: "What is on this device could not be sent. It is tried again." };
    }
  }

  // What may be chosen in a note, kept for when there is no connection.
  async state() {
    const state = await this.ask(`${this.address}state/`, PATIENCE.state);
    if (state.person !== this.journal.person) {
      throw new Stopped("another", "Somebody else is signed in here. What you wrote stays sealed on this device.");
    }
    this.#csrf = state.csrf;
    const { csrf, ...kept } = state;
    await this.journal.keepState(this.inspection, kept).catch(() => {});
    return { ...kept, skew: skewOf(kept.now) };
  }

  // Send some; how many of them need not be sent again.
  async #batch() {
    const waiting = (await this.journal.waiting(this.inspection)).filter((entry) => entry.what === "note");
    const batch = fitting(waiting.map((entry) => entry.note));
    if (!batch.length) return 0;
    const { receipts, refused } = await this.#sent(batch);
    let settled = 0;
    for (const receipt of receipts) settled += await this.#settled(batch, receipt);
    for (const each of refused) settled += await this.#refused(batch, each);
    return settled;
  }

  async #settled(batch, receipt) {
    const note = batch.find((each) => each.version === receipt.version);
    if (!note) return 0;
    if (receipt.digest !== (await digestOf(note))) {
      return this.#refused(batch, { version: note.version, says: [{ where: "", says: "The service has other words under this note’s id: write it again" }] });
    }
    const kept = { note: note.note, at: receipt.at, heads: receipt.heads.length };
    await this.journal.settle(this.inspection, receipt.version, kept);
    return 1;
  }

  async #refused(batch, { version, says, again }) {
    if (again || !batch.some((each) => each.version === version)) return 0;
    await this.journal.refuse(this.inspection, version, says);
    return 1;
  }

  // What the server answers to some notes. One that it cannot take at all never holds up the others.
  async #sent(notes) {
    const body = { device: await this.journal.device(), sent_at: new Date().toISOString(), notes };
    try {
      return await this.send(`${this.address}sync/`, body);
    } catch (error) {
      if (error.is !== "not-taken") throw error;
      if (notes.length === 1) return { receipts: [], refused: [{ version: notes[0].version, says: [{ where: "", says: error.message }] }] };
      const half = Math.ceil(notes.length / 2);
      const parts = [await this.#sent(notes.slice(0, half)), await this.#sent(notes.slice(half))];
      return { receipts: parts.flatMap((part) => part.receipts), refused: parts.flatMap((part) => part.refused) };
    }
  }

  // Send a note that this device could not keep, straight from the page; null where it was not taken.
  async straight(note) {
    await this.state();
    const { receipts, refused } = await this.#sent([note]);
    const right = receipts[0] && receipts[0].digest === (await digestOf(note));
    return { receipt: right ? receipts[0] : null, refused: refused[0]?.says || [] };
  }

  async send(address, body) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.#csrf };
    const said = await this.ask(address, PATIENCE.sync, { method: "POST", headers, body: JSON.stringify(body) });
    this.#csrf = said.csrf;
    return said;
  }

  async ask(address, patience, more = {}) {
    let response, said;
    try {
      const how = { cache: "no-store", credentials: "same-origin", redirect: "error", signal: AbortSignal.timeout(patience) };
      response = await fetch(address, { ...how, ...more });
      said = await response.json();
    } catch {
      throw response && response.status < 500 && response.ok === false ? refusal(response.status, {}) : offline(response);
    }
    if (!response.ok) throw refusal(response.status, said);
    return said;
  }
}

function offline(response) {
  if (response) return new Stopped("ill", "The service answers with an error. It is tried again.");
  return new Stopped("offline", "No connection to the service. It is tried again.");
}

function refusal(status, said) {
  const says = [said.says || said.detail || "The service did not take this"].flat().map(String).join(". ");
  if (status === 401) return new Stopped("signed-out", "Your sign-in has expired.");
  if (status >= 500 || status === 429) return offline({});
  if (status === 403 || status === 404 || status === 409) return new Stopped("closed", says);
  return new Stopped("not-taken", says);
}

// As many as one call may bring, and never none.
function fitting(notes) {
  const found = [];
  let size = 0;
  for (const note of notes.slice(0, MOST_NOTES)) {
    size += JSON.stringify(note).length * 3;
    if (found.length && size > MOST_BYTES) break;
    found.push(note);
  }
  return found;
}

// Seconds by which this device's clock is behind the server's, where it is worth a word.
function skewOf(now) {
  const skew = Math.round((new Date(now) - Date.now()) / 1000);
  return Math.abs(skew) < SHORTEST_SKEW ? 0 : skew;
}
