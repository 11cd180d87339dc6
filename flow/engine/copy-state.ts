import type { BodyState, RunState } from './state'

/** A state that goes its own way from here: all that `applyEvent` changes in place is new; values and the plan are shared. */
export function copyState(state: RunState): RunState {
  const bodies = new Map<BodyState, BodyState>()
  const copyBody = (body: BodyState): BodyState => {
    const known = bodies.get(body)
    if (known) return known
    const copy = { ...body, parent: body.parent && copyBody(body.parent) }
    bodies.set(body, copy)
    return copy
  }
  return {
    ...state,
    reused: new Set(state.reused),
    keys: new Map(state.keys),
    steps: copied(state.steps, (step) => ({ ...step })),
    waits: new Map(state.waits),
    givenUp: state.givenUp.slice(),
    top: copyBody(state.top),
    frames: copied(state.frames, (frame) => {
      return { ...frame, body: copyBody(frame.body), undecided: frame.undecided.slice(), live: frame.live.slice() }
    }),
    loops: copied(state.loops, (loop) => {
      return { ...loop, body: copyBody(loop.body), items: loop.items.slice(), outputs: loop.outputs.slice(), passed: new Map(loop.passed) }
    }),
    scopes: copied(state.scopes, (scope) => ({ ...scope, body: copyBody(scope.body) })),
    tidying: new Set(state.tidying),
    active: new Set(state.active),
    uncollected: new Set(state.uncollected),
  }
}

function copied<Value>(map: ReadonlyMap<string, Value>, copy: (value: Value) => Value): Map<string, Value> {
  const copies = new Map<string, Value>()
  for (const [key, value] of map) copies.set(key, copy(value))
  return copies
}
