import { describe, expect, it } from 'vitest'
import { misfitsOf } from '@/flow/checks/misfits'
import { catalogue, definitionOf } from './catalogue'
import { manifest } from './manifest'

const nodes = Object.values(manifest.nodes)

describe('manifest', () => {
  it('names every node once', () => {
    const declared = catalogue.flatMap((connector) => connector.nodes.map((node) => `${connector.id}.${node.id}`))
    expect(new Set(declared).size).toBe(declared.length)
    expect(Object.keys(manifest.nodes)).toEqual(declared)
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length)
  })

  it.each(nodes)('$type: examples fit what it takes and gives', ({ type, examples }) => {
    const definition = definitionOf(type)
    for (const { input, output } of examples) {
      expect(definition?.input.safeParse(input)).toMatchObject({ success: true })
      expect(definition?.output.safeParse(output)).toMatchObject({ success: true })
    }
  })

  it.each(nodes)('$type: the sentence names its own parameters only', ({ sentence, input }) => {
    const named = [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name)
    expect(Object.keys(input.properties ?? {})).toEqual(expect.arrayContaining(named))
  })

  it.each(nodes)('$type: every field has a title, and every choice a label', ({ input }) => {
    for (const [name, field] of Object.entries(
      (input.properties ?? {}) as Record<string, { title?: string; enum?: string[]; options?: object }>,
    )) {
      expect(field.title, name).toBeTruthy()
      if (field.enum) expect(Object.keys(field.options ?? {}).sort(), name).toEqual([...field.enum].sort())
    }
  })

  it.each(nodes)('$type: choices that are counted have a label for one of each', ({ input }) => {
    for (const { properties } of records(input))
      for (const [name, { enum: choices, singular }] of Object.entries(properties)) {
        if (!singular) continue
        expect(Object.keys(properties), name).toContain(singular.param)
        expect(Object.keys(singular.options).sort(), name).toEqual([...(choices ?? [])].sort())
      }
  })

  it.each(nodes)('$type: a field shown for some choices names an existing field', ({ input }) => {
    const fields = (input.properties ?? {}) as Record<string, { showIf?: { param: string } }>
    for (const { showIf } of Object.values(fields)) if (showIf) expect(Object.keys(fields)).toContain(showIf.param)
  })

  it('what decides about other fields is chosen, never mapped: the form and the run see the same fields', () => {
    const deciding = nodes.flatMap(({ type, input }) => decidingFields(input).map((field) => ({ type, ...field })))
    expect(deciding.map(({ type, name }) => `${type} ${name}`)).toEqual(
      expect.arrayContaining(['http.request method', 'flow.wait mode', 'logic.condition operator']),
    )
    expect(deciding.filter(({ resolve }) => resolve !== 'literal')).toEqual([])
  })

  it.each(nodes)('$type: a field that may be hidden can be left out', ({ input }) => {
    for (const { properties, required } of records(input))
      for (const [name, { showIf }] of Object.entries(properties)) if (showIf) expect(required).not.toContain(name)
  })

  it('how many items at a time is typed in: the engine reads it before anything is resolved', () => {
    const input = manifest.nodes['flow.for-each']?.input ?? {}
    const mapped = { items: '{{ trigger.lines }}', concurrency: '{{ trigger.lines.size() }}' }
    expect(misfitsOf(mapped, input)).toMatchObject([{ code: 'wrong-type', field: 'concurrency' }])
    expect(misfitsOf({ ...mapped, concurrency: 4 }, input)).toEqual([])
  })

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest)
  })
})

type Field = {
  enum?: string[]
  singular?: { param: string; options: object }
  showIf?: { param: string }
  resolve?: string
  items?: Field
  properties?: Record<string, Field>
  required?: string[]
}

/** The input and every record in its lists. */
function records(schema: Field): { properties: Record<string, Field>; required: string[] }[] {
  const { properties, required = [], items } = schema
  const own = properties ? [{ properties, required }] : []
  return [...own, ...(items ? records(items) : []), ...Object.values(properties ?? {}).flatMap(records)]
}

function decidingFields(input: Field): { name: string; resolve?: string }[] {
  return records(input).flatMap(({ properties }) =>
    Object.values(properties).flatMap(({ showIf }) => (showIf ? [{ name: showIf.param, resolve: properties[showIf.param]?.resolve }] : [])),
  )
}
