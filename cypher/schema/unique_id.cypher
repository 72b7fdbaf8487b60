// purpose: entities of one type have distinct ids, and are found by id without a scan
// parameters: none
// columns: none
// identifiers: label
CREATE CONSTRAINT IF NOT EXISTS FOR (n:{{label}}) REQUIRE n.id IS UNIQUE
