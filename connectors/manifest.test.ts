import { describe, expect, it } from 'vitest'
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

  it.each(nodes)('$type: a field shown for some choices names an existing field', ({ input }) => {
    const fields = (input.properties ?? {}) as Record<string, { showIf?: { param: string } }>
    for (const { showIf } of Object.values(fields)) if (showIf) expect(Object.keys(fields)).toContain(showIf.param)
  })

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest)
  })
})
