package main

// The tables of the peers on PostgreSQL, as on SQLite: partial indexes, covering
// where a list is read from one.
const postgresTables = `
CREATE TABLE cases(
  id bytea NOT NULL, number text NOT NULL, tail text NOT NULL, person bytea NOT NULL, stage int8 NOT NULL,
  day int8 NOT NULL, served bytea NOT NULL, issued_at int8, issued bytea, come int8,
  list int8, due int8, minute int8, provider text, own int8,
  registry int8, returned int8, still int8, handover int8, shelf text,
  "row" bytea, body bytea NOT NULL);
CREATE TABLE people(id bytea NOT NULL, iin text, phone text, body bytea NOT NULL);
CREATE TABLE words(key bytea NOT NULL, person bytea NOT NULL);
CREATE TABLE drafts(id bytea PRIMARY KEY, body bytea NOT NULL);
CREATE TABLE registries(no int8 PRIMARY KEY, state int8 NOT NULL, body bytea);
CREATE TABLE sequences(name text PRIMARY KEY, n int8 NOT NULL);
CREATE TABLE tallies(key bytea PRIMARY KEY, n int8 NOT NULL);
CREATE TABLE journal(seq int8 NOT NULL, hash bytea NOT NULL, body bytea NOT NULL);
CREATE TABLE ops(op bytea NOT NULL, seq int8 NOT NULL)`

const postgresIndexes = `
ALTER TABLE cases ADD PRIMARY KEY(id);
ALTER TABLE people ADD PRIMARY KEY(id);
ALTER TABLE words ADD PRIMARY KEY(key, person);
ALTER TABLE journal ADD PRIMARY KEY(seq);
ALTER TABLE ops ADD PRIMARY KEY(op);
CREATE UNIQUE INDEX by_number ON cases(number);
CREATE INDEX by_tail ON cases(tail);
CREATE INDEX by_person ON cases(person, number);
CREATE INDEX by_day ON cases(day, number) INCLUDE (served);
CREATE INDEX by_issue ON cases(issued_at, number) INCLUDE (issued) WHERE issued_at IS NOT NULL;
CREATE INDEX by_term ON cases(come, number) WHERE come IS NOT NULL;
CREATE INDEX by_list ON cases(list, due, minute, number) INCLUDE (id, "row") WHERE list IS NOT NULL;
CREATE INDEX by_provider ON cases(provider, list, due, minute, number) INCLUDE ("row") WHERE own IS NOT NULL;
CREATE INDEX by_registry ON cases(registry, still, number) INCLUDE ("row") WHERE registry IS NOT NULL;
CREATE INDEX by_return ON cases(returned, still, number) INCLUDE ("row") WHERE returned IS NOT NULL;
CREATE INDEX by_handover ON cases(handover, number) WHERE handover IS NOT NULL;
CREATE INDEX by_shelf ON cases(shelf, number) WHERE shelf IS NOT NULL;
CREATE UNIQUE INDEX by_iin ON people(iin);
CREATE INDEX by_phone ON people(phone)`

