import type { ComponentProps } from 'react'
import { Input } from './input'

/** A date and a time of this place. Its year takes four digits: with more, browsers read what is typed as a year nobody means. */
export function DateTimeInput(props: Omit<ComponentProps<'input'>, 'type' | 'max'>) {
  return <Input {...props} type="datetime-local" max="9999-12-31T23:59" />
}

/** As the field wants it: in the time of this place, without a zone. Nothing for what is no time. */
export function localTimeOf(text: string): string {
  const date = new Date(text)
  if (text === '' || Number.isNaN(date.getTime())) return ''
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
