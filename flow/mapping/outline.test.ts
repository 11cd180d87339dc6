import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { evaluate } from '@/flow/expressions/evaluate'
import { emptyScope } from '@/flow/expressions/testing'
import type { Json, JsonObject } from '@/flow/json'
import { type OutlineField, outlineOf } from './outline'

function fieldsOf(field: OutlineField): OutlineField[] {
  return [field, ...field.children.flatMap(fieldsOf)]
}

function schemaOf(type: z.ZodType): JsonObject {
  return z.toJSONSchema(type) as JsonObject // JSON Schema is JSON
}

const invoice: Json = {
  vendor: { name: 'Acme & Co', vatID: 'DE123' },
  total: 1249.5,
  paid: false,
  dueDate: '2026-03-31',
  'odd name': 'x',
  in: 1,
  lines: [{ unitPrice: 3 }, { unitPrice: 4, note: 'second' }],
  file: { $file: { id: 'f1', name: 'invoice.pdf', contentType: 'application/pdf', size: 10 } },
  memo: null,
}

describe('outlineOf', () => {
  const tree = outlineOf({ expression: 'steps.readInvoice', label: 'Read invoice', sample: invoice })

  it('shows label, type and real value of each field', () => {
    expect(tree.children.map(({ label, type, preview }) => [label, type, preview])).toEqual([
      ['Vendor', 'object', '2 fields'],
      ['Total', 'number', '1249.5'],
      ['Paid', 'yes/no', 'no'],
      ['Due date', 'date', '2026-03-31'],
      ['Odd name', 'text', 'x'],
      ['In', 'number', '1'],
      ['Lines', 'list', '2 entries'],
      ['File', 'file', 'invoice.pdf'],
      ['Memo', 'nothing', 'empty'],
    ])
  })

  it('writes expressions that give exactly that value', () => {
    const scope = emptyScope({ steps: { readInvoice: invoice } })
    for (const field of fieldsOf(tree)) {
      const value = field.path.reduce<Json>((at, key) => (at as Record<string | number, Json>)[key] ?? null, invoice) // walks the sample above
      expect(evaluate(field.expression, scope), field.expression).toEqual(value)
    }
    expect(fieldsOf(tree).map((field) => field.expression)).toContain('steps.readInvoice["odd name"]')
  })

  it.each(['a"b', "it's", 'a\\b', 'line\nbreak', '}}', '{{', '__proto__', 'constructor', '', '日本', '$x', '0'])(
    'quotes the key %j',
    (key) => {
      const sample: Json = Object.fromEntries([[key, 7]])
      const [child] = outlineOf({ expression: 'trigger', label: 'Trigger', sample }).children
      expect(child && evaluate(child.expression, emptyScope({ trigger: sample }))).toBe(7)
    },
  )

  it('shows the shape of the first entry of a list', () => {
    const lines = tree.children.find((field) => field.key === 'lines')
    expect(lines?.children.map((field) => field.expression)).toEqual(['steps.readInvoice.lines[0]'])
    expect(lines?.children[0]?.children.map((field) => field.expression)).toEqual(['steps.readInvoice.lines[0].unitPrice'])
  })

  it('reads a schema when no sample is there, and its titles', () => {
    const schema = schemaOf(
      z.object({
        total: z.number().meta({ title: 'Amount due' }),
        at: z.iso.datetime(),
        lines: z.array(z.object({ name: z.string() })),
        note: z.string().nullable(),
        body: z.json(),
      }),
    )
    const fields = fieldsOf(outlineOf({ expression: 'steps.a', label: 'A', schema })).map(({ label, type, preview }) => [
      label,
      type,
      preview,
    ])
    expect(fields).toEqual([
      ['A', 'object', undefined],
      ['Amount due', 'number', undefined],
      ['At', 'date', undefined],
      ['Lines', 'list', undefined],
      ['First entry', 'object', undefined],
      ['Name', 'text', undefined],
      ['Note', 'text', undefined],
      ['Body', 'any', undefined],
    ])
  })

  it('puts what the schema declares first, then what only the sample has', () => {
    const schema = schemaOf(z.object({ status: z.number(), body: z.any() }))
    const tree = outlineOf({ expression: 'steps.a', label: 'A', schema, sample: { body: { id: 7 }, status: 200, extra: true } })
    expect(tree.children.map((field) => [field.key, field.preview])).toEqual([
      ['status', '200'],
      ['body', '1 field'],
      ['extra', 'yes'],
    ])
    expect(tree.children[1]?.children[0]?.expression).toBe('steps.a.body.id')
  })

  it('follows references to itself no deeper than people read', () => {
    type Tree = { children: Tree[] }
    const Recursive: z.ZodType<Tree> = z.object({ children: z.lazy(() => z.array(Recursive)) })
    expect(fieldsOf(outlineOf({ expression: 'trigger', label: 'Trigger', schema: schemaOf(Recursive) })).length).toBeLessThan(20)
  })

  it('stays small over 50 MB', () => {
    const row = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`field${i}`, 'x'.repeat(100)]))
    const sample: Json = { text: 'y'.repeat(30_000_000), rows: Array.from({ length: 400_000 }, () => row), wide: row, ...row }
    const tree = outlineOf({ expression: 'trigger', label: 'Trigger', sample })
    expect(fieldsOf(tree).length).toBeLessThanOrEqual(1_500)
    expect(tree.children).toHaveLength(200)
    expect(tree.more).toBe(303)
    expect(JSON.stringify(tree).length).toBeLessThan(500_000)
  })
})
