/** A JSON value too large for a journal, kept as a file; the reference travels instead (worker/engine/large-values.ts). */
export const LARGEST_INLINE = 256 * 1024
export const LARGE_VALUE_TYPE = 'application/vnd.kaos.value+json'
