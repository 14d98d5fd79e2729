// How is what somebody writes sealed on their device? AES-GCM under a random key that never lies there in the open:
// it is wrapped by a key that only their passphrase gives.

const ROUNDS = 600000;
const bytes = (text) => new TextEncoder().encode(text);
const random = (size) => crypto.getRandomValues(new Uint8Array(size));

// The key of the passphrase. Slow on purpose, so that guessing is.
async function wrapping(passphrase, salt, rounds) {
  const said = await crypto.subtle.importKey("raw", bytes(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, said, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

// A new key for somebody, wrapped: what is stored opens with the passphrase alone.
export async function wrapNew(person, passphrase) {
  const salt = random(16), iv = random(12);
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const wrapper = await wrapping(passphrase, salt, ROUNDS);
  const wrapped = await crypto.subtle.wrapKey("raw", key, wrapper, { name: "AES-GCM", iv, additionalData: bytes(person) });
  return { person, salt, rounds: ROUNDS, iv, wrapped: new Uint8Array(wrapped) };
}

// The key, which can be used and never be read out again; null where the passphrase is another.
export async function unwrap(stored, passphrase) {
  const wrapper = await wrapping(passphrase, stored.salt, stored.rounds);
  const how = { name: "AES-GCM", iv: stored.iv, additionalData: bytes(stored.person) };
  try {
    return await crypto.subtle.unwrapKey("raw", stored.wrapped, wrapper, how, "AES-GCM", false, ["encrypt", "decrypt"]);
  } catch {
    return null;
  }
}

// Seal plain values; `about` says whose and what it is, so that nothing sealed can be put in another's place.
export async function seal(key, value, about) {
  const iv = random(12);
  const how = { name: "AES-GCM", iv, additionalData: bytes(about) };
  return { iv, data: new Uint8Array(await crypto.subtle.encrypt(how, key, bytes(JSON.stringify(value)))) };
}

export async function open(key, sealed, about) {
  const how = { name: "AES-GCM", iv: sealed.iv, additionalData: bytes(about) };
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, sealed.data)));
}

// The SHA-256 of plain values as JSON with sorted keys and no spaces: the digest that a receipt names.
export async function digestOf(value) {
  const said = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes(canonical(value))));
  return Array.from(said, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${pairs.join(",")}}`;
}
