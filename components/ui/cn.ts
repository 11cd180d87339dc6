import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

/** Our scales differ from Tailwind's defaults; without this `text-md` and `text-ink` would be taken for the same kind. */
const merge = extendTailwindMerge({
  extend: { theme: { text: ['xs', 'sm', 'md', 'lg', 'xl'], shadow: ['card', 'pop'], radius: ['sm', 'md', 'lg', 'full'] } },
})

export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes))
}
