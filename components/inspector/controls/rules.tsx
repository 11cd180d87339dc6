'use client'
import { Plus, Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { Json, JsonObject } from '@/flow/json'
import { type FormField, paramOf, takesMapping } from '../../canvas/form-fields'
import { rowFieldsOf } from '../../canvas/row-fields'
import { useInspected } from '../context'
import { MappingField } from '../mapping/mapping-field'
import { ResolvedLine } from '../resolved-line'
import { anyFromText, asText } from './as-text'
import type { ControlProps } from './control-props'
import { entriesOf, removed, replaced } from './entries'

/** Rows as sentences: a value, how it compares, and with what; or a field, what to do with it, and a name. */
export function RulesControl({ field, value, onChange, aria }: ControlProps) {
  const { readOnly } = useInspected()
  const { left, choice, right } = rowFieldsOf(field)
  const blank = Object.fromEntries(field.entry.map((each): [string, Json] => [each.name, each.default ?? '']))
  const noun = field.meta.noun ?? 'rule'
  const rows = entriesOf(value)
  const shown = rows.length > 0 ? rows : [blank]
  const set = (index: number, change: JsonObject) => onChange(replaced(shown, index, change))
  const options = choice?.options.map((option) => ({ value: option, label: choice.meta.options?.[option] ?? option })) ?? []
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like the rest of the form
    <div id={aria.id} role="group" aria-labelledby={aria.labelId} className="flex flex-col gap-2">
      {shown.map((row, index) => {
        const which = `${noun} ${index + 1}`
        const remove = (
          <IconButton
            icon={Trash2}
            label={`Remove ${which}`}
            size="sm"
            className="mt-0.5"
            disabled={readOnly || rows.length === 0}
            onClick={() => onChange(removed(rows, index))}
          />
        )
        const leftSide = left && (
          <Side
            id={`${aria.id}-${index}-left`}
            label={`${left.title} of ${which}`}
            placeholder={takesMapping(left) ? 'Pick data with /' : left.meta.placeholder}
            field={left}
            row={row}
            onChange={(change) => set(index, change)}
          />
        )
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own
          <div key={index} className="flex flex-col gap-1.5 rounded-md border bg-sunken p-2">
            {choice ? (
              leftSide
            ) : (
              <div className="flex items-start gap-1.5">
                {leftSide}
                {remove}
              </div>
            )}
            {left && takesMapping(left) && <ResolvedLine value={paramOf(row, left.name)} at={`${index}.${left.name}`} />}
            {choice && (
              <div className="flex items-start gap-1.5">
                <Select
                  aria-label={`${choice.title} of ${which}`}
                  className={right ? 'w-38 shrink-0' : 'flex-1'}
                  options={options}
                  value={asText(paramOf(row, choice.name) ?? choice.default)}
                  disabled={readOnly}
                  onChange={(next) => set(index, { [choice.name]: next })}
                />
                {right && (
                  <div className="min-w-0 flex-1">
                    {right.isShown(row) && (
                      <Side
                        id={`${aria.id}-${index}-right`}
                        label={field.control === 'rules' ? `Compare ${which} with` : `${right.title} of ${which}`}
                        placeholder={right.meta.placeholder}
                        field={right}
                        row={row}
                        onChange={(change) => set(index, change)}
                      />
                    )}
                  </div>
                )}
                {remove}
              </div>
            )}
            {right && takesMapping(right) && <ResolvedLine value={paramOf(row, right.name)} at={`${index}.${right.name}`} />}
          </div>
        )
      })}
      {!readOnly && (
        <Button variant="ghost" size="sm" className="self-start" onClick={() => onChange([...shown, blank])}>
          <Plus aria-hidden />
          Add {/^[aeiou]/.test(noun) ? 'an' : 'a'} {noun}
        </Button>
      )}
    </div>
  )
}

type SideProps = {
  id: string
  label: string
  placeholder: string | undefined
  field: FormField
  row: JsonObject
  onChange: (change: JsonObject) => void
}

/** Data or a value where mappings are taken, plain text where a name is asked for. */
function Side({ id, label, placeholder, field, row, onChange }: SideProps) {
  const { readOnly } = useInspected()
  const text = asText(paramOf(row, field.name))
  if (takesMapping(field))
    return (
      <MappingField
        id={id}
        label={label}
        placeholder={placeholder}
        value={text}
        onChange={(next) => onChange({ [field.name]: anyFromText(next) })}
      />
    )
  return (
    <Input
      id={id}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      readOnly={readOnly}
      onChange={(event) => onChange({ [field.name]: event.target.value })}
    />
  )
}
