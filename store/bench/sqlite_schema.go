package main

// The tables of the peers on SQLite. A case's id is time-ordered, so that the
// table itself is in its order and needs no second tree. An index is partial
// where most cases have no business in it, and covers what a list shows.
const sqliteTables = `
CREATE TABLE cases(
  id BLOB PRIMARY KEY, number TEXT NOT NULL, tail TEXT NOT NULL, person BLOB NOT NULL, stage INTEGER NOT NULL,
  day INTEGER NOT NULL, served BLOB NOT NULL, issued_at INTEGER, issued BLOB, come INTEGER,
  list INTEGER, due INTEGER, minute INTEGER, provider TEXT, own INTEGER,
  registry INTEGER, returned INTEGER, still INTEGER, handover INTEGER, shelf TEXT,
  row BLOB, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE people(id BLOB PRIMARY KEY, iin TEXT, phone TEXT, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE words(key BLOB, person BLOB, PRIMARY KEY(key, person)) WITHOUT ROWID;
CREATE TABLE drafts(id BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE registries(no INTEGER PRIMARY KEY, state INTEGER NOT NULL, body BLOB);
CREATE TABLE sequences(name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE tallies(key BLOB PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE journal(seq INTEGER PRIMARY KEY, hash BLOB NOT NULL, body BLOB NOT NULL);
CREATE TABLE ops(op BLOB PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID`

// The indexes are made after the filling.
const sqliteIndexes = `
CREATE UNIQUE INDEX by_number ON cases(number);
CREATE INDEX by_tail ON cases(tail);
CREATE INDEX by_person ON cases(person, number);
CREATE INDEX by_day ON cases(day, number, served);
CREATE INDEX by_issue ON cases(issued_at, number, issued) WHERE issued_at IS NOT NULL;
CREATE INDEX by_term ON cases(come, number) WHERE come IS NOT NULL;
CREATE INDEX by_list ON cases(list, due, minute, number, row) WHERE list IS NOT NULL;
CREATE INDEX by_provider ON cases(provider, list, due, minute, number, row) WHERE own IS NOT NULL;
CREATE INDEX by_registry ON cases(registry, still, number, row) WHERE registry IS NOT NULL;
CREATE INDEX by_return ON cases(returned, still, number, row) WHERE returned IS NOT NULL;
CREATE INDEX by_handover ON cases(handover, number) WHERE handover IS NOT NULL;
CREATE INDEX by_shelf ON cases(shelf, number) WHERE shelf IS NOT NULL;
CREATE UNIQUE INDEX by_iin ON people(iin);
CREATE INDEX by_phone ON people(phone)`

const sqliteInsertCase = `INSERT INTO cases(id,number,tail,person,stage,day,served,issued_at,issued,come,list,due,minute,provider,own,registry,returned,still,handover,shelf,row,body)
 VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`

const sqliteInsertPerson = `INSERT INTO people(id,iin,phone,body) VALUES(?,?,?,?)`
