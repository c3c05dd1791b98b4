/** How many test files of the API run at once; each worker has a database and a server of its own. */
export const WORKERS = 2;
