import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/flow/json'
import { Budget } from './budget'
import { compile } from './compile'
import deviations from './conformance-deviations.json'
import { parseExpression } from './environment'
import { ExpressionError } from './expression-error'
import { settle } from './value'

/**
 * CEL's own conformance tests. Where our dialect differs on purpose, conformance-deviations.json names the test under
 * the class of reason; a test that fails and is not named there fails here, and so does one that is named and passes.
 */
const folder = fileURLToPath(new URL('conformance/', import.meta.url))

type CelValue = {
  int64Value?: string
  uint64Value?: string
  doubleValue?: number | 'NaN' | 'Infinity' | '-Infinity'
  stringValue?: string
  boolValue?: boolean
  nullValue?: null | 'NULL_VALUE'
  listValue?: { values?: CelValue[] }
  mapValue?: { entries?: { key: CelValue; value: CelValue }[] }
}
type ConformanceTest = {
  path: string
  name: string
  expr: string
  value?: CelValue
  evalError?: unknown
  typedResult?: { result?: CelValue }
  bindings?: Record<string, { value: CelValue }>
  checkOnly?: boolean
}

function applicableTests(): { id: string; test: ConformanceTest }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const tests: ConformanceTest[] = JSON.parse(readFileSync(folder + file, 'utf8'))
      return tests.map((test) => ({ id: `${test.path}/${test.name}`, test }))
    })
    .filter(({ test }) => !/TestAllTypes|google\.protobuf/.test(JSON.stringify(test)))
}

function passes(test: ConformanceTest): boolean {
  try {
    const result = evaluate(test)
    return test.evalError === undefined && matches(result, expectedOf(test))
  } catch (error) {
    if (error instanceof ExpressionError) return test.evalError !== undefined
    throw error
  }
}

function evaluate(test: ConformanceTest): Json {
  const roots = Object.fromEntries(Object.entries(test.bindings ?? {}).map(([name, { value }]) => [name, jsonOf(value) ?? null]))
  const program = compile(parseExpression(test.expr), new Map())
  if (test.checkOnly) return true
  return settle(program({ roots, locals: [], budget: new Budget() }))
}

/** Tests without a value expect true; of those that only look at static types we ask that they can be read. */
function expectedOf(test: ConformanceTest): CelValue {
  if (test.checkOnly) return { boolValue: true }
  return test.value ?? test.typedResult?.result ?? { boolValue: true }
}

function matches(result: Json, expected: CelValue): boolean {
  const wanted = jsonOf(expected)
  if (wanted === undefined) return false
  if (typeof result !== 'object' || result === null || typeof wanted !== 'object' || wanted === null) return result === wanted
  return JSON.stringify(sortedKeys(result)) === JSON.stringify(sortedKeys(wanted))
}

function sortedKeys(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sortedKeys)
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, entry]) => [key, sortedKeys(entry)]),
  )
}

/** Undefined for what JSON can't hold: bytes, types, messages, not-a-number. */
function jsonOf(value: CelValue): Json | undefined {
  if (value.int64Value !== undefined) return Number(value.int64Value)
  if (value.uint64Value !== undefined) return Number(value.uint64Value)
  if (value.doubleValue !== undefined) return typeof value.doubleValue === 'number' ? value.doubleValue : undefined
  if (value.stringValue !== undefined) return value.stringValue
  if (value.boolValue !== undefined) return value.boolValue
  if (value.nullValue !== undefined) return null
  if (value.listValue) {
    const items = (value.listValue.values ?? []).map(jsonOf)
    return items.includes(undefined) ? undefined : items.map((item) => item ?? null)
  }
  if (!value.mapValue) return undefined
  const entries = (value.mapValue.entries ?? []).map((entry) => [jsonOf(entry.key), jsonOf(entry.value)] as const)
  return entries.some(([key, entry]) => key === undefined || entry === undefined)
    ? undefined
    : Object.fromEntries(entries.map(([key, entry]) => [String(key), entry ?? null]))
}

describe('CEL conformance', () => {
  const named = new Set<string>(Object.values(deviations).flatMap(({ tests }) => tests))

  it('passes every applicable test but the deviations named, and those all deviate', () => {
    const tests = applicableTests()
    expect(tests.length).toBeGreaterThan(1_500)
    const failing = tests.filter(({ test }) => !passes(test)).map(({ id }) => id)
    expect(
      failing.filter((id) => !named.has(id)),
      'tests that fail and are not named as deviations',
    ).toEqual([])
    const failed = new Set(failing)
    expect(
      [...named].filter((id) => !failed.has(id)),
      'deviations that pass, or are gone',
    ).toEqual([])
  })

  it('gives every class of deviation a reason', () => {
    for (const { reason, tests } of Object.values(deviations)) {
      expect(reason.length).toBeGreaterThan(20)
      expect(tests.length).toBeGreaterThan(0)
    }
  })
})
