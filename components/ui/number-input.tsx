'use client'
import { type ComponentProps, useState } from 'react'
import { Input } from './input'

type NumberInputProps = Omit<ComponentProps<'input'>, 'type' | 'value' | 'min' | 'max' | 'step' | 'onChange' | 'onBlur'> & {
  value: number
  min: number
  max: number
  /** Whole numbers, unless it is a part of one. */
  step?: number
  onChange: (value: number) => void
}

/** A number that always holds: what is typed stays as typed, also while it is none or too large, and gives way to what holds when one leaves. */
export function NumberInput({ value, min, max, step = 1, onChange, ...input }: NumberInputProps) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <Input
      {...input}
      type="number"
      min={min}
      max={max}
      step={step}
      value={typed ?? value}
      onChange={({ target }) => {
        setTyped(target.value)
        const number = step === 1 ? Math.round(target.valueAsNumber) : target.valueAsNumber
        if (Number.isFinite(number)) onChange(Math.min(max, Math.max(min, number)))
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
