"""Tests of accounts: who may do what, signing in, sessions, the audit trail."""
