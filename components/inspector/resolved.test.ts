import { expect, it } from 'vitest'
import { emptyGraph } from '@/flow/graph/graph'
import type { JsonObject } from '@/flow/json'
import { stateOf } from '../draft/graph-store'
import { resolved } from './resolved'
import { sampleScope } from './sample-scope'

it('calls no variable missing before the variables are known', () => {
  expect(seen('{{ vars.limit }}', undefined)).toBeNull()
  expect(seen('{{ vars.limit }}', {})).toMatchObject({ kind: 'error' })
  expect(seen('{{ vars.limit }}', { limit: 7 })).toMatchObject({ kind: 'value', text: '7' })
  expect(seen('{{ steps.gone.x }}', undefined)).toMatchObject({ kind: 'error' })
})

function seen(text: string, variables: JsonObject | undefined) {
  return resolved(text, sampleScope('', stateOf(emptyGraph()), { connectors: [], nodes: {} }, null, variables))
}
