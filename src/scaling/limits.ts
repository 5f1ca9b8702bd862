/** Tasks in a service, a quota of Amazon ECS as of November 2026. */
export const MAX_TASKS = 5000;
