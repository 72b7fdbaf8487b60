"""From files to claims: readers, extraction, roster mapping, and the pipeline that joins them."""
