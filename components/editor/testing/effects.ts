export type Effects = 'blocked' | 'live'

const key = (flowId: string) => `kaos:test-effects:${flowId}`

/** How this person last tested the flow in this browser; nothing is sent unless they said so. */
export function keptEffects(flowId: string): Effects {
  try {
    return localStorage.getItem(key(flowId)) === 'live' ? 'live' : 'blocked'
  } catch {
    return 'blocked' // no storage here
  }
}

export function keepEffects(flowId: string, effects: Effects) {
  try {
    localStorage.setItem(key(flowId), effects)
  } catch {
    // as above
  }
}
