const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** For nodes, lines and notes: 16 letters and digits, 80 bits of chance. Works on plain http, too, where randomUUID does not. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => LETTERS[byte % LETTERS.length]).join('')
}
