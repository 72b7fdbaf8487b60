"""Values that the rooms exchange: claims, passages, names and dates."""
