/** Of a flow as text, in letters; about eight thousand steps. */
export const LARGEST_FLOW_FILE = 4_000_000
