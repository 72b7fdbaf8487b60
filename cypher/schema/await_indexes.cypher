// purpose: wait until new indexes can be used, at most 300 seconds (servers only)
// parameters: none
// columns: none
CALL db.awaitIndexes(300)
