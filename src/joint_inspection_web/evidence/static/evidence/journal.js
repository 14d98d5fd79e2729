// What is on this device and not yet safe on the server? A journal in the browser's own database.
//
// A note is added in one step, sealed, and never changed; it is taken out in one step when its receipt is right. In
// the clear stand only random ids and the references of the person and the inspection.
import { open, seal, unwrap, wrapNew } from "./sealing.js";

const NAME = "joint-inspection-notebook";
const MOST_RECEIPTS = 50;

const answer = (request) => new Promise((yes, no) => {
  request.onsuccess = () => yes(request.result);
  request.onerror = () => no(request.error);
});
const ended = (change) => new Promise((yes, no) => {
  change.oncomplete = () => yes();
  change.onabort = () => no(change.error || new DOMException("The device did not keep it", "AbortError"));
});

function build(base) {
  base.createObjectStore("meta");
  base.createObjectStore("keys", { keyPath: "person" });
  const notes = base.createObjectStore("notes", { keyPath: "place", autoIncrement: true });
  notes.createIndex("whose", ["person", "inspection"]);
  notes.createIndex("version", "version", { unique: true });
  for (const name of ["drafts", "refusals"]) {
    base.createObjectStore(name, { keyPath: "version" }).createIndex("whose", ["person", "inspection"]);
  }
  base.createObjectStore("states", { keyPath: ["person", "inspection"] });
  base.createObjectStore("receipts", { keyPath: "place", autoIncrement: true }).createIndex("whose", ["person", "inspection"]);
  base.createObjectStore("contacts", { keyPath: "inspection" });
}

export class Journal {
  #key = null;
  person = null; // whose journal is open

  static async open() {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => build(asked.result);
    const journal = new Journal();
    journal.base = await answer(asked);
    journal.base.onversionchange = () => journal.base.close();
    return journal;
  }

  get isOpen() {
    return this.#key !== null;
  }

  get key() {
    return this.#key;
  }

  // Whose journals are on this device, the last one first.
  async people() {
    const [keys, last] = await Promise.all([this.#all("keys"), this.#get("meta", "last")]);
    return keys.map((each) => each.person).sort((one, other) => (other === last) - (one === last));
  }

  async device() {
    const known = await this.#get("meta", "device");
    if (known) return known;
    const made = crypto.randomUUID();
    await this.#change(["meta"], (store) => store("meta").put(made, "device"));
    return made;
  }

  // Begin a journal. Nobody can open it without the passphrase, we no more than anybody else.
  async begin(person, passphrase) {
    const made = await wrapNew(person, passphrase);
    await this.#change(["keys", "meta"], (store) => {
      store("keys").add(made);
      store("meta").put(person, "last");
    });
    return this.unlock(passphrase, [person]);
  }

  // Open the journal that this passphrase opens, of those people; false where it opens none.
  async unlock(passphrase, people) {
    for (const person of people) {
      const stored = await this.#get("keys", person);
      const key = stored && (await unwrap(stored, passphrase));
      if (key) {
        this.hold(person, key);
        await this.#change(["meta"], (store) => store("meta").put(person, "last"));
        return true;
      }
    }
    return false;
  }

  hold(person, key) {
    this.person = person;
    this.#key = key;
  }

  lock() {
    this.#key = null;
  }

