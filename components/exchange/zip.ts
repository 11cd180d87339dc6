/** Files in one, as every system opens it (a ZIP archive). The library comes when it is wanted. */
export async function zip(files: readonly { name: string; text: string }[], at: Date): Promise<Blob> {
  const { strToU8, zipSync } = await import('fflate')
  const entries = Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)]))
  return new Blob([zipSync(entries, { mtime: at })], { type: 'application/zip' })
}
