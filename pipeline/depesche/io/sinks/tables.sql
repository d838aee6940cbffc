-- One row an article. "article" numbers the articles of this database in the order of the input and is the
-- first column of every table; ids of entities, sums and deals hold inside one article only.
CREATE TABLE articles (
    article INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    path TEXT,
    url TEXT,
    title TEXT,
    published TEXT,
    medium TEXT,
    language TEXT,
    text TEXT
);
CREATE TABLE companies (
    article INTEGER NOT NULL REFERENCES articles,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL, -- a JSON list
    wikidata TEXT,
    external_id TEXT,
    is_source INTEGER NOT NULL,
    PRIMARY KEY (article, id)
);
CREATE TABLE organizations (
    article INTEGER NOT NULL REFERENCES articles,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL, -- a JSON list
    PRIMARY KEY (article, id)
);
CREATE TABLE people (
    article INTEGER NOT NULL REFERENCES articles,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL, -- a JSON list
    wikidata TEXT,
    PRIMARY KEY (article, id)
);
-- A person's position; "company" is the id of a company or an organisation.
CREATE TABLE titles (
    article INTEGER NOT NULL,
    person TEXT NOT NULL,
    title TEXT NOT NULL,
    normalized TEXT NOT NULL,
    company TEXT,
    status TEXT NOT NULL,
    FOREIGN KEY (article, person) REFERENCES people
);
-- Sums in whole units of the currency.
CREATE TABLE amounts (
    article INTEGER NOT NULL REFERENCES articles,
    id TEXT NOT NULL,
    mention TEXT NOT NULL,
    value DECIMAL(38, 9),
    max DECIMAL(38, 9),
    currency TEXT,
    modifier TEXT NOT NULL,
    kind TEXT,
    PRIMARY KEY (article, id)
);
CREATE TABLE dates (
    article INTEGER NOT NULL REFERENCES articles,
    id TEXT NOT NULL,
    mention TEXT NOT NULL,
    value TEXT,
    "end" TEXT,
    granularity TEXT NOT NULL,
    modifier TEXT, -- start, mid or end of the period; since, until, before or after it
    relative INTEGER NOT NULL,
    PRIMARY KEY (article, id)
);
-- Offsets count code points of articles.text, as substr() does: substr(text, start + 1, "end" - start).
CREATE TABLE mentions (
    article INTEGER NOT NULL REFERENCES articles,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    entity TEXT,
    rule TEXT,
    PRIMARY KEY (article, id)
);
-- "amount" and "valuation" are ids of amounts, "date" is the id of a date.
CREATE TABLE deals (
    article INTEGER NOT NULL REFERENCES articles,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    amount TEXT,
    valuation TEXT,
    stake_percent DECIMAL(38, 9),
    round TEXT,
    headcount BIGINT,
    date TEXT,
    confidence DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (article, id),
    FOREIGN KEY (article, amount) REFERENCES amounts,
    FOREIGN KEY (article, valuation) REFERENCES amounts,
    FOREIGN KEY (article, date) REFERENCES dates
);
-- Who takes part in a deal: "entity" is the id of a company, organisation or person, "name" its name, or the
-- words of the article where it gives no name.
CREATE TABLE participants (
    article INTEGER NOT NULL,
    deal TEXT NOT NULL,
    role TEXT NOT NULL,
    entity TEXT,
    name TEXT,
    FOREIGN KEY (article, deal) REFERENCES deals
);
CREATE TABLE evidence (
    article INTEGER NOT NULL,
    deal TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    rule TEXT NOT NULL,
    status_cue TEXT,
    FOREIGN KEY (article, deal) REFERENCES deals
);
