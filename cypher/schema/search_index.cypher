// purpose: substring search over names, pinyin and initials (engines with the `text_index` capability)
// parameters: none
// columns: none
CREATE TEXT INDEX entity_search IF NOT EXISTS FOR (n:Entity) ON (n.search)
