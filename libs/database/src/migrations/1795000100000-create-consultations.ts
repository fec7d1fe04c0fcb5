import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/** Consultations with their case text, offers, bookings, routing runs and history. */
export class CreateConsultations1795000100000 implements MigrationInterface {
  name = 'CreateConsultations1795000100000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE consultation (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        code text NOT NULL,
        status text NOT NULL CHECK (status IN
          ('draft', 'waiting', 'offered', 'booked', 'held', 'closed', 'with_lead', 'turned_down', 'withdrawn')),
        requester_id uuid NOT NULL REFERENCES person,
        consultant_id uuid REFERENCES consultant,
        agency_id uuid REFERENCES agency,
        team_id uuid REFERENCES team,
        priority text CHECK (priority IN ('P1', 'P2', 'P3')),
        target_on date,
        restricted boolean NOT NULL DEFAULT false,
        safety_gate jsonb,
        stage text,
        decision_on date,
        decision_kind text,
        children jsonb,
        safety_flags jsonb,
        purposes text[] NOT NULL DEFAULT '{}',
        family_works_for_agency boolean,
        mode text CHECK (mode IN ('video', 'phone', 'in-person')),
        preferred_times timestamptz[] NOT NULL DEFAULT '{}',
        soonest boolean NOT NULL DEFAULT false,
        conflict_cleared_at timestamptz,
        held_at timestamptz,
        minutes_late smallint,
        review_due_on date,
        review_done boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL,
        submitted_at timestamptz,
        status_since timestamptz NOT NULL,
        closed_at timestamptz,
        version int NOT NULL DEFAULT 1,
        UNIQUE (programme_id, code),
        -- A live consultation always has an owner: see ownerOf in the domain.
        CHECK (status NOT IN ('offered', 'booked', 'held') OR consultant_id IS NOT NULL),
        CHECK (status = 'draft' OR status = 'withdrawn' OR (priority IS NOT NULL AND target_on IS NOT NULL AND mode IS NOT NULL))
      );
      CREATE INDEX consultation_newest ON consultation (programme_id, id DESC);
      CREATE INDEX consultation_by_status ON consultation (programme_id, status, id DESC);
      CREATE INDEX consultation_by_requester ON consultation (programme_id, requester_id, id DESC);
      CREATE INDEX consultation_by_consultant ON consultation (programme_id, consultant_id, id DESC);
      CREATE INDEX consultation_by_target ON consultation (programme_id, target_on, id)
        WHERE status IN ('waiting', 'with_lead', 'offered');

      CREATE TABLE case_text (
        consultation_id uuid PRIMARY KEY REFERENCES consultation,
        programme_id uuid NOT NULL REFERENCES programme,
        case_reference bytea,
        case_key bytea,
        question bytea,
        access_needs bytea,
        identifier_reason bytea
      );
      CREATE INDEX case_text_seen_before ON case_text (programme_id, case_key);

      CREATE TABLE attendee (
        consultation_id uuid NOT NULL REFERENCES consultation,
        programme_id uuid NOT NULL REFERENCES programme,
        email text NOT NULL CHECK (email = lower(email)),
        PRIMARY KEY (consultation_id, email)
      );
      CREATE TABLE lockout (
        consultation_id uuid NOT NULL REFERENCES consultation,
        person_id uuid NOT NULL REFERENCES person,
        programme_id uuid NOT NULL REFERENCES programme,
        source text NOT NULL CHECK (source IN ('requester', 'conflict')),
        PRIMARY KEY (consultation_id, person_id)
      );

      CREATE TABLE routing_run (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        consultation_id uuid NOT NULL REFERENCES consultation,
        at timestamptz NOT NULL,
        inputs jsonb NOT NULL,
        outcome jsonb NOT NULL,
        override jsonb
      );
      CREATE INDEX routing_run_of_consultation ON routing_run (consultation_id, id);

      CREATE TABLE offer (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        consultation_id uuid NOT NULL REFERENCES consultation,
        consultant_id uuid NOT NULL REFERENCES consultant,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        made_at timestamptz NOT NULL,
        remind_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        status text NOT NULL CHECK (status IN ('open', 'accepted', 'declined', 'expired', 'withdrawn', 'conflict')),
        because text,
        answered_at timestamptz
      );
      CREATE UNIQUE INDEX one_open_offer ON offer (consultation_id) WHERE status = 'open';
      CREATE INDEX offer_of_consultation ON offer (consultation_id);
      CREATE INDEX offer_open_for ON offer (programme_id, consultant_id, expires_at, id) WHERE status = 'open';

      CREATE TABLE booking (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        consultation_id uuid NOT NULL REFERENCES consultation,
        consultant_id uuid NOT NULL REFERENCES consultant,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        free_again_at timestamptz NOT NULL,
        held_during tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, free_again_at)) STORED,
        status text NOT NULL CHECK (status IN ('tentative', 'confirmed', 'cancelled')),
        uid text NOT NULL UNIQUE,
        sequence int NOT NULL CHECK (sequence >= 0),
        created_at timestamptz NOT NULL,
        CHECK (starts_at < ends_at AND ends_at <= free_again_at),
        -- No consultant is ever in two places.
        CONSTRAINT one_place_at_a_time EXCLUDE USING gist (consultant_id WITH =, held_during WITH &&)
          WHERE (status IN ('tentative', 'confirmed'))
      );
      CREATE UNIQUE INDEX one_live_booking ON booking (consultation_id) WHERE status IN ('tentative', 'confirmed');
      CREATE INDEX booking_busy ON booking (consultant_id, free_again_at, starts_at) WHERE status IN ('tentative', 'confirmed');

      CREATE TABLE history (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        consultation_id uuid NOT NULL REFERENCES consultation,
        at timestamptz NOT NULL,
        actor_id uuid REFERENCES person,
        event text NOT NULL,
        from_status text NOT NULL,
        to_status text NOT NULL,
        detail jsonb NOT NULL DEFAULT '{}',
        reason bytea
      );
      CREATE INDEX history_of_consultation ON history (consultation_id, id);

      CREATE TABLE unmet_demand (
        id uuid PRIMARY KEY,
        programme_id uuid NOT NULL REFERENCES programme,
        consultation_id uuid REFERENCES consultation,
        at timestamptz NOT NULL,
        kind text NOT NULL CHECK (kind IN ('no-acceptable-time', 'nobody-eligible', 'turned-down'))
      );
      CREATE INDEX unmet_demand_by_time ON unmet_demand (programme_id, at);
    `);
    await tenantTable(run, 'consultation', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'case_text', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'attendee', { grants: 'SELECT, INSERT, DELETE' });
    // Drafts change whom they lock out; a conflict that a consultant declared is never taken back.
    await tenantTable(run, 'lockout', { grants: 'SELECT, INSERT, DELETE' });
    await run.query(
      `CREATE POLICY conflicts_stay ON lockout AS RESTRICTIVE FOR DELETE TO consultations_app USING (source = 'requester')`,
    );
    await tenantTable(run, 'routing_run', { grants: 'SELECT, INSERT' });
    await tenantTable(run, 'offer', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'booking', { grants: 'SELECT, INSERT, UPDATE' });
    await tenantTable(run, 'history', { grants: 'SELECT, INSERT' });
    await tenantTable(run, 'unmet_demand', { grants: 'SELECT, INSERT' });
  }

  async down(): Promise<void> {
    throw new Error('The first migrations are not taken back: drop the database instead.');
  }
}
