-- The ledger's working tables. They live in a file while a ledger is made, and go with it.

CREATE TABLE article (
    article INTEGER PRIMARY KEY, record TEXT, title TEXT, published TEXT, day INTEGER, medium TEXT, url TEXT, path TEXT
);
-- One row for each way an entity is called and known: the units that become companies and people.
CREATE TABLE naming (
    naming INTEGER PRIMARY KEY, family TEXT, key TEXT, form TEXT, external TEXT, wikidata TEXT,
    core TEXT, uses INTEGER, organization INTEGER, entity INTEGER,
    UNIQUE (family, key, form, external, wikidata)
);
CREATE TABLE spelling (naming INTEGER, text TEXT, uses INTEGER, PRIMARY KEY (naming, text)) WITHOUT ROWID;
-- Other names that articles give for a naming.
CREATE TABLE alias (
    family TEXT, key TEXT, naming INTEGER, text TEXT, uses INTEGER, PRIMARY KEY (family, key, naming, text)
) WITHOUT ROWID;
CREATE TABLE telling (
    telling INTEGER PRIMARY KEY, article INTEGER, deal TEXT, type TEXT, status TEXT, day INTEGER, said TEXT,
    evidence TEXT, details TEXT
);
CREATE TABLE party (
    telling INTEGER, place INTEGER, role TEXT, naming INTEGER, text TEXT, PRIMARY KEY (telling, place)
) WITHOUT ROWID;
-- What each entity of an article is called.
CREATE TABLE seen (article INTEGER, entity TEXT, naming INTEGER, PRIMARY KEY (article, entity)) WITHOUT ROWID;
