/** The record does not hold what the step asks for, so nobody can know what it would get. No NodeError: nodes let it pass. */
export class Untold extends Error {}

/** The step got what it got then, so it gives what it gave then. */
export class AsThen extends Error {}
