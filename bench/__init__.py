"""Measurements on a synthetic province of chosen size; see README.md beside this file."""
