/** Starts a PostgreSQL and a Redis, says where they are, and holds them until it is ended. */
import { startPostgres, startRedis } from '@case-consultation/local';

const postgres = await startPostgres();
const redis = await startRedis(process.argv[2]);
process.send({ folder: postgres.dataFolder, ports: [postgres.port, Number(new URL(redis.url).port)] });
