import { z } from 'zod'

/**
 * An address as we keep and compare it: plain ASCII in lower case. Letters that only look like ASCII, such as the wide ＠,
 * would make two addresses out of one, or one out of two, so they are refused instead of folded.
 */
export const EmailSchema = z
  .string()
  .trim()
  .max(254, 'This e-mail address is too long.')
  .regex(/^[\x21-\x7e]+$/, 'Use only plain letters, digits and signs in the e-mail address.')
  .toLowerCase()
  .pipe(z.email('This is not an e-mail address.'))
