import type { FormField } from './form-fields'

export type RowFields = { left: FormField | undefined; choice: FormField | undefined; right: FormField | undefined }

/** The fields of a row such as “Total over 1,000”: what is looked at, what about it, and a second value. Told by their place. */
export function rowFieldsOf({ entry: [left, choice, right] }: FormField): RowFields {
  return { left, choice, right }
}
