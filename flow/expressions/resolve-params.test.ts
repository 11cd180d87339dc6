import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { JsonObject } from '@/flow/json'
import { resolveParams } from './resolve-params'
import { emptyScope } from './testing'

const input = z.object({
  to: z.string(),
  code: z.string().meta({ resolve: 'literal' }),
  collect: z.string().meta({ resolve: 'iteration' }),
  rules: z.array(z.object({ left: z.any(), label: z.string().meta({ resolve: 'literal' }) })),
  headers: z.record(z.string(), z.string().meta({ resolve: 'literal' })),
  choice: z.union([z.object({ kind: z.literal('a'), raw: z.string().meta({ resolve: 'literal' }) }), z.object({ kind: z.literal('b') })]),
})
const schema = z.toJSONSchema(input, { io: 'input' }) as JsonObject // JSON Schema is JSON
const scope = emptyScope({ trigger: { name: 'Ada', total: 5 } })

describe('resolveParams', () => {
  it('resolves every text, however deep, and leaves the rest', () => {
    const params = {
      to: 'Hi {{ trigger.name }}',
      rules: [{ left: '{{ trigger.total }}' }, { left: [1, true, null, { x: '{{ 1 + 1 }}' }] }],
      extra: '{{ 2 * 2 }}',
    }
    expect(resolveParams(params, schema, scope)).toEqual({
      values: { to: 'Hi Ada', rules: [{ left: 5 }, { left: [1, true, null, { x: 2 }] }], extra: 4 },
      errors: {},
    })
  })

  it('leaves literal fields as they are typed', () => {
    const params = {
      code: '{{ a }}',
      rules: [{ left: 1, label: '{{ b }}' }],
      headers: { x: '{{ c }}' },
      choice: { kind: 'a', raw: '{{ d }}' },
    }
    expect(resolveParams(params, schema, scope)).toEqual({ values: params, errors: {} })
  })

  it('keeps what belongs to an iteration for the iteration', () => {
    const params = { to: '{{ trigger.name }}', collect: '{{ item }}' }
    expect(resolveParams(params, schema, scope).values).toEqual({ to: 'Ada', collect: '{{ item }}' })
    expect(resolveParams(params, schema, { ...scope, item: 7 }, 'iteration').values).toEqual({ to: '{{ trigger.name }}', collect: 7 })
  })

  it('leaves out what is hidden, a stale mapping or not, and what hangs on it', () => {
    const choosing = z.object({
      mode: z.enum(['for', 'until']).default('for'),
      until: z.string().meta({ showIf: { param: 'mode', in: ['until'] } }),
      zone: z.string().meta({ showIf: { param: 'until', in: ['noon'] } }),
      rules: z.array(z.object({ operator: z.string(), right: z.any().meta({ showIf: { param: 'operator', in: ['over'] } }) })),
    })
    const schema = z.toJSONSchema(choosing, { io: 'input' }) as JsonObject // JSON Schema is JSON
    const stale = '{{ steps.gone.x }}'
    const hidden = { until: stale, zone: stale, rules: [{ operator: 'empty', right: stale }] }
    expect(resolveParams(hidden, schema, scope)).toEqual({ values: { rules: [{ operator: 'empty' }] }, errors: {} })
    expect(resolveParams({ mode: 'for', until: 'noon', zone: stale }, schema, scope)).toEqual({ values: { mode: 'for' }, errors: {} })
    const shown = { mode: 'until', until: stale, rules: [{ operator: 'over', right: stale }] }
    expect(Object.keys(resolveParams(shown, schema, scope).errors)).toEqual(['until', 'rules.0.right'])
  })

  it('collects every error by its field', () => {
    const params = { to: '{{ trigger.nam }}', rules: [{ left: 1 }, { left: '{{ 1 + }}' }], ok: '{{ 1 }}' }
    const { values, errors } = resolveParams(params, schema, scope)
    expect(Object.entries(errors).map(([path, error]) => [path, error.code])).toEqual([
      ['to', 'missing'],
      ['rules.1.left', 'syntax'],
    ])
    expect(values.ok).toBe(1)
  })
})
