import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { extendTailwindMerge } from 'tailwind-merge'
import { expect, test } from 'vitest'
import { cn } from './cn'

/** Our scales differ from Tailwind's. */
const merge = extendTailwindMerge({
  cacheSize: 0,
  extend: { theme: { text: ['xs', 'sm', 'md', 'lg', 'xl'], shadow: ['card', 'pop'], radius: ['sm', 'md', 'lg', 'full'] } },
})

test('a later class takes the place of those that set the same under the same condition', () => {
  expect(cn('h-8 px-2.5 text-md text-ink', 'h-10 text-sm')).toBe('px-2.5 text-ink h-10 text-sm')
  expect(cn('hover:bg-hover bg-surface', 'bg-sunken')).toBe('hover:bg-hover bg-sunken')
  expect(cn('sm:first:pl-5 data-[state=open]:bg-hover', 'sm:first:pl-0', false, undefined)).toBe('data-[state=open]:bg-hover sm:first:pl-0')
  expect(cn('w-4 h-4 [&_svg]:size-4', { 'size-6': true })).toBe('[&_svg]:size-4 size-6')
})

test('any two classes used here come to what tailwind-merge makes of them', () => {
  const names = classesInUse()
  expect(names.length).toBeGreaterThan(200)
  const wrong = names.flatMap((a) =>
    names.flatMap((b) => (a === b || cn(a, b) === merge(a, b) ? [] : `${a} ${b}: ${cn(a, b)}, not ${merge(a, b)}`)),
  )
  expect(wrong).toEqual([])
})

/** Of those that differ by a number only, two. */
function classesInUse(): string[] {
  const alike = new Map<string, Set<string>>()
  for (const folder of ['components', 'app'])
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file) || /\.test\.|class-kinds/.test(file)) continue
      for (const [, , words = ''] of readFileSync(path.join(folder, file), 'utf8').matchAll(/(["'`])((?:(?!\1)[^\\\n])*)\1/g))
        for (const word of words.split(/\s+/)) {
          const name = word.replace(/^(?:[a-z/-]+(?:\[[^\]]*\])?:|\[[^\]]*\]:)+/, '')
          if (name === '' || merge(name, name) !== name) continue
          const shape = name.replace(/[\d.]+/g, '0')
          const found = alike.get(shape) ?? new Set()
          if (found.size < 2) alike.set(shape, found.add(name))
        }
    }
  return [...alike.values()].flatMap((names) => [...names])
}
