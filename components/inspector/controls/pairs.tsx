'use client'
import { Plus, Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import type { JsonObject } from '@/flow/json'
import { useInspected } from '../context'
import { MappingField } from '../mapping/mapping-field'
import { ResolvedLine } from '../resolved-line'
import { anyFromText, asText } from './as-text'
import type { ControlProps } from './control-props'
import { entriesOf, removed, replaced } from './entries'

/** Names with values: headers, query parameters, fields of a record. */
export function PairsControl({ field, value, onChange, aria }: ControlProps) {
  const { readOnly } = useInspected()
  const entries = entriesOf(value)
  const shown = entries.length > 0 ? entries : [{ name: '', value: '' }]
  const anyValue = field.entry.find((each) => each.name === 'value')?.type === 'any'
  const set = (index: number, change: JsonObject) => onChange(replaced(shown, index, change))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like the rest of the form
    <div id={aria.id} role="group" aria-labelledby={aria.labelId} className="flex flex-col gap-2">
      {shown.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity of their own
        <div key={index} className="flex flex-col gap-1">
          <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] items-start gap-1.5">
            <Input
              aria-label={`Name ${index + 1}`}
              placeholder={field.entry[0]?.meta.placeholder ?? 'Name'}
              value={asText(entry.name)}
              readOnly={readOnly}
              onChange={(event) => set(index, { name: event.target.value })}
            />
            <MappingField
              id={`${aria.id}-${index}`}
              label={`Value ${index + 1}`}
              placeholder={field.entry[1]?.meta.placeholder ?? 'Value'}
              value={asText(entry.value)}
              onChange={(text) => set(index, { value: anyValue ? anyFromText(text) : text })}
            />
            <IconButton
              icon={Trash2}
              label={`Remove ${asText(entry.name) || `row ${index + 1}`}`}
              size="sm"
              className="mt-0.5"
              disabled={readOnly || entries.length === 0}
              onClick={() => onChange(removed(entries, index))}
            />
          </div>
          <ResolvedLine value={entry.value} at={`${index}.value`} />
        </div>
      ))}
      {!readOnly && (
        <Button variant="ghost" size="sm" className="self-start" onClick={() => onChange([...shown, { name: '', value: '' }])}>
          <Plus aria-hidden />
          Add
        </Button>
      )}
    </div>
  )
}
