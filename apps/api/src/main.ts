import { runProcess } from '@case-consultation/platform';
import { createApi } from './create-api.js';

runProcess('api', async ({ config, clock, logger }) => {
  const api = await createApi({ config, clock, logger });
  const port = await api.listen(config.host, config.port);
  return { port, stop: () => api.close() };
});
