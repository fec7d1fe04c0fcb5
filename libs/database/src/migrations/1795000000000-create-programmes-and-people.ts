import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { gateMayRead, tenantTable } from './support/tenant-table.js';

/** Programmes, agencies, people, consultants and their time, access tokens. */
export class CreateProgrammesAndPeople1795000000000 implements MigrationInterface {
  name = 'CreateProgrammesAndPeople1795000000000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE FUNCTION app_programme() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
      AS $$ SELECT nullif(current_setting('app.programme', true), '')::uuid $$;

      CREATE TABLE programme (
        id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9-]{2,40}$'),
        name text NOT NULL,
        settings jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL
      );
      CREATE TABLE programme_key (
        programme_id uuid NOT NULL REFERENCES programme,
        version int NOT NULL CHECK (version > 0),
        kek_id text NOT NULL,
        wrapped bytea NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (programme_id, version)
      );
      CREATE TABLE agency (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        name text NOT NULL,
        kind text NOT NULL,
        UNIQUE (programme_id, name)
      );
      CREATE TABLE team (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        agency_id uuid NOT NULL REFERENCES agency,
        name text NOT NULL,
        UNIQUE (agency_id, name)
      );
      CREATE TABLE person (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        name text NOT NULL,
        email text NOT NULL CHECK (email = lower(email)),
        agency_id uuid NOT NULL REFERENCES agency,
        team_id uuid NOT NULL REFERENCES team,
        manager_id uuid REFERENCES person,
        roles text[] NOT NULL,
        active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL,
        UNIQUE (programme_id, email),
        CHECK (roles <@ ARRAY['practitioner', 'champion', 'lead', 'administrator', 'steering', 'auditor'])
      );
      CREATE INDEX person_leads ON person (programme_id) WHERE active AND 'lead' = ANY (roles);

      CREATE TABLE api_token (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        person_id uuid NOT NULL REFERENCES person,
        name text NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        scopes text[] NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        last_used_at timestamptz
      );
      CREATE INDEX api_token_of_person ON api_token (programme_id, person_id);

      CREATE TABLE consultant (
        person_id uuid PRIMARY KEY REFERENCES person,
        programme_id uuid NOT NULL REFERENCES programme,
        active boolean NOT NULL DEFAULT true,
        signed_off_from date NOT NULL,
        signed_off_until date,
        paused_from date,
        paused_until date,
        weekly_cap int CHECK (weekly_cap BETWEEN 0 AND 40),
        priorities text[] NOT NULL DEFAULT ARRAY['P1', 'P2', 'P3'] CHECK (priorities <@ ARRAY['P1', 'P2', 'P3']),
        modes text[] NOT NULL DEFAULT ARRAY['video', 'phone', 'in-person'] CHECK (modes <@ ARRAY['video', 'phone', 'in-person']),
        specialisms text[] NOT NULL DEFAULT '{}',
        auto_accept boolean NOT NULL DEFAULT false,
        CHECK (paused_from IS NOT NULL OR paused_until IS NULL)
      );
      CREATE INDEX consultant_of_programme ON consultant (programme_id);

      CREATE TABLE weekly_hours (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        consultant_id uuid NOT NULL REFERENCES consultant,
        weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
        start_minute int NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
        end_minute int NOT NULL CHECK (end_minute BETWEEN 1 AND 1440),
        effective_from date NOT NULL,
        effective_until date,
        CHECK (start_minute < end_minute)
      );
      CREATE INDEX weekly_hours_of_consultant ON weekly_hours (consultant_id);

      CREATE TABLE one_off_time (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        consultant_id uuid NOT NULL REFERENCES consultant,
        kind text NOT NULL CHECK (kind IN ('extra', 'blocked', 'leave')),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        CHECK (starts_at < ends_at)
      );
      CREATE INDEX one_off_time_of_consultant ON one_off_time (consultant_id, ends_at);

      CREATE TABLE never_match (
        consultant_id uuid NOT NULL REFERENCES consultant,
        person_id uuid NOT NULL REFERENCES person,
        programme_id uuid NOT NULL REFERENCES programme,
        PRIMARY KEY (consultant_id, person_id)
      );
    `);
    await tenantTable(run, 'programme', { by: 'id', grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'programme_key', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'agency', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'team', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'person', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'api_token', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'consultant', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'weekly_hours', { grants: 'SELECT, INSERT, UPDATE, DELETE' });
    await tenantTable(run, 'one_off_time', { grants: 'SELECT, INSERT, UPDATE, DELETE' });
    await tenantTable(run, 'never_match', { grants: 'SELECT, INSERT, DELETE' });

    // Before anyone is signed in no programme is set. Two questions may be asked then, and no others:
    // "whose token is this?" and "which programme has this code?".
    await gateMayRead(run, 'api_token', 'person', 'programme');
    await run.query(`
      CREATE FUNCTION token_bearer(presented bytea, at timestamptz)
      RETURNS TABLE (token_id uuid, programme_id uuid, person_id uuid, roles text[], scopes text[], expires_at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT t.id, t.programme_id, t.person_id, p.roles, t.scopes, t.expires_at
        FROM public.api_token t JOIN public.person p ON p.id = t.person_id AND p.programme_id = t.programme_id
        WHERE t.token_hash = presented AND t.revoked_at IS NULL AND t.expires_at > at AND p.active
      $$;
      CREATE FUNCTION programme_with_code(wanted text) RETURNS uuid
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT id FROM public.programme WHERE code = wanted
      $$;
      ALTER FUNCTION token_bearer(bytea, timestamptz) OWNER TO consultations_gate;
      ALTER FUNCTION programme_with_code(text) OWNER TO consultations_gate;
      REVOKE ALL ON FUNCTION token_bearer(bytea, timestamptz), programme_with_code(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION token_bearer(bytea, timestamptz), programme_with_code(text) TO consultations_app;

      -- Every copy of the service forgets what it remembered of a bearer as soon as the bearer changes.
      CREATE FUNCTION bearer_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_notify('bearer_changed', ''); RETURN NULL; END $$;
      CREATE TRIGGER token_changed AFTER UPDATE OF revoked_at, expires_at, scopes ON api_token
        FOR EACH STATEMENT EXECUTE FUNCTION bearer_changed();
      CREATE TRIGGER person_changed AFTER UPDATE OF active, roles ON person
        FOR EACH STATEMENT EXECUTE FUNCTION bearer_changed();
    `);
  }

  async down(): Promise<void> {
    throw new Error('The first migration is not taken back: drop the database instead.');
  }
}
