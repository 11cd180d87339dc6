'use client'
import { useState } from 'react'
import type { Json } from '@/flow/json'
import { MappingField } from '../mapping/mapping-field'
import { asText, jsonFromText, jsonTrouble } from './as-text'
import type { ControlProps } from './control-props'

/** Data as JSON, or mapped. What is typed stays as typed; it is data as soon as it reads like data. */
export function JsonControl({ field, value, onChange, aria }: ControlProps) {
  const [typed, setTyped] = useState({ text: asText(value), stands: value })
  const text = same(typed.stands, value) ? typed.text : asText(value)
  const trouble = jsonTrouble(text)
  return (
    <>
      <MappingField
        id={aria.id}
        label={field.title}
        value={text}
        onChange={(next) => {
          const stands = jsonFromText(next)
          setTyped({ text: next, stands })
          onChange(stands)
        }}
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

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
