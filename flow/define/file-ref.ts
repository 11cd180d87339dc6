import { z } from 'zod'

/** A file travels as a reference; its bytes lie in the blob store. */
export const FileRefSchema = z.strictObject({
  $file: z.strictObject({ id: z.string().max(64), name: z.string().max(300), contentType: z.string().max(200), size: z.number() }),
})

/** What one file that somebody hands over may weigh. */
export const LARGEST_UPLOAD = 25 * 1024 * 1024

export type FileRef = z.infer<typeof FileRefSchema>
