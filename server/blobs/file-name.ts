/** A name from outside made harmless: no path, no control or direction-changing characters, not too long. */
export function fileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const plain = last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()
  // The cut may have halved a character, and half of one can't be stored.
  return /^\.*$/.test(plain) ? 'file' : plain.slice(0, 200).replace(/\p{Surrogate}/gu, '')
}
