import { z } from 'zod'

// Control characters other than line breaks and tabs, and the marks that turn the direction of the text around them.
const UNSHOWABLE = /(?![\n\t])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** What somebody says: plain text. */
export const CommentBodySchema = z
  .string()
  .transform((text) => text.replace(UNSHOWABLE, '').trim())
  .pipe(z.string().min(1, 'Write something first.').max(4_000, 'A comment has up to 4,000 characters.'))
