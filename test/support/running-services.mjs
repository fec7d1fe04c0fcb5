/** What the global setup started and the global teardown stops; Jest runs both in one process. */
export const services = [];
