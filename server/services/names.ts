import { z } from 'zod'

// Control characters, and the marks that turn the direction of the text around them.
const UNSHOWABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** A name people give to something. Any script; nothing that would lie about how it reads. */
export const NameSchema = z
  .string()
  .trim()
  .min(1, 'Give it a name.')
  .max(120, 'A name has up to 120 characters.')
  .refine((name) => !UNSHOWABLE.test(name), 'This name contains characters that cannot be shown.')