  // Add a note, once for all. `replaces` is a refused one that it follows; its draft goes with the same step.
  async add(inspection, note, { what = "note", replaces = null, draft = null } = {}) {
    const entry = await this.#sealed("notes", inspection, note.version, note);
    await this.#change(["notes", "drafts", "refusals"], async (store) => {
      store("notes").add({ ...entry, what });
      if (draft) store("drafts").delete(draft);
      if (replaces) await this.#remove(store, replaces);
    });
  }

  // What waits to be sent, oldest first; what was refused waits for its writer.
  async waiting(inspection) {
    const [entries, refused] = await Promise.all([this.entries(inspection), this.refusals(inspection)]);
    return entries.filter((entry) => !refused.has(entry.version));
  }

  async entries(inspection) {
    const found = await this.#allOpened("notes", inspection);
    return found.map(({ entry, said }) => ({ version: entry.version, what: entry.what, note: said }));
  }

  async refusals(inspection) {
    const found = await this.#allOpened("refusals", inspection);
    return new Map(found.map(({ entry, said }) => [entry.version, said]));
  }

  // How many notes of somebody are on this device alone. Needs no key.
  async count(person, inspection) {
    const index = this.base.transaction("notes").objectStore("notes").index("whose");
    return answer(index.count([person, inspection]));
  }

  // The server has it: keep the receipt, let go of the note.
  async settle(inspection, version, receipt) {
    await this.#change(["notes", "refusals", "receipts"], async (store) => {
      await this.#remove(store, version);
      store("receipts").add({ person: this.person, inspection, version, ...receipt });
    });
    await this.#forgetOldReceipts(inspection);
  }

  async receipts(inspection) {
    return (await this.#whose("receipts", this.person, inspection)).reverse();
  }

  async refuse(inspection, version, says) {
    const entry = await this.#sealed("refusals", inspection, version, says);
    await this.#change(["refusals"], (store) => store("refusals").put(entry));
  }

  async sendAgain(version) {
    await this.#change(["refusals"], (store) => store("refusals").delete(version));
  }

  // Its writer threw it away.
  async discard(version) {
    await this.#change(["notes", "refusals", "drafts"], async (store) => {
      await this.#remove(store, version);
      store("drafts").delete(version);
    });
  }

  async draft(inspection, version, said) {
    const entry = await this.#sealed("drafts", inspection, version, said);
    await this.#change(["drafts"], (store) => store("drafts").put(entry));
  }

  async drafts(inspection) {
    const found = await this.#allOpened("drafts", inspection);
    return found.map(({ entry, said }) => ({ version: entry.version, said }));
  }

  async dropDraft(version) {
    await this.#change(["drafts"], (store) => store("drafts").delete(version));
  }

  async keepState(inspection, state) {
    const entry = await this.#sealed("states", inspection, "state", state);
    await this.#change(["states"], (store) => store("states").put(entry));
  }

  async state(inspection) {
    const found = await this.#get("states", [this.person, inspection]);
    return found && this.#key ? open(this.#key, found, about("states", found)) : null;
  }

  // Telephone numbers of offices: readable without a passphrase, because somebody may need them at once.
  async keepContacts(inspection, said) {
    await this.#change(["contacts"], (store) => store("contacts").put({ inspection, ...said }));
  }

  async contacts(inspection) {
    return (await this.#get("contacts", inspection)) || null;
  }

  // A copy of a note for a file, sealed as it would be here: it opens with the same passphrase.
  async packed(inspection, note) {
    const entry = await this.#sealed("notes", inspection, note.version, note);
    return { ...entry, wrapped: await this.#get("keys", this.person) };
  }

  static async unpacked(file, passphrase) {
    const key = await unwrap(file.wrapped, passphrase);
    return key && open(key, file, about("notes", file));
  }

  async #sealed(store, inspection, version, value) {
    const entry = { person: this.person, inspection, version };
    return { ...entry, ...(await seal(this.#key, value, about(store, entry))) };
  }

  // Nothing where somebody closes the journal meanwhile.
  async #allOpened(store, inspection) {
    const key = this.#key;
    const found = key ? await this.#whose(store, this.person, inspection) : [];
    return Promise.all(found.map(async (entry) => ({ entry, said: await open(key, entry, about(store, entry)) })));
  }

  async #remove(store, version) {
    const place = await answer(store("notes").index("version").getKey(version));
    if (place !== undefined) store("notes").delete(place);
    store("refusals").delete(version);
  }

  async #forgetOldReceipts(inspection) {
    const found = await this.#whose("receipts", this.person, inspection);
    const old = found.slice(0, -MOST_RECEIPTS);
    if (old.length) await this.#change(["receipts"], (store) => old.forEach((each) => store("receipts").delete(each.place)));
  }

  // One step: all of it or nothing, and on the disk before it is said to be done.
  async #change(names, work) {
    const change = this.base.transaction(names, "readwrite", { durability: "strict" });
    const end = ended(change);
    try {
      await work((name) => change.objectStore(name));
    } catch (error) {
      end.catch(() => {});
      try { change.abort(); } catch { /* it has ended already */ }
      throw error;
    }
    return end;
  }

  #get(name, key) {
    return answer(this.base.transaction(name).objectStore(name).get(key));
  }

  #all(name) {
    return answer(this.base.transaction(name).objectStore(name).getAll());
  }

  #whose(name, person, inspection) {
    return answer(this.base.transaction(name).objectStore(name).index("whose").getAll([person, inspection]));
  }
}

const about = (store, entry) => [store, entry.person, entry.inspection, entry.version].join("\n");
