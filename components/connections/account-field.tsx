'use client'
import { asText, numberFromText } from '@/components/inspector/controls/as-text'
import type { Json } from '@/flow/json'
import type { FormField } from '../canvas/form-fields'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { Switch } from '../ui/switch'

type AccountFieldProps = {
  field: FormField
  value: Json | undefined
  error: string | undefined
  /** A secret that is there already, and stays unless typed anew. */
  kept: boolean
  onChange: (value: Json | undefined) => void
}

/** One field of an account. A secret is typed, and never shown again. */
export function AccountField({ field, value, error, kept, onChange }: AccountFieldProps) {
  const { title, meta } = field
  const short = field.type === 'number' || field.control === 'select'
  return (
    <Field
      label={title}
      hint={kept ? <Kept value={value} title={title} onChange={onChange} /> : meta.hint}
      help={meta.description}
      error={error}
      className={short ? 'col-span-2 sm:col-span-1' : 'col-span-2'}
    >
      {(control) => {
        if (field.control === 'switch') {
          return <Switch {...control} checked={(value ?? field.default) === true} onCheckedChange={onChange} />
        }
        if (field.control === 'select') {
          const options = field.options.map((option) => ({ value: option, label: meta.options?.[option] ?? option }))
          return <Select {...control} value={asText(value ?? field.default)} options={options} onChange={onChange} />
        }
        const secret = meta.secret === true
        return (
          <Input
            {...control}
            type={secret ? 'password' : 'text'}
            inputMode={field.type === 'number' ? 'numeric' : undefined}
            autoComplete={secret ? 'new-password' : 'off'}
            data-1p-ignore
            spellCheck={false}
            disabled={value === null}
            value={asText(value)}
            placeholder={kept && value === undefined ? '••••••••' : (meta.placeholder ?? asText(field.default))}
            onChange={(event) => onChange(read(field, event.target.value))}
          />
        )
      }}
    </Field>
  )
}

/** Says that a secret is kept, and offers to forget it. */
function Kept({ value, title, onChange }: { value: Json | undefined; title: string; onChange: (value: Json | undefined) => void }) {
  const forgets = value === null
  return (
    <span className="flex items-baseline gap-2">
      {forgets ? 'will be forgotten' : value === undefined ? 'kept as it is' : 'replaced'}
      <Button
        variant="ghost"
        size="sm"
        className="-my-1 h-6 px-1.5"
        aria-label={forgets ? `Keep the ${title.toLowerCase()}` : `Forget the ${title.toLowerCase()}`}
        onClick={() => onChange(forgets ? undefined : null)}
      >
        {forgets ? 'Keep' : 'Forget'}
      </Button>
    </span>
  )
}

function read(field: FormField, text: string): Json | undefined {
  if (field.type === 'number') return numberFromText(text)
  return text === '' ? undefined : text
}
