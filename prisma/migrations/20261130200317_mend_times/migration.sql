-- Before this migration sessions took the time zone of the database as it came. The application sends times without their zone,
-- in UTC: where the database's zone was another one (Asia/Shanghai), what it stored is off by that zone's distance from UTC.
-- From here on every session is pinned to UTC; what follows finds such times and mends them, when an operator says so.

-- The moment that a UUID of version 7 was made at, by the application's clock; null for others.
CREATE FUNCTION "uuid_time"(id uuid) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN substr(id::text, 15, 1) = '7' THEN
    to_timestamp(('x' || lpad(substr(replace(id::text, '-', ''), 1, 12), 16, '0'))::bit(64)::bigint / 1000.0) END
$$;

-- When sessions began to be pinned in this database. What was stored before is in question, and nothing since.
CREATE FUNCTION "times_pinned_since"() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT min(started_at) FROM "_prisma_migrations" WHERE migration_name = '20261130200317_mend_times' AND rolled_back_at IS NULL
$$;

-- How far stored times are off: rows made before that moment, the first and the last of them, whose time is not that of their id.
-- One row a distance, rounded to a quarter of an hour, zero too; none where there is nothing to tell by.
CREATE FUNCTION "times_off"() RETURNS TABLE ("off" interval) LANGUAGE sql STABLE AS $$
  WITH edge AS (
    SELECT (rpad(lpad(to_hex((extract(epoch FROM "times_pinned_since"()) * 1000)::bigint), 12, '0'), 32, '0'))::uuid AS id
  ), sample AS (
    (SELECT e."id", e."at" FROM "AuditEvent" e, edge WHERE e."id" < edge.id ORDER BY e."id" LIMIT 1)
    UNION ALL (SELECT e."id", e."at" FROM "AuditEvent" e, edge WHERE e."id" < edge.id ORDER BY e."id" DESC LIMIT 1)
    UNION ALL (SELECT u."id", u."createdAt" FROM "User" u, edge WHERE u."id" < edge.id ORDER BY u."id" LIMIT 1)
    UNION ALL (SELECT a."id", a."createdAt" FROM "Article" a, edge WHERE a."id" < edge.id ORDER BY a."id" DESC LIMIT 1)
  )
  SELECT DISTINCT make_interval(mins => (round(extract(epoch FROM "at" - "uuid_time"("id")) / 900) * 15)::int)
  FROM sample WHERE "uuid_time"("id") IS NOT NULL
$$;

-- Puts right what was stored while the database's zone was `zone`. Everybody signs in anew after it.
CREATE FUNCTION "mend_times"(zone text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  since timestamptz := "times_pinned_since"();
  found interval[] := ARRAY(SELECT "off" FROM "times_off"());
  expected interval := (since AT TIME ZONE 'UTC') - (since AT TIME ZONE zone);
  changed record;
BEGIN
  IF cardinality(found) = 0 OR found = ARRAY[interval '0'] THEN
    RAISE EXCEPTION 'no stored time is off, nothing is changed';
  ELSIF cardinality(found) > 1 THEN
    RAISE EXCEPTION 'not all stored times are off alike (%), nothing is changed: the zone was another one at first', found;
  ELSIF abs(extract(epoch FROM found[1] - expected)) > 7200 THEN
    RAISE EXCEPTION 'stored times are off by %, which is not what % makes (%), nothing is changed', found[1], zone, expected;
  ELSIF expected > interval '0' AND EXISTS (SELECT 1 FROM "AuditEvent" WHERE "at" > since AND "uuid_time"("id") > since) THEN
    -- East of Greenwich what is off lies before that moment, and what is right behind it; west of it the two overlap.
    RAISE EXCEPTION 'the site has been used since its sessions are pinned, old and new times cannot be told apart, nothing is changed';
  END IF;
  FOR changed IN
    SELECT table_name AS name,
      string_agg(format('%1$I = CASE WHEN %1$I < $1 THEN (%1$I AT TIME ZONE $2) AT TIME ZONE ''UTC'' ELSE %1$I END', column_name), ', ') AS assignments
    FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'timestamp with time zone'
      AND table_name NOT IN ('_prisma_migrations', 'Instance', 'Session', 'RateLimit')
    GROUP BY table_name
  LOOP
    -- Revisions and the audit trail refuse changes, and nothing that readers follow has happened.
    EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', changed.name);
    EXECUTE format('UPDATE %I SET %s', changed.name, changed.assignments) USING since + greatest(expected, interval '0'), zone;
    EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', changed.name);
  END LOOP;
  DELETE FROM "Session";
  DELETE FROM "RateLimit";
  PERFORM "move_tags"('{everything}');
END
$$;
