import type { Person } from './types'

/** `Finance, ada@example.com`: names where there are any. */
export function namesOf(people: readonly Person[]): string {
  return people.map(({ name, address }) => name || address).join(', ')
}

/** `Finance <finance@example.com>`, whole. */
export function addressesOf(people: readonly Person[]): string {
  return people.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ')
}
