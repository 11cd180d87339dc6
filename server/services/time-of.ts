/** Ids are UUIDs of version 7: their first 48 bits are the time they were made. */
export function timeOf(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
}
