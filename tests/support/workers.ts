/** How many test files run at once, as on two cores. Each worker of the API has a database and a server of its own. */
export const WORKERS = 2;
