/** Ids are UUIDs of version 7: their first 48 bits are the time they were made. */
export function publishedAt(versionId: string): Date {
  return new Date(Number.parseInt(versionId.replaceAll('-', '').slice(0, 12), 16))
}
