import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Json, JsonSchema } from '@/flow/json'
import { storable } from '@/flow/storable'
import { variable } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'

/** So many a workspace has. */
export const MOST_VARIABLES = 500
const LARGEST_VALUE = 10_000

export const VariableName = z
  .string()
  .trim()
  .max(64, 'Use at most 64 characters.')
  .regex(/^[a-z][a-zA-Z0-9_]*$/, 'Begin with a small letter, and use letters, digits and _ only: approvalLimit.')
  .refine((name) => !RESERVED.has(name), 'This word means something else in mappings. Choose another.')

export const VariableValue = JsonSchema.refine(
  (value) => JSON.stringify(value).length <= LARGEST_VALUE,
  'Keep it below 10,000 characters.',
).refine((value) => storable(value) === value, 'A text holds a character that can’t be kept. Remove it.')

export const VariableNote = z.string().trim().max(500).default('')

const RESERVED = new Set([
  'in',
  'true',
  'false',
  'null',
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
  'var',
  'void',
  'while',
])

export type VariableRow = { id: string; name: string; value: Json; note: string }

export async function variableOf(tx: Tx, { workspaceId }: Actor, id: string): Promise<VariableRow> {
  const [row] = await tx
    .select({ id: variable.id, name: variable.name, value: variable.value, note: variable.note })
    .from(variable)
    .where(and(eq(variable.workspaceId, workspaceId), eq(variable.id, id)))
    .for('update')
  if (!row) throw notFound('variable')
  return row
}
