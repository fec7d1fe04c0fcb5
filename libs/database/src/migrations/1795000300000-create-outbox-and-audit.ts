import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/** What is owed to the outside (messages, timers), tasks for the lead, the read audit and idempotency keys. */
export class CreateOutboxAndAudit1795000300000 implements MigrationInterface {
  name = 'CreateOutboxAndAudit1795000300000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE outbox (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        job text NOT NULL,
        subject_id uuid NOT NULL,
        due_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        queued_at timestamptz,
        done_at timestamptz,
        died_at timestamptz
      );
      CREATE INDEX outbox_due ON outbox (due_at, id) WHERE done_at IS NULL AND queued_at IS NULL;
      CREATE INDEX outbox_queued ON outbox (queued_at) WHERE done_at IS NULL AND queued_at IS NOT NULL;

      CREATE TABLE message (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        consultation_id uuid NOT NULL REFERENCES consultation,
        position bigint GENERATED ALWAYS AS IDENTITY,
        kind text NOT NULL,
        recipient_id uuid REFERENCES person,
        recipient_email text NOT NULL,
        code text NOT NULL,
        link_path text NOT NULL,
        uid text,
        sequence int,
        method text CHECK (method IN ('REQUEST', 'CANCEL')),
        starts_at timestamptz,
        ends_at timestamptz,
        mode text,
        listed jsonb,
        message_id text NOT NULL UNIQUE,
        -- Set before the SMTP dialogue begins; cleared only when the server surely did not take the message.
        may_have_arrived boolean NOT NULL DEFAULT false,
        state text NOT NULL CHECK (state IN ('owed', 'sent', 'skipped', 'refused')),
        created_at timestamptz NOT NULL,
        settled_at timestamptz,
        CHECK (method IS NULL OR (uid IS NOT NULL AND sequence IS NOT NULL AND starts_at IS NOT NULL AND ends_at IS NOT NULL AND listed IS NOT NULL))
      );
      -- One stream a person and consultation: messages leave in this order.
      CREATE INDEX message_stream ON message (consultation_id, recipient_email, position);
      CREATE INDEX message_owed ON message (programme_id, position) WHERE state = 'owed';

      CREATE TABLE lead_task (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        kind text NOT NULL CHECK (kind IN ('request-with-lead', 'message-refused', 'job-failed', 'action-overdue', 'record-owed')),
        consultation_id uuid REFERENCES consultation,
        subject_id uuid,
        created_at timestamptz NOT NULL,
        done_at timestamptz,
        done_by uuid REFERENCES person
      );
      CREATE UNIQUE INDEX lead_task_once ON lead_task (programme_id, kind, subject_id) WHERE done_at IS NULL;
      CREATE INDEX lead_task_open ON lead_task (programme_id, id) WHERE done_at IS NULL;

      CREATE TABLE idempotency_key (
        programme_id uuid NOT NULL REFERENCES programme,
        person_id uuid NOT NULL REFERENCES person,
        key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
        request_hash bytea NOT NULL,
        resource text,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (programme_id, person_id, key)
      );
      CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

      CREATE TABLE read_audit (
        programme_id uuid NOT NULL REFERENCES programme,
        seq bigint NOT NULL,
        at timestamptz NOT NULL,
        person_id uuid NOT NULL REFERENCES person,
        consultation_id uuid NOT NULL REFERENCES consultation,
        what text NOT NULL,
        why text NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (programme_id, seq)
      );
      CREATE INDEX read_audit_of_consultation ON read_audit (consultation_id, seq);

      -- The head of each programme's chain; only the trigger moves it.
      CREATE TABLE read_audit_head (
        programme_id uuid PRIMARY KEY REFERENCES programme,
        seq bigint NOT NULL,
        hash bytea NOT NULL
      );
    `);
    await tenantTable(run, 'outbox', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'message', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'lead_task', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'idempotency_key', { grants: 'SELECT, INSERT, UPDATE, DELETE' });
    await tenantTable(run, 'read_audit', { grants: 'SELECT, INSERT' });
    await tenantTable(run, 'read_audit_head', { grants: 'SELECT' });
    await this.auditChain(run);
    await this.relay(run);
  }

  /** Each entry's hash covers the one before, so that nothing can be taken out or changed unseen. */
  private async auditChain(run: QueryRunner): Promise<void> {
    await run.query(`
      GRANT SELECT, INSERT, UPDATE ON read_audit_head TO consultations_gate;
      CREATE POLICY gate ON read_audit_head TO consultations_gate USING (true) WITH CHECK (true);

      CREATE FUNCTION read_audit_entry_hash(previous bytea, entry read_audit) RETURNS bytea
      LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
        SELECT sha256(previous || convert_to(concat_ws('|', entry.programme_id, entry.seq,
          extract(epoch FROM entry.at)::text, entry.person_id, entry.consultation_id, entry.what, entry.why), 'UTF8'))
      $$;
      CREATE FUNCTION chain_read_audit() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE head public.read_audit_head;
      BEGIN
        INSERT INTO public.read_audit_head VALUES (NEW.programme_id, 0, ''::bytea) ON CONFLICT DO NOTHING;
        SELECT * INTO head FROM public.read_audit_head WHERE programme_id = NEW.programme_id FOR UPDATE;
        NEW.seq := head.seq + 1;
        NEW.hash := public.read_audit_entry_hash(head.hash, NEW);
        UPDATE public.read_audit_head SET seq = NEW.seq, hash = NEW.hash WHERE programme_id = NEW.programme_id;
        RETURN NEW;
      END $$;
      ALTER FUNCTION chain_read_audit() OWNER TO consultations_gate;
      GRANT EXECUTE ON FUNCTION read_audit_entry_hash(bytea, read_audit) TO consultations_gate;
      CREATE TRIGGER chain BEFORE INSERT ON read_audit FOR EACH ROW EXECUTE FUNCTION chain_read_audit();
    `);
  }

  /** The relay looks across programmes, so it works through functions of the gate that give out ids and nothing else. */
  private async relay(run: QueryRunner): Promise<void> {
    await run.query(`
      GRANT SELECT, UPDATE ON outbox TO consultations_gate;
      CREATE POLICY gate ON outbox TO consultations_gate USING (true) WITH CHECK (true);

      CREATE FUNCTION claim_due_outbox(at timestamptz, requeue_before timestamptz, most int)
      RETURNS TABLE (id uuid, programme_id uuid, job text, subject_id uuid)
      LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH due AS (
          SELECT o.id FROM public.outbox o
          WHERE o.done_at IS NULL AND o.queued_at IS NULL AND o.due_at <= at
          ORDER BY o.due_at, o.id LIMIT most FOR UPDATE SKIP LOCKED
        ), lost AS (
          SELECT o.id FROM public.outbox o
          WHERE o.done_at IS NULL AND o.queued_at IS NOT NULL AND o.queued_at < requeue_before
          ORDER BY o.queued_at LIMIT most FOR UPDATE SKIP LOCKED
        )
        UPDATE public.outbox o SET queued_at = at
        FROM (SELECT due.id FROM due UNION ALL SELECT lost.id FROM lost) AS claimed
        WHERE o.id = claimed.id
        RETURNING o.id, o.programme_id, o.job, o.subject_id
      $$;
      CREATE FUNCTION unclaim_outbox(ids uuid[]) RETURNS void
      LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        UPDATE public.outbox SET queued_at = NULL WHERE id = ANY (ids) AND done_at IS NULL
      $$;
      CREATE FUNCTION outbox_depth(at timestamptz) RETURNS TABLE (due bigint, oldest_due timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT count(*), min(due_at) FROM (
          SELECT due_at FROM public.outbox WHERE done_at IS NULL AND queued_at IS NULL AND due_at <= at LIMIT 10000
        ) AS waiting
      $$;
      ALTER FUNCTION claim_due_outbox(timestamptz, timestamptz, int) OWNER TO consultations_gate;
      ALTER FUNCTION unclaim_outbox(uuid[]) OWNER TO consultations_gate;
      ALTER FUNCTION outbox_depth(timestamptz) OWNER TO consultations_gate;
      REVOKE ALL ON FUNCTION claim_due_outbox(timestamptz, timestamptz, int), unclaim_outbox(uuid[]), outbox_depth(timestamptz) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION claim_due_outbox(timestamptz, timestamptz, int), unclaim_outbox(uuid[]), outbox_depth(timestamptz)
        TO consultations_app;

      CREATE FUNCTION outbox_added() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_notify('outbox', ''); RETURN NULL; END $$;
      CREATE TRIGGER wake_relay AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_added();
    `);
  }

  async down(): Promise<void> {
    throw new Error('The first migrations are not taken back: drop the database instead.');
  }
}
