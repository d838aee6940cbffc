CREATE INDEX articles_by_id ON articles (id);
CREATE INDEX articles_by_published ON articles (published);
CREATE INDEX companies_by_name ON companies (name);
CREATE INDEX people_by_name ON people (name);
CREATE INDEX titles_by_person ON titles (article, person);
CREATE INDEX deals_by_type ON deals (type, status);
CREATE INDEX participants_by_deal ON participants (article, deal);
CREATE INDEX participants_by_name ON participants (name);
CREATE INDEX evidence_by_deal ON evidence (article, deal);