// The operations are functions, so that each is one message to the server and
// one transaction. The journal is a chain: whoever adds to it must know the
// entry before, so they stand in line, and the line is held until the commit is
// on the disk.
const postgresFunctions = `
CREATE FUNCTION note(the_op bytea, head bytea) RETURNS void LANGUAGE plpgsql AS $$
DECLARE last int8; prev bytea; whole bytea;
BEGIN
  SELECT seq, hash INTO last, prev FROM journal ORDER BY seq DESC LIMIT 1;
  IF NOT FOUND THEN last := 0; prev := ''; END IF;
  whole := int8send(last + 1) || prev || head;
  INSERT INTO journal VALUES(last + 1, sha256(whole), whole);
  INSERT INTO ops VALUES(the_op, last + 1);
END $$;

CREATE FUNCTION tally(keys bytea[], moves int8[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO tallies SELECT * FROM unnest(keys, moves) ON CONFLICT (key) DO UPDATE SET n = tallies.n + excluded.n
$$;

CREATE FUNCTION accept(the_op bytea, head bytea, sequence text, prefix text,
  the_iin text, the_phone text, new_person bytea, person_body bytea, keys bytea[],
  the_id bytea, the_stage int8, the_day int8, the_served bytea, served_at int4, the_come int8, the_list int8, the_due int8, the_minute int8,
  the_provider text, the_row bytea, row_at int4, the_body bytea, body_at int4, person_at int4[],
  counts bytea[], moves int8[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE who bytea; num text; seq int8; place int4;
BEGIN
  PERFORM pg_advisory_xact_lock(1);
  PERFORM 1 FROM ops WHERE op = the_op;
  IF FOUND THEN RETURN ''; END IF;
  PERFORM 1 FROM cases WHERE id = the_id;
  IF FOUND THEN RAISE 'registered before'; END IF;
  INSERT INTO sequences VALUES(sequence, 1) ON CONFLICT (name) DO UPDATE SET n = sequences.n + 1 RETURNING n INTO seq;
  num := prefix || lpad(seq::text, 6, '0');
  SELECT id INTO who FROM people WHERE iin = the_iin;
  IF FOUND THEN
    UPDATE people SET phone = the_phone, body = person_body WHERE id = who;
  ELSE
    who := new_person;
    INSERT INTO people VALUES(who, the_iin, the_phone, person_body);
    INSERT INTO words SELECT k, who FROM unnest(keys) k;
  END IF;
  FOREACH place IN ARRAY person_at LOOP the_body := overlay(the_body PLACING who FROM place); END LOOP;
  INSERT INTO cases(id, number, tail, person, stage, day, served, come, list, due, minute, provider, "row", body) VALUES(
    the_id, num, right(num, 5), who, the_stage, the_day, overlay(the_served PLACING num::bytea FROM served_at), the_come, the_list, the_due, the_minute,
    the_provider, overlay(the_row PLACING num::bytea FROM row_at), overlay(the_body PLACING num::bytea FROM body_at));
  PERFORM tally(counts, moves);
  DELETE FROM drafts WHERE id = the_id;
  PERFORM note(the_op, head);
  RETURN num;
END $$;

CREATE FUNCTION mark(the_op bytea, head bytea, num text, from_stage int8, to_stage int8, the_come int8, the_list int8, the_due int8, the_minute int8,
  the_still int8, the_row bytea, the_body bytea, counts bytea[], moves int8[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE who bytea; was int8; reg int8; old bytea;
BEGIN
  PERFORM pg_advisory_xact_lock(1);
  PERFORM 1 FROM ops WHERE op = the_op;
  IF FOUND THEN RETURN; END IF;
  SELECT id, stage, registry, body INTO who, was, reg, old FROM cases WHERE number = num;
  IF NOT FOUND OR was <> from_stage THEN RAISE 'case % is in stage %', num, was; END IF;
  PERFORM 1 FROM registries WHERE no = reg AND state >= 3;
  IF NOT FOUND THEN RAISE 'the registry of % is not on the road', num; END IF;
  UPDATE cases SET stage = to_stage, come = the_come, list = the_list, due = the_due, minute = the_minute, own = NULL, still = the_still, "row" = the_row, body = the_body WHERE id = who;
  PERFORM tally(counts, moves);
  PERFORM note(the_op, head);
END $$;

CREATE FUNCTION archive(the_op bytea, head bytea, ids bytea[], the_stage int8, the_list int8, the_shelf text, the_rows bytea[], the_bodies bytea[],
  counts bytea[], moves int8[]) RETURNS int8 LANGUAGE plpgsql AS $$
DECLARE n int8;
BEGIN
  PERFORM pg_advisory_xact_lock(1);
  PERFORM 1 FROM ops WHERE op = the_op;
  IF FOUND THEN RETURN 0; END IF;
  UPDATE cases c SET stage = the_stage, list = the_list, shelf = the_shelf, "row" = u.r, body = u.b FROM unnest(ids, the_rows, the_bodies) u(i, r, b) WHERE c.id = u.i;
  GET DIAGNOSTICS n = ROW_COUNT;
  PERFORM tally(counts, moves);
  PERFORM note(the_op, head);
  RETURN n;
END $$`
