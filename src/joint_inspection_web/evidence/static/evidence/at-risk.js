// Without a connection a child is at risk: whom to ring stands there at once, what is written goes first.
import { Device, clock } from "./device.js";
import { Journal } from "./journal.js";

const form = document.getElementById("alarm-form");
const value = (name) => document.getElementById(name).value.trim();

// Nothing about a child is in these: they are there before any passphrase.
async function showContacts(inspection) {
  const known = inspection && (await (await Journal.open()).contacts(inspection));
  if (!known) return null;
  const rows = known.contacts.map((each) => {
    const row = Object.assign(document.createElement("div"), { className: "govuk-summary-list__row" });
    const name = Object.assign(document.createElement("dt"), { className: "govuk-summary-list__key", textContent: each.title });
    const says = Object.assign(document.createElement("dd"), { className: "govuk-summary-list__value" });
    const link = Object.assign(document.createElement("a"), { className: "govuk-link", href: `tel:${each.phone.replace(/[^+\d]/g, "")}`, textContent: each.phone });
    says.append(`${each.office}: `, link, each.hours ? ` (${each.hours})` : "");
    row.append(name, says);
    return row;
  });
  document.getElementById("contacts").replaceChildren(...rows);
  document.getElementById("contacts").hidden = !rows.length;
  document.getElementById("no-contacts").hidden = rows.length > 0;
  return known;
}

const page = {
  async opened() {
    const known = await device.journal.contacts(device.inspection);
    for (const [name, first] of [["danger", "not_sure"], ["of", "unknown"]]) {
      const choices = Object.entries(known?.[name] || {});
      document.getElementById(name).replaceChildren(...choices.map(([code, says]) => new Option(says, code, code === first, code === first)));
      document.getElementById(name).closest(".govuk-form-group").hidden = !choices.length;
    }
    form.hidden = false;
  },
  async locked() {
    form.reset();
    form.hidden = true;
  },
  state() {},
  edit: null,
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!value("worry")) return document.getElementById("worry").focus();
  const report = {
    version: crypto.randomUUID(), worry: value("worry"), child: value("child"), noted_at: new Date().toISOString(),
    danger: value("danger") || "not_sure", of: value("of") || "unknown",
  };
  try {
    await device.journal.add(device.inspection, report, { what: "alarm" });
  } catch {
    return device.say("This device is full: it is not saved. Ring.");
  }
  form.reset();
  device.say(`Saved on this device at ${clock(report.noted_at)}. Ring: do not wait for it to be sent.`);
  await device.changed();
  await device.sender.now();
});

const device = new Device(page);
await showContacts(device.inspection).catch(() => null);
await device.start();
device.section.dataset.ready = "1";
