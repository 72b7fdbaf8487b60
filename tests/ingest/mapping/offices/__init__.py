"""Rosters of other offices, in other layouts and with other mistakes than the samples; every name is invented."""
