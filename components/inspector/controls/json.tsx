'use client'
import { MappingField } from '../mapping/mapping-field'
import { jsonFromText, jsonTrouble } from './as-text'
import { useAsTyped } from './as-typed'
import type { ControlProps } from './control-props'

/** Data as JSON, or mapped. What is typed stays as typed; it is data as soon as it reads like data. */
export function JsonControl({ field, value, onChange, aria }: ControlProps) {
  const { text, type } = useAsTyped(value, jsonFromText)
  const trouble = jsonTrouble(text)
  return (
    <>
      <MappingField
        id={aria.id}
        label={field.title}
        value={text}
        onChange={(next) => onChange(type(next))}
        files={field.meta.files}
        placeholder={field.meta.placeholder}
        multiline
        code={/^\s*[[{](?!\{)/.test(text)}
        describedBy={aria.describedBy}
        invalid={aria.invalid || trouble !== null}
      />
      {trouble && <p className="text-bad-ink text-xs">{trouble}</p>}
    </>
  )
}
