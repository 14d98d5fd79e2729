// Brings the pages of the notebook when the service cannot be reached; otherwise stands aside.
//
// It keeps two pages that say nothing of any inspection, and their scripts and styles. While it runs it also holds, in
// memory alone, the key of a journal that was opened, so that the next page need not ask for the passphrase again.

const { version, pages, assets, sign_out: signOut } = self.NOTEBOOK;
const CACHE = `notebook ${version}`;
const PATIENCE = 8000;
const INSTEAD = [
  [/^\/inspections\/[\w-]+\/evidence\/(write\/)?$/, pages.write],
  [/^\/inspections\/[\w-]+\/safety\/(report\/)?$/, pages.at_risk],
];
let held = null;

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

// All of it or nothing: a part that is missing leaves the worker before this one in place.
async function keep() {
  const cache = await caches.open(CACHE);
  await Promise.all([...Object.values(pages), ...assets].map(async (address) => {
    const response = await fetch(new Request(address, { credentials: "omit", cache: "no-store" }));
    if (!response.ok || response.redirected) throw new Error(`${address} did not come`);
    await cache.put(address, response);
  }));
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("notebook ") && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (request.method === "POST" && address.pathname === signOut) return event.waitUntil(forget());
  if (request.method !== "GET") return;
  const instead = request.mode === "navigate" && INSTEAD.find(([pattern]) => pattern.test(address.pathname));
  if (instead) return event.respondWith(pageOr(request, instead[1]));
  if (assets.includes(address.pathname)) event.respondWith(kept(address.pathname).then((found) => found || fetch(request)));
});

const kept = async (address) => (await caches.open(CACHE)).match(address);

// The page itself; the one that is kept where the service does not answer, or only a machine before it does.
async function pageOr(request, instead) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const response = await Promise.race([fetch(request).catch(() => null), late]);
  if (response && ![502, 503, 504].includes(response.status)) return response;
  return (await kept(instead)) || response || Response.error();
}

// Somebody signed out: let go of the key, and of everything but what is not yet safe on the server.
async function forget() {
  held = null;
  new BroadcastChannel("notebook").postMessage({ forget: true });
  const base = await new Promise((resolve) => {
    const asked = indexedDB.open("joint-inspection-notebook");
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(null);
  });
  if (!base) return;
  const change = base.transaction(["states", "contacts"], "readwrite");
  change.objectStore("states").clear();
  change.objectStore("contacts").clear();
  await new Promise((resolve) => { change.oncomplete = change.onabort = resolve; });
  base.close();
}

self.addEventListener("message", (event) => {
  const { ask, key } = event.data;
  if (ask === "hold") held = key;
  if (ask === "let go") held = null;
  if (ask === "key") event.ports[0].postMessage(held);
});
