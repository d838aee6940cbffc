CREATE TABLE entities (
    id TEXT PRIMARY KEY, kind TEXT, name TEXT, names TEXT, wikidata TEXT, external_id TEXT, articles INTEGER
);
CREATE TABLE deals (
    id TEXT PRIMARY KEY, type TEXT, status TEXT, first_report TEXT, last_report TEXT, articles INTEGER,
    stake_percent REAL, round TEXT, headcount INTEGER
);
CREATE TABLE parties (deal TEXT, role TEXT, entity TEXT, name TEXT, reports INTEGER);
CREATE TABLE history (deal TEXT, status TEXT, since TEXT, reports INTEGER);
CREATE TABLE sums (deal TEXT, kind TEXT, currency TEXT, least REAL, most REAL, usual REAL, reports INTEGER);
CREATE TABLE reports (
    deal TEXT, article TEXT, article_deal TEXT, published TEXT, title TEXT, medium TEXT, url TEXT, path TEXT,
    status TEXT, amount REAL, currency TEXT, says TEXT, evidence TEXT
);
