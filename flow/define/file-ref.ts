import { z } from 'zod'

/** A file travels as a reference; its bytes lie in the blob store. */
export const FileRefSchema = z.strictObject({
  $file: z.strictObject({ id: z.string().max(64), name: z.string().max(300), contentType: z.string().max(200), size: z.number() }),
})

export type FileRef = z.infer<typeof FileRefSchema>
