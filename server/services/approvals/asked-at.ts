/** A wait's id is a UUID v7: the time it was opened is written in it. */
export function askedAt(waitId: string): Date {
  return new Date(Number.parseInt(waitId.replaceAll('-', '').slice(0, 12), 16))
}
