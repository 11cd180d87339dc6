import type { Json } from '@/flow/json'
import type { FormField } from '../../canvas/form-fields'
import type { ControlAria } from '../field-row'

export type ControlProps = {
  field: FormField
  value: Json | undefined
  /** Without a value the parameter is taken away. */
  onChange: (value: Json | undefined) => void
  aria: ControlAria
}
