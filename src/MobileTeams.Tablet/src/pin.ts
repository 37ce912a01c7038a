/** The short code that opens a locked screen while the app lives. Kept in memory only; five wrong ones and it is forgotten. */
export interface Pin {
  salt: Uint8Array<ArrayBuffer>;
  hash: Uint8Array<ArrayBuffer>;
  triesLeft: number;
}

export const pinPattern = /^\d{4}$/;

export async function makePin(code: string): Promise<Pin> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt, hash: await digest(code, salt), triesLeft: 5 };
}

/** True when it fits; a wrong one costs a try. With none left nothing fits. */
export async function fits(pin: Pin, code: string): Promise<boolean> {
  if (pin.triesLeft <= 0) return false;
  const hash = await digest(code, pin.salt);
  const isRight = hash.every((byte, i) => byte === pin.hash[i]);
  pin.triesLeft = isRight ? 5 : pin.triesLeft - 1;
  return isRight;
}

async function digest(code: string, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const text = new TextEncoder().encode(code);
  const bytes = new Uint8Array(salt.length + text.length);
  bytes.set(salt);
  bytes.set(text, salt.length);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
