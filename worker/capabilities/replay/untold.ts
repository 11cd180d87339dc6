/** The record does not hold what the step asks for, so nobody can know what it would get. No NodeError: nodes let it pass. */
export class Untold extends Error {}

/** The step gives what it gave then: it got what it got then, or as good as that. */
export class AsThen extends Error {}
