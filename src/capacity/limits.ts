/** How many tasks of a strategy may be promised to one capacity provider. */
export const MAX_BASE = 100_000;

/** The greatest weight of a capacity provider in a strategy. */
export const MAX_WEIGHT = 1000;

/** How many capacity providers a strategy may have. */
export const MAX_PROVIDERS = 20;
