'use client'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { Json } from '@/flow/json'
import { type FormField, takesMapping } from '../../canvas/form-fields'
import { useInspected } from '../context'
import { MappingField } from '../mapping/mapping-field'
import { MOST_OF_FIELD } from '../most-of-field'
import { anyFromText, asText, numberFromText } from './as-text'
import { useAsTyped } from './as-typed'
import type { ControlProps } from './control-props'

/** Text, numbers and any value: one field that takes mapped data, or a plain one where the value is fixed. */
export function TextControl({ field, value, onChange, aria }: ControlProps) {
  const { readOnly } = useInspected()
  const { text, type } = useAsTyped(value, (next) => read(field, next))
  const placeholder = field.meta.placeholder ?? (field.default === undefined ? '' : asText(field.default))
  const change = (next: string) => onChange(type(next))
  if (takesMapping(field)) {
    return (
      <MappingField
        id={aria.id}
        label={field.title}
        value={text}
        onChange={change}
        placeholder={placeholder}
        files={field.meta.files}
        multiline={field.control === 'textarea'}
        tall={field.control === 'textarea'}
        describedBy={aria.describedBy}
        invalid={aria.invalid}
      />
    )
  }
  const shared = {
    id: aria.id,
    value: text,
    placeholder,
    readOnly,
    maxLength: MOST_OF_FIELD,
    'aria-describedby': aria.describedBy,
    'aria-invalid': aria.invalid ? (true as const) : undefined,
    onChange: (event: { target: { value: string } }) => change(event.target.value),
  }
  if (field.control === 'textarea') return <Textarea {...shared} />
  return (
    <Input
      {...shared}
      inputMode={field.type === 'number' ? 'decimal' : undefined}
      className={field.control === 'cron' ? 'font-code text-sm' : undefined}
    />
  )
}

function read(field: FormField, text: string): Json | undefined {
  if (field.type === 'number') return numberFromText(text)
  if (text === '' && field.default === undefined) return undefined
  return field.type === 'any' ? anyFromText(text) : text
}
