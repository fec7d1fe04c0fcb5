import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/**
 * Sessions, and the attempts to sign in that come before them. Neither holds what was given to a person: of a session's
 * token and an attempt's handle there is a hash, and the code is made again from a key whenever it is needed.
 */
export class AddSessions1796000000000 implements MigrationInterface {
  name = 'AddSessions1796000000000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE session (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        person_id uuid NOT NULL REFERENCES person,
        token_hash bytea NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL
      );
      CREATE INDEX session_of_person ON session (person_id);
      CREATE INDEX session_by_age ON session (programme_id, last_seen_at);

      CREATE TABLE sign_in_attempt (
        id uuid PRIMARY KEY,
        -- Of the person; for an address that nobody has, of any programme, so that the same is done for it.
        programme_id uuid NOT NULL REFERENCES programme,
        person_id uuid REFERENCES person,
        -- A keyed hash. The address itself, which may be nobody's here, is not kept.
        address_key bytea NOT NULL,
        handle_hash bytea NOT NULL UNIQUE,
        outbox_id uuid NOT NULL,
        asked_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        tries smallint NOT NULL DEFAULT 0,
        superseded_at timestamptz,
        right_at timestamptz
      );
      CREATE INDEX sign_in_attempt_for_address ON sign_in_attempt (address_key, asked_at);
      CREATE INDEX sign_in_attempt_by_age ON sign_in_attempt (asked_at);
      CREATE INDEX person_with_email ON person (email) WHERE active;
    `);
    await tenantTable(run, 'session', { grants: 'SELECT, INSERT, DELETE' });
    await tenantTable(run, 'sign_in_attempt', { grants: 'SELECT' });
    await run.query(`
      GRANT SELECT, DELETE, UPDATE (last_seen_at) ON session TO consultations_gate;
      GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempt TO consultations_gate;
      GRANT INSERT, DELETE ON outbox TO consultations_gate;
      CREATE POLICY gate ON session TO consultations_gate USING (true) WITH CHECK (true);
      CREATE POLICY gate ON sign_in_attempt TO consultations_gate USING (true) WITH CHECK (true);
    `);
    await this.sessions(run);
    await this.attempts(run);
    await run.query(`
      ALTER FUNCTION session_visitor(bytea, timestamptz, timestamptz, timestamptz) OWNER TO consultations_gate;
      ALTER FUNCTION end_session(bytea) OWNER TO consultations_gate;
      ALTER FUNCTION end_sessions_of_person() OWNER TO consultations_gate;
      ALTER FUNCTION all_programmes() OWNER TO consultations_gate;
      ALTER FUNCTION ask_to_sign_in(jsonb, bytea[], bytea, timestamptz, timestamptz, timestamptz) OWNER TO consultations_gate;
      ALTER FUNCTION sign_in_attempt_of(bytea) OWNER TO consultations_gate;
      ALTER FUNCTION note_sign_in_try(bytea, int, int, timestamptz, timestamptz) OWNER TO consultations_gate;
      ALTER FUNCTION people_signing_in(bytea) OWNER TO consultations_gate;
      ALTER FUNCTION spend_sign_in(bytea) OWNER TO consultations_gate;
      REVOKE ALL ON FUNCTION session_visitor(bytea, timestamptz, timestamptz, timestamptz), end_session(bytea),
        end_sessions_of_person(), all_programmes(),
        ask_to_sign_in(jsonb, bytea[], bytea, timestamptz, timestamptz, timestamptz), sign_in_attempt_of(bytea),
        note_sign_in_try(bytea, int, int, timestamptz, timestamptz), people_signing_in(bytea), spend_sign_in(bytea)
        FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION session_visitor(bytea, timestamptz, timestamptz, timestamptz), end_session(bytea),
        all_programmes(), ask_to_sign_in(jsonb, bytea[], bytea, timestamptz, timestamptz, timestamptz),
        sign_in_attempt_of(bytea), note_sign_in_try(bytea, int, int, timestamptz, timestamptz), people_signing_in(bytea),
        spend_sign_in(bytea)
        TO consultations_app;
    `);
  }

  /** "Whose session is this?" is asked before any programme is set; the answer goes stale in every copy at once. */
  private async sessions(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE FUNCTION session_visitor(presented bytea, at timestamptz, idle_since timestamptz, seen_long_ago timestamptz)
      RETURNS TABLE (session_id uuid, programme_id uuid, programme_code text, programme_name text, person_id uuid,
        name text, email text, roles text[], last_seen_at timestamptz, ends_at timestamptz)
      LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      #variable_conflict use_column
      BEGIN
        UPDATE public.session s SET last_seen_at = at
        WHERE s.token_hash = presented AND s.last_seen_at <= seen_long_ago AND s.last_seen_at > idle_since AND s.ends_at > at;
        RETURN QUERY
        SELECT s.id, s.programme_id, r.code, r.name, p.id, p.name, p.email, p.roles, s.last_seen_at, s.ends_at
        FROM public.session s
        JOIN public.person p ON p.id = s.person_id AND p.programme_id = s.programme_id
        JOIN public.programme r ON r.id = s.programme_id
        WHERE s.token_hash = presented AND s.last_seen_at > idle_since AND s.ends_at > at AND p.active;
      END $$;

      CREATE FUNCTION end_session(presented bytea) RETURNS void
      LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DELETE FROM public.session WHERE token_hash = presented
      $$;

      CREATE FUNCTION end_sessions_of_person() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        DELETE FROM public.session WHERE person_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER person_deactivated AFTER UPDATE OF active ON person
        FOR EACH ROW WHEN (NOT NEW.active) EXECUTE FUNCTION end_sessions_of_person();

      CREATE FUNCTION session_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_notify('session_changed', ''); RETURN NULL; END $$;
      CREATE TRIGGER session_ended AFTER DELETE ON session FOR EACH ROW EXECUTE FUNCTION session_changed();
      CREATE TRIGGER visitor_changed AFTER UPDATE OF active, roles, name, email ON person
        FOR EACH STATEMENT EXECUTE FUNCTION session_changed();

      CREATE FUNCTION all_programmes() RETURNS TABLE (id uuid, code text, name text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT id, code, name FROM public.programme ORDER BY created_at, id
      $$;
    `);
  }

  /**
   * Whether an address is known shows neither in what these do nor in how long they take: an unknown one is looked for, counted,
   * written down and given to the worker like any other.
   */
  private async attempts(run: QueryRunner): Promise<void> {
    await run.query(`
      -- asked: { id, outbox_id, email, programme_id, most_of_address, most_of_all }. False: too many were asked for.
      CREATE FUNCTION ask_to_sign_in(asked jsonb, address_keys bytea[], handle bytea,
        at timestamptz, works_until timestamptz, counted_from timestamptz)
      RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        of_address int;
        of_all int;
        whose record;
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended(asked ->> 'email', 7));
        WITH swept AS (
          DELETE FROM public.sign_in_attempt WHERE id IN (
            SELECT id FROM public.sign_in_attempt WHERE asked_at <= counted_from
            ORDER BY asked_at LIMIT 500 FOR UPDATE SKIP LOCKED)
          RETURNING outbox_id
        )
        DELETE FROM public.outbox WHERE id IN (SELECT outbox_id FROM swept);
        SELECT count(*) INTO of_address FROM public.sign_in_attempt
        WHERE address_key = ANY (address_keys) AND asked_at > counted_from;
        SELECT count(*) INTO of_all FROM (
          SELECT FROM public.sign_in_attempt WHERE asked_at > counted_from LIMIT (asked ->> 'most_of_all')::int) AS counted;
        IF of_address >= (asked ->> 'most_of_address')::int OR of_all >= (asked ->> 'most_of_all')::int THEN
          RETURN false;
        END IF;
        UPDATE public.sign_in_attempt SET superseded_at = at
        WHERE address_key = ANY (address_keys) AND superseded_at IS NULL;
        -- Of several programmes, one that mail to this address is allowed in.
        SELECT p.id, p.programme_id INTO whose
        FROM public.person p JOIN public.programme r ON r.id = p.programme_id
        WHERE p.email = asked ->> 'email' AND p.active
        ORDER BY coalesce((r.settings -> 'allowedMailDomains') ? split_part(p.email, '@', 2), false) DESC, p.created_at, p.id
        LIMIT 1;
        INSERT INTO public.sign_in_attempt
          (id, programme_id, person_id, address_key, handle_hash, outbox_id, asked_at, expires_at)
        VALUES ((asked ->> 'id')::uuid, coalesce(whose.programme_id, (asked ->> 'programme_id')::uuid), whose.id,
          address_keys[1], handle, (asked ->> 'outbox_id')::uuid, at, works_until);
        INSERT INTO public.outbox (id, programme_id, job, subject_id, due_at, created_at)
        VALUES ((asked ->> 'outbox_id')::uuid, coalesce(whose.programme_id, (asked ->> 'programme_id')::uuid),
          'send-sign-in-code', (asked ->> 'id')::uuid, at, at);
        RETURN true;
      END $$;

      CREATE FUNCTION sign_in_attempt_of(handle bytea)
      RETURNS TABLE (programme_id uuid, known boolean, tries int, superseded boolean, right_at timestamptz, expires_at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT a.programme_id,
          EXISTS (SELECT FROM public.person me JOIN public.person p ON p.email = me.email AND p.active
            WHERE me.id = a.person_id),
          a.tries, a.superseded_at IS NOT NULL, a.right_at, a.expires_at
        FROM public.sign_in_attempt a WHERE a.handle_hash = handle
      $$;

      -- Compare and set: false when another try came between.
      CREATE FUNCTION note_sign_in_try(handle bytea, tries_before int, tries_now int, became_right_at timestamptz,
        works_until timestamptz)
      RETURNS boolean LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH noted AS (
          UPDATE public.sign_in_attempt SET tries = tries_now, right_at = became_right_at, expires_at = works_until
          WHERE handle_hash = handle AND tries = tries_before AND superseded_at IS NULL RETURNING 1
        )
        SELECT EXISTS (SELECT FROM noted)
      $$;

      -- Nobody is told before the right code was given.
      CREATE FUNCTION people_signing_in(handle bytea)
      RETURNS TABLE (person_id uuid, programme_id uuid, code text, name text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT p.id, p.programme_id, r.code, r.name
        FROM public.sign_in_attempt a
        JOIN public.person me ON me.id = a.person_id
        JOIN public.person p ON p.email = me.email AND p.active
        JOIN public.programme r ON r.id = p.programme_id
        WHERE a.handle_hash = handle AND a.right_at IS NOT NULL
        ORDER BY r.name, r.code
      $$;

      -- Takes a right attempt away, and with it what was owed for it; true for one caller only.
      CREATE FUNCTION spend_sign_in(handle bytea) RETURNS boolean
      LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH spent AS (
          DELETE FROM public.sign_in_attempt
          WHERE handle_hash = handle AND right_at IS NOT NULL AND superseded_at IS NULL RETURNING outbox_id
        ), settled AS (
          DELETE FROM public.outbox WHERE id IN (SELECT outbox_id FROM spent)
        )
        SELECT EXISTS (SELECT FROM spent)
      $$;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TRIGGER person_deactivated ON person;
      DROP TRIGGER visitor_changed ON person;
      DROP TABLE session, sign_in_attempt;
      DROP INDEX person_with_email;
      DROP FUNCTION session_visitor(bytea, timestamptz, timestamptz, timestamptz), end_session(bytea), session_changed(),
        end_sessions_of_person(), all_programmes(), sign_in_attempt_of(bytea), people_signing_in(bytea),
        ask_to_sign_in(jsonb, bytea[], bytea, timestamptz, timestamptz, timestamptz), spend_sign_in(bytea),
        note_sign_in_try(bytea, int, int, timestamptz, timestamptz);
      REVOKE INSERT, DELETE ON outbox FROM consultations_gate;
    `);
  }
}
