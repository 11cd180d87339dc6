/** What Slack does not do, by the name of its error. */
export class Refusal extends Error {}

export function refuse(error: string): never {
  throw new Refusal(error)
}
