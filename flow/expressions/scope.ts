import type { Json, JsonObject } from '@/flow/json'

/** What an expression can see. `item` and `index` exist inside a container only. */
export type Scope = {
  /** Outputs by node key; inside a container the loop's own key holds `{ item, index }`. */
  steps: Record<string, Json>
  trigger: Json
  item?: Json
  index?: number
  vars: JsonObject
  /** `timeZone`: the flow's, for functions of dates that are given none. */
  run: { id: string; startedAt: string; mode: 'live' | 'test'; flowName: string; timeZone: string }
}
