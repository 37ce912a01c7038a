export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

/** What lies on disk: the data key, wrapped by a key that only the password gives. */
export interface VaultRecord {
  login: string;
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
  iv: Uint8Array<ArrayBuffer>;
  wrapped: ArrayBuffer;
}

/**
 * Seals what the tablet keeps about patients: AES-GCM with a random data key, wrapped with PBKDF2-SHA-256 of the password.
 * The key lives in memory only, so a lost tablet's disk says nothing, and the password opens it without a network.
 */
export class Vault {
  private constructor(readonly key: CryptoKey) {}

  static withKey(key: CryptoKey): Vault {
    return new Vault(key);
  }

  static async create(login: string, password: string, iterations = 600_000): Promise<{ vault: Vault; record: VaultRecord }> {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const wrapping = await wrappingKey(password, salt, iterations);
    const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
    const wrapped = await crypto.subtle.wrapKey("raw", fresh, wrapping, { name: "AES-GCM", iv });
    const record = { login, salt, iterations, iv, wrapped };
    return { vault: new Vault(await unwrap(record, wrapping)), record };
  }

  /** Null when the password is another one. */
  static async open(record: VaultRecord, password: string): Promise<Vault | null> {
    const wrapping = await wrappingKey(password, record.salt, record.iterations);
    try {
      return new Vault(await unwrap(record, wrapping));
    } catch (error) {
      // AES-GCM's tag does not fit: a wrong password. Anything else is a fault.
      if (error instanceof DOMException && error.name === "OperationError") return null;
      throw error;
    }
  }

  async seal(value: unknown): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(value));
    return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, text) };
  }

  async unseal<T>(sealed: Sealed): Promise<T> {
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, this.key, sealed.bytes);
    return JSON.parse(new TextDecoder().decode(text)) as T;
  }
}

async function wrappingKey(password: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(password.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, material, { name: "AES-GCM", length: 256 }, false, [
    "wrapKey",
    "unwrapKey",
  ]);
}

function unwrap(record: VaultRecord, wrapping: CryptoKey): Promise<CryptoKey> {
  return crypto.subtle.unwrapKey("raw", record.wrapped, wrapping, { name: "AES-GCM", iv: record.iv }, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}
