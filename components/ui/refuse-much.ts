import type { ClipboardEvent } from 'react'
import { toast } from './toast'

/** What is pasted and does not fit is refused whole and said: cut in the middle, nobody would see that the rest is gone. */
export function refuseMuch(event: ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>, most: number): void {
  const { value, selectionStart, selectionEnd } = event.currentTarget
  const chosen = (selectionEnd ?? 0) - (selectionStart ?? 0)
  if (value.length - chosen + event.clipboardData.getData('text/plain').length <= most) return
  event.preventDefault()
  sayTooMuch(most)
}

export function sayTooMuch(most: number): void {
  toast.error(`This is more than fits here: ${most.toLocaleString()} letters at most. Nothing was pasted.`, { id: 'too-much' })
}
