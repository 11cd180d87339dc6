import type { Manifest } from '../define/manifest'
import type { Named } from './export'
import type { FlowFile } from './flow-file'
import { openAccountsOf } from './open-accounts'
import { usesOf } from './uses'

/** Something a flow from elsewhere uses and that is not here. Accounts, flows and people can be chosen anew. */
export type Gap = {
  kind: 'account' | 'flow' | 'person' | 'variable' | 'step'
  /** As the file knows it: an id, the name of a variable, the type of a step. */
  id: string
  /** How it was called where it comes from; empty when the file does not say. */
  name: string
  /** The app of an account, by its name. */
  app?: string
  /** An account that nobody had chosen there either: its steps can do without, or ask for one. */
  left?: 'optional' | 'needed'
  /** Names of the steps that use it. */
  steps: string[]
  choices: { id: string; name: string }[]
  /** The choice that is probably meant. */
  likely?: string
}

export type Here = Named & { variables: ReadonlySet<string> }

export function gapsIn({ graph, needs }: FlowFile, manifest: Manifest, here: Here): Gap[] {
  const uses = usesOf(graph, manifest)
  const accountsOf = (connector: string | undefined) =>
    [...here.accounts].flatMap(([id, account]) => (account.connector === connector ? [{ id, name: account.name }] : []))
  const connectorOf = (id: string) =>
    needs.accounts.find((each) => each.id === id)?.connector ??
    graph.nodes.flatMap((node) => (node.connectionId === id ? (manifest.nodes[node.type]?.accountAt ?? []) : []))[0]

  const appOf = (connector: string) => manifest.connectors.find((each) => each.id === connector)?.title ?? connector

  const accounts = [...uses.accounts].flatMap(([id, steps]): Gap[] => {
    if (here.accounts.has(id)) return []
    const connector = connectorOf(id)
    const name = needs.accounts.find((each) => each.id === id)?.name ?? ''
    return [
      {
        kind: 'account',
        id,
        name,
        ...(connector !== undefined && { app: appOf(connector) }),
        steps,
        ...chosenFrom(accountsOf(connector), name, true),
      },
    ]
  })
  const open = [...openAccountsOf(graph, manifest)].flatMap(([id, { connector, steps, isNeeded }]): Gap[] => {
    const choices = chosenFrom(accountsOf(connector), '', isNeeded)
    const gap = {
      kind: 'account' as const,
      id,
      name: '',
      app: appOf(connector),
      steps,
      left: isNeeded ? 'needed' : 'optional',
      ...choices,
    } as const
    return isNeeded || choices.choices.length > 0 ? [gap] : []
  })
  const others = (
    kind: 'flow' | 'person',
    used: ReadonlyMap<string, string[]>,
    wanted: readonly { id: string; name: string }[],
    there: Named['flows'],
  ) =>
    [...used].flatMap(([id, steps]): Gap[] => {
      if (there.has(id)) return []
      const name = wanted.find((each) => each.id === id)?.name ?? ''
      return [
        {
          kind,
          id,
          name,
          steps,
          ...chosenFrom(
            [...there].map(([each, { name: called }]) => ({ id: each, name: called })),
            name,
            false,
          ),
        },
      ]
    })
  const unlisted = (kind: 'variable' | 'step', used: ReadonlyMap<string, string[]>): Gap[] =>
    [...used].map(([id, steps]) => ({ kind, id, name: id, steps, choices: [] }))

  return [
    ...unlisted('step', uses.unknownTypes),
    ...accounts,
    ...open,
    ...others('flow', uses.flows, needs.flows, here.flows),
    ...others('person', uses.people, needs.people, here.people),
    ...unlisted('variable', new Map([...uses.variables].filter(([name]) => !here.variables.has(name)))),
  ]
}

function chosenFrom(choices: Gap['choices'], name: string, onlyOneWillDo: boolean): Pick<Gap, 'choices' | 'likely'> {
  const [first, ...more] = choices
  const likely = choices.find((each) => each.name === name) ?? (onlyOneWillDo && more.length === 0 ? first : undefined)
  return { choices, ...(likely && { likely: likely.id }) }
}
