/** Stands in for Node's in browsers (next.config.js): whoever asks finds that there is none. */
export const Buffer = undefined
