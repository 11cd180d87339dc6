'use client'
import { useState } from 'react'
import type { Json } from '@/flow/json'
import { asText } from './as-text'

/** The text of a field whose value is not text: as it was typed for as long as that value stands, `1.0` for 1, else as it is written. */
export function useAsTyped(value: Json | undefined, read: (text: string) => Json | undefined) {
  const [typed, setTyped] = useState({ text: asText(value), stands: value })
  return {
    text: same(typed.stands, value) ? typed.text : asText(value),
    /** What the text stands for now. */
    type(text: string): Json | undefined {
      const stands = read(text)
      setTyped({ text, stands })
      return stands
    },
  }
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
