# syntax=docker/dockerfile:1
# One file, three images: --target api, --target worker, and --target set-up (roles, tables, queue; runs once, and has the commands).

ARG NODE_IMAGE=node:24-bookworm-slim

# Manifests only: as long as they stay the same, so do the installed packages.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json ./
COPY config/package.json config/
COPY test/package.json test/
COPY libs/domain/package.json libs/domain/
COPY libs/database/package.json libs/database/
COPY libs/platform/package.json libs/platform/
COPY libs/features/package.json libs/features/
COPY apps/api/package.json apps/api/
COPY apps/worker/package.json apps/worker/
COPY apps/local/package.json apps/local/

FROM manifests AS build
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev --no-audit --no-fund
COPY tsconfig.json tsconfig.base.json ./
COPY config config
COPY libs libs
COPY apps apps
RUN npm run build

# What runs: no compiler, no test tool, and no PostgreSQL (an optional package for one machine).
FROM manifests AS packages
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --omit=optional --no-audit --no-fund

FROM ${NODE_IMAGE} AS runtime
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app ./
COPY --from=build /app/config/dist config/dist
COPY --from=build /app/libs/domain/dist libs/domain/dist
COPY --from=build /app/libs/database/dist libs/database/dist
COPY --from=build /app/libs/platform/dist libs/platform/dist
COPY --from=build /app/libs/features/dist libs/features/dist
USER node

FROM runtime AS set-up
COPY --from=build /app/apps/local/dist apps/local/dist
# The commands of docs/running.md, which are run here too.
COPY apps/local/setup apps/local/setup
COPY apps/local/programme.mjs apps/local/token.mjs apps/local/verify-audit.mjs apps/local/
CMD ["node", "apps/local/dist/set-up.js"]

FROM runtime AS worker
COPY --from=build /app/apps/worker/dist apps/worker/dist
ENV HOST=0.0.0.0 WORKER_HEALTH_PORT=3001
EXPOSE 3001
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.WORKER_HEALTH_PORT + '/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/worker/dist/main.js"]

FROM runtime AS api
COPY --from=build /app/apps/api/dist apps/api/dist
COPY --from=build /app/apps/api/src/pages apps/api/src/pages
ENV HOST=0.0.0.0 PORT=3000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/api/dist/main.js"]
