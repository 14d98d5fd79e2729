// How does word of a child at risk, written without a connection, reach the server? Before any note.
import { digestOf } from "./sealing.js";

export async function sendAlarms(sender) {
  const { journal, inspection } = sender;
  const waiting = (await journal.waiting(inspection)).filter((entry) => entry.what === "alarm");
  if (!waiting.length) return;
  const reports = waiting.map(({ note: { version, ...said } }) => ({ report: version, ...said }));
  const { receipts, refused } = await sender.send(`/inspections/${inspection}/safety/sync/`, { reports });
  for (const receipt of receipts) {
    const sent = reports.find((each) => each.report === receipt.report);
    if (sent && receipt.digest === (await digestOf([sent.report, sent.child, sent.worry]))) {
      await journal.settle(inspection, receipt.report, { note: null, at: receipt.at, heads: 1 });
    }
  }
  for (const each of refused) await journal.refuse(inspection, each.report, [each.says].flat(2));
}

// Whom to ring, for when there is no connection.
export async function keepContacts(sender) {
  const said = await sender.ask(`/inspections/${sender.inspection}/safety/state/`, 15000);
  const { contacts, danger, of, says } = said;
  await sender.journal.keepContacts(sender.inspection, { contacts, danger, of, says });
}
