import type { ExpressionNode } from '../expressions/environment'
import type { Position } from '../expressions/expression-error'
import type { Type } from './type'

/** What is known of an expression's value to be wrong, before any data is there. */
export type TypeIssue = {
  code: 'unknown-reference' | 'wrong-type' | 'may-be-empty' | 'never-equal'
  message: string
  hint?: string | undefined
  position: Position
  /** The data it is about, as written. */
  path?: string
  /** Follows from what is declared; otherwise from data that was seen. */
  isSure: boolean
  fix?: Fix | undefined
}

/** A change to the expression that mends it: what is put in which places. */
export type Fix = { label: string; changes: readonly { start: number; end: number; insert: string }[] }

/** What an expression may read. */
export type TypedScope = {
  /** By key: the steps that have run for certain before this one. */
  steps: Readonly<Record<string, Type>>
  /** Of those, the ones that have not run in some runs. */
  skipped?: Readonly<Record<string, Skipped>>
  trigger: Type
  vars: Type
  /** Inside a container only. */
  item?: Type
  /** What data is called in a message, by how it is written; as written, if left out. */
  nameOf?: (source: string) => string
}

/** `isInTrigger`: what started the run gives this field, whichever start it was. */
export type Skipped = { when: string; isInTrigger(field: string): boolean }

export type Context = {
  scope: TypedScope
  locals: ReadonlyMap<string, Type>
  report(issue: TypeIssue): void
  /** Data that a condition around looks at: it has been thought of. */
  guarded: readonly string[]
  /** Under a condition, data that was seen proves nothing: another branch may have made it. */
  isBranch: boolean
  /** What something is said for already, in case it is empty. */
  answered: readonly ExpressionNode[]
}

export type TypeOf = (node: ExpressionNode, context: Context) => Type

export function sourceOf(node: ExpressionNode): string {
  return node.input.slice(node.start, node.end)
}

export function positionOf({ start, end }: ExpressionNode): Position {
  return { start, end }
}

export function named(node: ExpressionNode, { scope }: Context): string {
  const source = sourceOf(node)
  return scope.nameOf?.(source) ?? source
}

/** As written, but without the marks of optionals: what two ways of writing have in common. */
export function plainPath(source: string): string {
  return source.replace(/\s+/g, '').replaceAll('.?', '.').replaceAll('[?', '[')
}

export function isGuarded(node: ExpressionNode, { guarded }: Context): boolean {
  const path = plainPath(sourceOf(node))
  return guarded.some((each) => each === path || each.startsWith(`${path}.`) || each.startsWith(`${path}[`))
}
